import type { Block, Section } from '../content/article.ts';
import type { Passage, PassagePiece } from './answer.ts';
import type { FindMarks, Mark } from './find-marks.ts';
import { readTableRows } from './read-table-rows.ts';
import { splitSentences, type Span } from './split-sentences.ts';

/** A passage is read at a glance or not at all. */
export const maxPassageChars = 300;

/** A second sentence must earn its length. */
const secondSentenceShare = 0.8;
/** Prose is preferred to code, and to a row of a table, that says as much. */
const codeShare = 0.3;
const rowShare = 0.7;
/** What an article or a section says first is what it is about. */
const openingShare = 1.5;

type Weights = ReadonlyMap<string, number>;

interface MarkedBlock {
  readonly block: Block;
  readonly marks: readonly Mark[];
}

interface Candidate extends MarkedBlock {
  readonly span: Span;
  readonly score: number;
}

/**
 * The one or two sentences of these sections that say most about what was sought, or the row of a
 * table or a line or two of code when only they do. Undefined when none holds a word of it.
 *
 * @param weights how much each stem tells
 */
export function findPassage(
  sections: readonly Section[],
  findMarks: FindMarks,
  weights: Weights,
): Passage | undefined {
  const best =
    findBest(sections, (text) => findMarks(text, false), weights) ??
    findBest(sections, (text) => findMarks(text, true), weights);
  return best === undefined ? undefined : cut(best);
}

/** What the article says first, for who asks for nothing but its subject. */
export function findOpening(
  sections: readonly Section[],
  findMarks: FindMarks,
): Passage | undefined {
  const block = sections
    .flatMap(({ blocks }) => blocks)
    .find((candidate) => candidate.kind === 'prose' && candidate.from === 'paragraph');
  if (block === undefined) return undefined;
  const [first, next] = spansOf(block);
  if (first === undefined) return undefined;
  const end = next !== undefined && isOneWith(first, next, block) ? next.end : first.end;
  const span = { start: first.start, end };
  return cut({ block, marks: findMarks(block.text, false), span, score: 0 });
}

function findBest(
  sections: readonly Section[],
  findMarks: (text: string) => readonly Mark[],
  weights: Weights,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const { blocks } of sections) {
    for (const [index, block] of readTableRows(blocks).entries()) {
      const marks = findMarks(block.text);
      const share = shareOf(block) * (index === 0 ? openingShare : 1);
      // No part of a block says more than the whole.
      if (share * worth(marks, weights) <= (best?.score ?? 0)) continue;
      const candidate = bestOf({ block, marks }, weights, share);
      if (candidate.score > (best?.score ?? 0)) best = candidate;
    }
  }
  return best;
}

/** The best one or two neighbouring sentences (lines, in code) of a block. */
function bestOf({ block, marks }: MarkedBlock, weights: Weights, share: number): Candidate {
  const spans = spansOf(block);
  const found = spans.map(({ start, end }) =>
    marks.filter((mark) => mark.start >= start && mark.end <= end),
  );
  let best: Candidate = { block, marks, span: { start: 0, end: 0 }, score: 0 };
  for (const [index, span] of spans.entries()) {
    const own = found[index] ?? [];
    if (own.length === 0) continue;
    let score = worth(own, weights);
    let end = span.end;
    const next = spans[index + 1];
    if (next !== undefined && isOneWith(span, next, block)) {
      const added = worth([...own, ...(found[index + 1] ?? [])], weights) - score;
      if (added > 0) {
        score += secondSentenceShare * added;
        end = next.end;
      }
    }
    score *= share;
    if (score > best.score) best = { block, marks, span: { start: span.start, end }, score };
  }
  return best;
}

/** What can be shown by itself: sentences, lines of code, or a whole row of a table. */
function spansOf(block: Block): Span[] {
  if (block.kind === 'code') return lineSpans(block.text);
  if (block.from === 'table') return [{ start: 0, end: block.text.length }];
  return splitSentences(block.text, block.code);
}

function shareOf(block: Block): number {
  if (block.kind === 'code') return codeShare;
  return block.from === 'table' ? rowShare : 1;
}

/** True when two neighbours can be shown as one passage. */
function isOneWith(span: Span, next: Span, { kind }: Block): boolean {
  const isClose = kind === 'prose' || next.start === span.end + 1;
  return isClose && next.end - span.start <= maxPassageChars;
}

/** What the marks tell, each stem once. */
function worth(marks: readonly Mark[], weights: Weights): number {
  let total = 0;
  for (const stem of new Set(marks.flatMap(({ stems }) => stems))) total += weights.get(stem) ?? 0;
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

function cut({ block, marks, span }: Candidate): Passage {
  const window = shorten(block, span, marks);
  const pieces = piecesOf(block, window, marks);
  if (window.start > span.start) pieces.unshift(ellipsis);
  if (window.end < span.end) pieces.push(ellipsis);
  const isItem = block.kind === 'prose' && block.from === 'list';
  return { parts: [{ kind: block.kind === 'code' ? 'code' : isItem ? 'item' : 'text', pieces }] };
}

/** At most `maxPassageChars` of the span, around its first match, cut between words. */
function shorten(block: Block, span: Span, marks: readonly Mark[]): Span {
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

function piecesOf(block: Block, span: Span, marks: readonly Mark[]): PassagePiece[] {
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
