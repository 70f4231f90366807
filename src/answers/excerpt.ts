import type { Block, ProseBlock, Section } from '../content/article.ts';
import type { Passage, PassagePart, PassagePiece } from './answer.ts';
import type { FindMarks, Mark } from './find-marks.ts';
import { readTableRows } from './read-table-rows.ts';
import { splitSentences, type Span } from './split-sentences.ts';

/** A paragraph, or as much of it as answers. */
export const maxPassageChars = 500;

/** Code is read as a whole, not at a glance. */
export const maxCodeChars = 600;
/** The whole of a passage: as much as answers by itself, and is still read. */
const maxChars = 800;
/** A few short sections are read as one. */
const maxSectionsBehind = 3;
/** Of what a section says first, when something else in it answers. */
const maxOpeningChars = 300;

/** A second sentence must earn its length. */
const secondSentenceShare = 0.8;
/** Prose is preferred to code, and to a row of a table, that says as much. */
const codeShare = 0.15;
const rowShare = 0.5;
/** A sentence that leads into nothing that could be shown with it. */
const danglingShare = 0.2;
/** What an article or a section says first is what it is about. */
const openingShare = 1.5;

type Weights = ReadonlyMap<string, number>;

/** What can be quoted. */
type Quotable = Block | { readonly kind: 'heading'; readonly text: string };

interface MarkedBlock {
  readonly block: Block;
  readonly marks: readonly Mark[];
}

interface Candidate extends MarkedBlock {
  /** The blocks of its section, and which of them it is in. */
  readonly blocks: readonly Block[];
  readonly index: number;
  /** The sections behind it. */
  readonly rest: readonly Section[];
  readonly span: Span;
  readonly score: number;
}

/**
 * What these sections say about what was sought: the paragraph that says most, with the list or the
 * code that it leads into and what its section says first and next; a row of a table, or code behind
 * the sentence before it, when only they do. Undefined when none holds a word of it.
 *
 * @param weights how much each stem tells
 */
export function findPassage(
  sections: readonly Section[],
  findMarks: FindMarks,
  weights: Weights,
): Passage | undefined {
  for (const isThorough of [false, true]) {
    const find = (text: string): readonly Mark[] => findMarks(text, isThorough);
    const best = findBest(sections, find, weights);
    if (best !== undefined) return assemble(best, find);
  }
  return undefined;
}

/** What comes first, for who asks for nothing but its subject. */
export function findOpening(
  sections: readonly Section[],
  findMarks: FindMarks,
): Passage | undefined {
  const find = (text: string): readonly Mark[] => findMarks(text, false);
  for (const [i, { blocks }] of sections.entries()) {
    const rest = sections.slice(i + 1);
    const readable = readTableRows(blocks);
    const at = readable.findIndex(({ kind, text }) => kind === 'prose' && text !== '');
    const block = readable[at];
    const [first, next] = block === undefined ? [] : spansOf(block);
    if (block === undefined || first === undefined) continue;
    const end = next !== undefined && isOneWith(first, next, block) ? next.end : first.end;
    const span = { start: first.start, end };
    return assemble(
      { block, marks: find(block.text), blocks: readable, index: at, rest, span, score: 0 },
      find,
    );
  }
  return undefined;
}

function findBest(
  sections: readonly Section[],
  findMarks: (text: string) => readonly Mark[],
  weights: Weights,
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const [at, { blocks }] of sections.entries()) {
    const readable = readTableRows(blocks);
    const rest = sections.slice(at + 1);
    for (const [index, block] of readable.entries()) {
      const marks = findMarks(block.text);
      const share = shareOf(block) * (index === 0 ? openingShare : 1);
      // No part of a block says more than the whole.
      if (share * worth(marks, weights) <= (best?.score ?? 0)) continue;
      const candidate = bestOf({ block, marks, blocks: readable, index, rest }, weights, share);
      if (candidate.score > (best?.score ?? 0)) best = candidate;
    }
  }
  return best;
}

/** The best one or two neighbouring sentences (lines, in code) of a block. */
function bestOf(
  given: Omit<Candidate, 'span' | 'score'>,
  weights: Weights,
  share: number,
): Candidate {
  const { block, marks, blocks, index } = given;
  const spans = spansOf(block);
  const found = spans.map(({ start, end }) =>
    marks.filter((mark) => mark.start >= start && mark.end <= end),
  );
  let best: Candidate = { ...given, span: { start: 0, end: 0 }, score: 0 };
  for (const [place, span] of spans.entries()) {
    const own = found[place] ?? [];
    if (own.length === 0) continue;
    let score = worth(own, weights);
    let end = span.end;
    const next = spans[place + 1];
    if (next !== undefined && isOneWith(span, next, block)) {
      const added = worth([...own, ...(found[place + 1] ?? [])], weights) - score;
      if (added > 0) {
        score += secondSentenceShare * added;
        end = next.end;
      }
    }
    const isDangling = leadsOn(block, end) && !isFollowed(blocks[index + 1]);
    score *= isDangling ? danglingShare * share : share;
    if (score > best.score) best = { ...given, span: { start: span.start, end }, score };
  }
  return best;
}

/** True for what says nothing without what comes behind it. */
function leadsOn(block: Quotable | undefined, end = block?.text.length): boolean {
  if (block?.kind === 'heading') return true;
  return block?.kind === 'prose' && /[:：]$/u.test(block.text.slice(0, end));
}

/** What a sentence may lead into. */
function isFollowed(block: Quotable | undefined): boolean {
  return block?.kind === 'code' || (block?.kind === 'prose' && block.from !== 'paragraph');
}

/**
 * The chosen stretch with what it cannot be read without: what leads to it, and what it leads into.
 * Then, as far as there is room, what its section says first, and what it says next.
 */
function assemble(
  { block, marks, blocks: own, index, span, rest }: Candidate,
  findMarks: (text: string) => readonly Mark[],
): Passage {
  const blocks: readonly Quotable[] = [
    ...own,
    ...rest.slice(0, maxSectionsBehind).flatMap(withHeading),
  ];
  const chosen = new Map<number, Span>();
  let left = maxChars;
  const choose = (at: number, part: Span = wholeOf(blocks[at])): void => {
    chosen.set(at, part);
    left -= part.end - part.start;
  };
  /** Of a table only the row that answers is shown. */
  const fits = (others: readonly Quotable[]): boolean =>
    others.every((other) => !isProse(other, 'table')) &&
    others.reduce((sum, { text }) => sum + text.length, 0) <= left;
  const widened = widen(block, span);
  choose(index, widened);

  const lead = leadOf(blocks, index);
  if (lead < index) {
    if (fits(blocks.slice(lead, index))) for (let at = lead; at < index; at++) choose(at);
    else choose(lead, spansOf(blocks[lead]).at(-1));
  }
  let end = index + 1;
  const isToEnd = widened.end === block.text.length && !isProse(block, 'table');
  // What it leads into is shown however little room there is.
  if (isToEnd && leadsOn(block) && isFollowed(blocks[end])) choose(end++);
  const opening = openingOf(blocks[0]);
  if (fits(blocks.slice(0, lead))) for (let at = 0; at < lead; at++) choose(at);
  else if (lead > 0 && opening !== undefined && opening.end <= left) choose(0, opening);
  while (isToEnd && end < blocks.length && fits(blocks.slice(end, end + 1))) choose(end++);
  while (end - 1 > index && leadsOn(blocks[end - 1])) chosen.delete(--end);

  const parts: PassagePart[] = [];
  let next = 0;
  for (const [at, part] of [...chosen].sort(([a], [b]) => a - b)) {
    const shown = blocks[at];
    if (shown === undefined) continue;
    if (at > next) parts.push(...parts.splice(-1).map(leaveOff));
    parts.push(cut(shown, at === index ? marks : findMarks(shown.text), part));
    next = at + 1;
  }
  const isCutOff = isProse(blocks[next - 1], 'list') && isProse(blocks[next], 'list');
  if (isCutOff) parts.push(...parts.splice(-1).map(leaveOff));
  return { parts };
}

function withHeading({ heading, blocks }: Section): readonly Quotable[] {
  return [{ kind: 'heading', text: heading }, ...readTableRows(blocks)];
}

function wholeOf(block: Quotable | undefined): Span {
  return { start: 0, end: block?.text.length ?? 0 };
}

function isProse(block: Quotable | undefined, from: ProseBlock['from']): boolean {
  return block?.kind === 'prose' && block.from === from;
}

/** The paragraph that leads to a list or to code; the block itself when there is none. */
function leadOf(blocks: readonly Quotable[], index: number): number {
  const isItem = isProse(blocks[index], 'list');
  if (!isItem && blocks[index]?.kind !== 'code') return index;
  let first = index;
  while (isItem && isProse(blocks[first - 1], 'list')) first--;
  const before = blocks[first - 1];
  if (!isProse(before, 'paragraph')) return index;
  return !isItem || leadsOn(before) ? first - 1 : index;
}

/** What a section says first, as whole sentences; undefined when that leads into something else. */
function openingOf(block: Quotable | undefined): Span | undefined {
  if (block === undefined || !isProse(block, 'paragraph') || leadsOn(block)) return undefined;
  const last = spansOf(block).findLast(({ end }) => end <= maxOpeningChars);
  return last && { start: 0, end: last.end };
}

/** The whole paragraph; of a long one what begins with the answer, as far as there is room. */
function widen(block: Block, span: Span): Span {
  if (block.kind === 'code') return block.text.length <= maxCodeChars ? wholeOf(block) : span;
  if (block.text.length <= maxPassageChars) return wholeOf(block);
  const spans = spansOf(block);
  let { end } = span;
  for (const next of spans) {
    if (next.start >= end && isOneWith({ start: span.start, end }, next, block)) end = next.end;
  }
  return { start: span.start, end };
}

/** What can be shown by itself: sentences, lines of code, or a whole row of a table. */
function spansOf(block: Quotable | undefined): Span[] {
  if (block === undefined || block.kind === 'heading') return [];
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

/** Says behind a part that something was left out; apart from a whole sentence, or from code. */
function leaveOff(part: PassagePart): PassagePart {
  const isWhole = /[.!?:…]["'”’)\]]*$/u.test(part.pieces.at(-1)?.text ?? '');
  const gap = part.kind === 'code' ? '\n' : isWhole ? ' ' : '';
  return { ...part, pieces: [...part.pieces, { ...ellipsis, text: `${gap}…` }] };
}

function cut(block: Quotable, marks: readonly Mark[], span: Span): PassagePart {
  const window = shorten(
    block,
    span,
    marks,
    block.kind === 'code' ? maxCodeChars : maxPassageChars,
  );
  const pieces = piecesOf(block, window, marks);
  if (window.start > span.start) pieces.unshift(ellipsis);
  const part = { kind: kindOf(block), pieces };
  return window.end < span.end ? leaveOff(part) : part;
}

function kindOf(block: Quotable): PassagePart['kind'] {
  if (block.kind !== 'prose') return block.kind;
  return block.from === 'list' ? 'item' : 'text';
}

/** At most `maxChars` of the span, around its first match, cut between words. */
function shorten(block: Quotable, span: Span, marks: readonly Mark[], maxChars: number): Span {
  if (span.end - span.start <= maxChars) return span;
  const units = unitsOf(block, span);
  const first = marks.find(({ start }) => start >= span.start)?.start ?? span.start;
  const hit = units.findIndex((unit) => unit.end > first);
  // A few words before the match, the rest after it.
  let from = Math.max(hit, 0);
  const earliest = (units[from]?.start ?? span.start) - maxChars / 4;
  while (from > 0 && (units[from - 1]?.start ?? 0) >= earliest) from--;
  const start = units[from]?.start ?? span.start;
  let end = start;
  for (const unit of units.slice(from)) {
    if (unit.end - start > maxChars) break;
    end = unit.end;
  }
  return { start, end: end > start ? end : wholeCharacters(block.text, start + maxChars) };
}

/** What must not be cut: words with their punctuation, and stretches of inline code. */
function unitsOf(block: Quotable, span: Span): Span[] {
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

function piecesOf(block: Quotable, span: Span, marks: readonly Mark[]): PassagePiece[] {
  const inCode = block.kind === 'code' ? [wholeOf(block)] : [];
  const code = block.kind === 'prose' ? block.code : inCode;
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
