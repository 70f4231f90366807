import type { Block, ProseBlock, Section } from '../content/article.ts';
import { tokenize } from '../search/tokenize.ts';
import type { Passage, PassagePiece } from './answer.ts';

/** A passage is read at a glance or not at all. */
export const maxPassageChars = 300;

/** A passage that tells this much less than the best prose is not worth being code. */
const proseAdvantage = 1.5;

type Weights = ReadonlyMap<string, number>;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly block: Block;
  readonly spans: readonly Span[];
  readonly score: number;
}

const sentenceSegmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The one or two sentences of these sections that say most about the terms, or a few lines of code
 * when only code does. Undefined when none holds a term.
 *
 * @param weights how much each term tells
 */
export function findPassage(sections: readonly Section[], weights: Weights): Passage | undefined {
  let best: Candidate | undefined;
  for (const section of sections) {
    for (const block of section.blocks) {
      const candidate = bestOf(block, weights);
      if (candidate !== undefined && (best === undefined || candidate.score > best.score)) {
        best = candidate;
      }
    }
  }
  return best === undefined ? undefined : cut(best, weights);
}

/** The best one or two neighbouring sentences (lines, in code) of a block. */
function bestOf(block: Block, weights: Weights): Candidate | undefined {
  const spans = block.kind === 'code' ? lineSpans(block.text) : sentenceSpans(block);
  const found = spans.map((span) => matchedTerms(block.text.slice(span.start, span.end), weights));
  let best: Candidate | undefined;
  for (const [index, span] of spans.entries()) {
    const terms = new Set(found[index]);
    if (terms.size === 0) continue;
    const chosen = [span];
    let score = worth(terms, weights);
    const next = spans[index + 1];
    if (next !== undefined && next.end - span.start <= maxPassageChars) {
      const both = new Set([...terms, ...(found[index + 1] ?? [])]);
      if (both.size > terms.size) {
        chosen.push(next);
        // Two sentences must earn their length.
        score = score + (worth(both, weights) - score) * 0.8;
      }
    }
    if (block.kind === 'code') score /= proseAdvantage;
    if (best === undefined || score > best.score) best = { block, spans: chosen, score };
  }
  return best;
}

function matchedTerms(text: string, weights: Weights): string[] {
  return tokenize(text)
    .flatMap((token) => token.forms.stems)
    .filter((term) => weights.has(term));
}

function worth(terms: ReadonlySet<string>, weights: Weights): number {
  let total = 0;
  for (const term of terms) total += weights.get(term) ?? 0;
  return total;
}

/** Sentences without the space around them; none begins or ends inside inline code. */
function sentenceSpans({ text, code }: ProseBlock): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index, segment } of sentenceSegmenter.segment(text)) {
    const end = index + segment.length;
    if (end < text.length && code.some((range) => range.start < end && end < range.end)) continue;
    spans.push(trimmed(text, start, end));
    start = end;
  }
  return spans.filter((span) => span.end > span.start);
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

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  return {
    start: start + part.length - part.trimStart().length,
    end: end - (part.length - part.trimEnd().length),
  };
}

function cut({ block, spans }: Candidate, weights: Weights): Passage {
  const first = spans[0]?.start ?? 0;
  const last = spans.at(-1)?.end ?? 0;
  const pieces: PassagePiece[] = [];
  const window = shorten(block, { start: first, end: last }, weights);
  if (window.start > first) pieces.push(ellipsis);
  pieces.push(...piecesOf(block, window, weights));
  if (window.end < last) pieces.push(ellipsis);
  return { pieces, isCodeBlock: block.kind === 'code' };
}

const ellipsis: PassagePiece = { text: '…', matched: false, code: false };

/** At most `maxPassageChars` of the span, around its first match, cut between words. */
function shorten(block: Block, span: Span, weights: Weights): Span {
  if (span.end - span.start <= maxPassageChars) return span;
  const units = unitsOf(block, span);
  const hit = units.findIndex((unit) => {
    return matchedTerms(block.text.slice(unit.start, unit.end), weights).length > 0;
  });
  // A few words before the match, the rest after it.
  let from = Math.max(hit, 0);
  const end = (units[from]?.start ?? span.start) - maxPassageChars / 4;
  while (from > 0 && (units[from - 1]?.start ?? 0) >= end) from--;
  const start = units[from]?.start ?? span.start;
  let until = start;
  for (const unit of units.slice(from)) {
    if (unit.end - start > maxPassageChars) break;
    until = unit.end;
  }
  if (until > start) return { start, end: until };
  return { start, end: wholeCharacters(block.text, start + maxPassageChars) };
}

/** What must not be cut: words, with their punctuation, and stretches of inline code. */
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

function piecesOf(block: Block, span: Span, weights: Weights): PassagePiece[] {
  const code = block.kind === 'prose' ? block.code : [{ start: 0, end: block.text.length }];
  const text = block.text.slice(span.start, span.end);
  const marks = tokenize(text)
    .filter((token) => token.forms.stems.some((term) => weights.has(term)))
    .map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
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
