import type { Block, Section } from '../content/article.ts';
import type { SoughtWords } from '../search/sought-words.ts';
import { tokenize, type WordForms } from '../search/tokenize.ts';
import type { Passage, PassagePiece } from './answer.ts';
import { splitSentences, type Span } from './split-sentences.ts';

/** A passage is read at a glance or not at all. */
export const maxPassageChars = 300;

/** How many blocks are read word by word. */
const maxBlocks = 6;
/** A second sentence must earn its length. */
const secondSentenceShare = 0.8;
/** Prose is preferred to code that says as much. */
const codeShare = 0.5;

type Weights = ReadonlyMap<string, number>;
type KnownWords = Map<string, WordForms>;

interface Candidate {
  readonly block: Block;
  readonly span: Span;
  readonly score: number;
}

/**
 * The one or two sentences of these sections that say most about what was sought, or a line or two
 * of code when only code does. Undefined when none holds a word of it.
 *
 * @param known forms of words met before, to share between the passages of one answer
 */
export function findPassage(
  sections: readonly Section[],
  { weights, words }: SoughtWords,
  known: KnownWords = new Map(),
): Passage | undefined {
  const pattern = patternOf(words);
  let best: Candidate | undefined;
  for (const block of promisingBlocks(sections, pattern)) {
    const candidate = bestOf(block, weights, known);
    if (candidate !== undefined && (best === undefined || candidate.score > best.score)) {
      best = candidate;
    }
  }
  return best === undefined ? undefined : cut(best, weights, known);
}

/** Finds the words in a text that is not folded; case aside, that is every text in plain letters. */
function patternOf(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(escapePattern);
  return new RegExp(`(?<![a-z0-9])(?:${longestFirst.join('|')})(?![a-z0-9])`, 'gi');
}

function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The blocks that hold most of the words, found without taking every text apart. */
function promisingBlocks(sections: readonly Section[], pattern: RegExp | undefined): Block[] {
  const blocks = sections.flatMap((section) => section.blocks);
  return blocks
    .map((block, order) => ({ block, order, found: countWords(block.text, pattern) }))
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found || a.order - b.order)
    .slice(0, maxBlocks)
    .map(({ block }) => block);
}

function countWords(text: string, pattern: RegExp | undefined): number {
  // Accents and identifiers hide words from the pattern; such a block is always worth a look.
  const hidden = /[^\x20-\x7e\n]|_|[a-z][A-Z]/.test(text) ? 0.5 : 0;
  if (pattern === undefined) return hidden;
  return new Set(text.match(pattern)?.map((word) => word.toLowerCase())).size + hidden;
}

/** The best one or two neighbouring sentences (lines, in code) of a block. */
function bestOf(block: Block, weights: Weights, known: KnownWords): Candidate | undefined {
  const spans =
    block.kind === 'code' ? lineSpans(block.text) : splitSentences(block.text, block.code);
  const found = matchedStems(block.text, spans, weights, known);
  const share = block.kind === 'code' ? codeShare : 1;
  let best: Candidate | undefined;
  for (const [index, span] of spans.entries()) {
    const stems = found[index] ?? new Set();
    if (stems.size === 0) continue;
    let score = worth(stems, weights);
    let end = span.end;
    const next = spans[index + 1];
    if (next !== undefined && isOneWith(span, next, block)) {
      const added = worth(new Set([...stems, ...(found[index + 1] ?? [])]), weights) - score;
      if (added > 0) {
        score += secondSentenceShare * added;
        end = next.end;
      }
    }
    const candidate = { block, span: { start: span.start, end }, score: share * score };
    if (best === undefined || candidate.score > best.score) best = candidate;
  }
  return best;
}

/** True when two neighbours can be shown as one passage. */
function isOneWith(span: Span, next: Span, { kind }: Block): boolean {
  const isClose = kind === 'prose' || next.start === span.end + 1;
  return isClose && next.end - span.start <= maxPassageChars;
}

/** For each span, the stems in it that were sought. Spans are in order and apart. */
function matchedStems(
  text: string,
  spans: readonly Span[],
  weights: Weights,
  known: KnownWords,
): Set<string>[] {
  const found = spans.map(() => new Set<string>());
  let at = 0;
  for (const { start, forms } of tokenize(text, known)) {
    while (at < spans.length - 1 && start >= (spans[at + 1]?.start ?? 0)) at++;
    for (const stem of forms.stems) {
      if (weights.has(stem)) found[at]?.add(stem);
    }
  }
  return found;
}

function worth(stems: ReadonlySet<string>, weights: Weights): number {
  let total = 0;
  for (const stem of stems) total += weights.get(stem) ?? 0;
  return total;
}

function lineSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') spans.push({ start, end: start + line.trimEnd().length });
    start += line.length + 1;
  }
  return spans;
}

const ellipsis: PassagePiece = { text: '…', matched: false, code: false };

function cut({ block, span }: Candidate, weights: Weights, known: KnownWords): Passage {
  const marks = tokenize(block.text, known).filter(({ forms }) =>
    forms.stems.some((stem) => weights.has(stem)),
  );
  const window = shorten(block, span, marks);
  const pieces = piecesOf(block, window, marks);
  if (window.start > span.start) pieces.unshift(ellipsis);
  if (window.end < span.end) pieces.push(ellipsis);
  return { pieces, isCodeBlock: block.kind === 'code' };
}

/** At most `maxPassageChars` of the span, around its first match, cut between words. */
function shorten(block: Block, span: Span, marks: readonly Span[]): Span {
  if (span.end - span.start <= maxPassageChars) return span;
  const units = unitsOf(block, span);
  const first = marks.find(({ start }) => start >= span.start)?.start ?? span.start;
  const hit = units.findIndex((unit) => unit.end > first);
  // A few words before the match, the rest after it.
  let from = Math.max(hit, 0);
  const earliest = (units[from]?.start ?? span.start) - maxPassageChars / 4;
  while (from > 0 && (units[from - 1]?.start ?? 0) >= earliest) from--;
  const start = units[from]?.start ?? span.start;
  let end = start;
  for (const unit of units.slice(from)) {
    if (unit.end - start > maxPassageChars) break;
    end = unit.end;
  }
  return { start, end: end > start ? end : wholeCharacters(block.text, start + maxPassageChars) };
}

/** What must not be cut: words with their punctuation, and stretches of inline code. */
function unitsOf(block: Block, span: Span): Span[] {
  const code = block.kind === 'prose' ? block.code : [];
  const units: Span[] = [];
  for (const match of block.text.slice(span.start, span.end).matchAll(/\S+/gu)) {
    const start = span.start + match.index;
    const end = start + match[0].length;
    const last = units.at(-1);
    if (last !== undefined && code.some((range) => range.start < start && start < range.end)) {
      units[units.length - 1] = { start: last.start, end };
    } else {
      units.push({ start, end });
    }
  }
  return units;
}

function wholeCharacters(text: string, end: number): number {
  return /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end;
}

function piecesOf(block: Block, span: Span, marks: readonly Span[]): PassagePiece[] {
  const code = block.kind === 'prose' ? block.code : [{ start: 0, end: block.text.length }];
  const edges = [...marks, ...code].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([span.start, ...edges, span.end])]
    .filter((edge) => edge >= span.start && edge <= span.end)
    .sort((a, b) => a - b);
  const within = (ranges: readonly Span[], at: number): boolean =>
    ranges.some((range) => range.start <= at && at < range.end);
  return cuts.slice(0, -1).map((start, index) => ({
    text: block.text.slice(start, cuts[index + 1]),
    matched: within(marks, start),
    code: within(code, start),
  }));
}
