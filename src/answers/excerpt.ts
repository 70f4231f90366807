import type { Block, ProseBlock, Section } from '../content/article.ts';
import type { Passage, PassagePart } from './answer.ts';
import type { FindMarks, Mark } from './find-marks.ts';
import {
  cut,
  leaveOff,
  maxCodeChars,
  maxPassageChars,
  wholeOf,
  type Quotable,
} from './passage-parts.ts';
import { readTableRows } from './read-table-rows.ts';
import { splitSentences, type Span } from '../analysis/split-sentences.ts';

/** The whole of a passage: as much as answers by itself, and is still read. */
const maxChars = 800;
/** Where something else in the article says nearly as much, the first stretch makes room for it. */
const maxFirstChars = 500;
/** So much of what the first tells; and what a word that the first has said still tells. */
const secondFrom = 0.4;
const saidShare = 0.7;
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

interface MarkedBlock {
  readonly block: Block;
  readonly marks: readonly Mark[];
}

interface Candidate extends MarkedBlock {
  /** Where it stands. */
  readonly section: Section;
  readonly index: number;
  /** The sections behind it. */
  readonly rest: readonly Section[];
  readonly span: Span;
  readonly score: number;
}

/** What is looked for in an article, and where in it. */
export interface PassageSearch {
  readonly findMarks: FindMarks;
  /** How much each stem tells. */
  readonly weights: Weights;
  /** The sections to look in first, `[from, end)`; the whole article when left out. */
  readonly from?: number;
  readonly end?: number | undefined;
  /** They were asked for by name: nothing else in the article is wanted. */
  readonly isCalled?: boolean;
}

/**
 * What an article says about what was sought: the paragraph that says most, with the list or the
 * code that it leads into and what its section says first and next; a row of a table, or code behind
 * the sentence before it, when only they do. Then the stretch elsewhere in it that says nearly as
 * much. Undefined when none of the sections to look in holds a word of it.
 */
export function findPassage(
  sections: readonly Section[],
  search: PassageSearch,
): Passage | undefined {
  const read = sections.map(readSection);
  for (const isThorough of [false, true]) {
    const find = (text: string): readonly Mark[] => search.findMarks(text, isThorough);
    const best = findBest(read, find, search);
    if (best !== undefined) return withSecond(best, read, find, search);
  }
  return undefined;
}

/** What comes first, for who asks for nothing but its subject. */
export function findOpening(
  sections: readonly Section[],
  search: PassageSearch,
): Passage | undefined {
  const { from = 0, end } = search;
  const find = (text: string): readonly Mark[] => search.findMarks(text, false);
  const read = sections.map(readSection);
  for (const section of read.slice(from, end)) {
    const { blocks } = section;
    const texts = blocks.filter(({ kind, text }) => kind === 'prose' && text !== '');
    // What is set apart in front of it says who should read on, or since when it holds.
    const opening = texts.find((text) => !isProse(text, 'quote')) ?? texts[0];
    const index = blocks.findIndex((each) => each === opening);
    const block = blocks[index];
    const [first, next] = block === undefined ? [] : spansOf(block);
    if (block === undefined || first === undefined) continue;
    const last = next !== undefined && isOneWith(first, next, block) ? next.end : first.end;
    const span = { start: first.start, end: last };
    const rest = read.slice(read.indexOf(section) + 1, end);
    const candidate = { section, block, marks: find(block.text), index, rest, span, score: 0 };
    return withSecond(candidate, read, find, search);
  }
  return undefined;
}

function readSection(section: Section): Section {
  return { ...section, blocks: readTableRows(section.blocks) };
}

/** What was found, and what the article says elsewhere, if that tells nearly as much. */
function withSecond(
  first: Candidate,
  sections: readonly Section[],
  findMarks: (text: string) => readonly Mark[],
  { weights, isCalled = false }: PassageSearch,
): Passage {
  const alone = (): Passage => ({
    parts: assemble(first, findMarks, { room: maxChars, said: new Set() }),
  });
  if (isCalled) return alone();
  const said = new Set<Quotable>();
  const parts = assemble(first, findMarks, { room: maxFirstChars, said });
  const stems = new Set([...said].flatMap(({ text }) => findMarks(text)).flatMap((m) => m.stems));
  const left = new Map(
    [...weights].map(([stem, weight]) => [stem, stems.has(stem) ? saidShare * weight : weight]),
  );
  const second = findBest(sections, findMarks, { weights: left, said });
  if (second === undefined || second.score < secondFrom * first.score) return alone();
  const before = [...said];
  const room = maxChars - parts.reduce((sum, part) => sum + lengthOf(part), 0);
  const more = assemble(second, findMarks, { room, said });
  const order: readonly Quotable[] = sections.flatMap(({ blocks }) => blocks);
  const placeOf = (block: Quotable | undefined): number =>
    order.findIndex((each) => each === block);
  const goesOn = placeOf(before.at(-1)) + 1 === placeOf([...said][before.length]);
  const { section } = second;
  const heading: Quotable = { kind: 'heading', text: section.heading };
  // What the first stretch ran on into stands under its heading already.
  const isUnder =
    section === first.section || section.blocks.some((block) => before.includes(block));
  return {
    parts: [
      ...(goesOn ? parts : [...parts.slice(0, -1), ...parts.slice(-1).map(leaveOff)]),
      ...(section.heading !== '' && !isUnder
        ? [cut(heading, findMarks(heading.text), wholeOf(heading))]
        : []),
      ...more,
    ],
  };
}

function findBest(
  sections: readonly Section[],
  findMarks: (text: string) => readonly Mark[],
  {
    weights,
    from = 0,
    end,
    said,
  }: Omit<PassageSearch, 'findMarks'> & { readonly said?: ReadonlySet<Quotable> },
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const section of sections.slice(from, end)) {
    for (const [index, block] of section.blocks.entries()) {
      if (said?.has(block) === true) continue;
      const marks = findMarks(block.text);
      const share = shareOf(block) * (index === 0 ? openingShare : 1);
      // No part of a block says more than the whole.
      if (share * worth(marks, weights) <= (best?.score ?? 0)) continue;
      const rest = sections.slice(sections.indexOf(section) + 1, end);
      const candidate = bestOf({ section, block, marks, index, rest }, weights, share);
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
  const { block, marks, section, index } = given;
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
    const isDangling = leadsOn(block, end) && !isFollowed(section.blocks[index + 1]);
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

/** The same of a paragraph that ends in the middle of a sentence, which a list or code goes on with. */
function leadsInto(block: Quotable | undefined, next: Quotable | undefined): boolean {
  if (leadsOn(block)) return true;
  const isOpen =
    isProse(block, 'paragraph') && !/[.!?…。！？]["'”’»)\]*_]*$/u.test(block?.text ?? '');
  return isOpen && isFollowed(next);
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
  { section, block, marks, index, span, rest }: Candidate,
  findMarks: (text: string) => readonly Mark[],
  { room, said }: { readonly room: number; readonly said: Set<Quotable> },
): PassagePart[] {
  const blocks: readonly Quotable[] = [
    ...section.blocks,
    ...rest.slice(0, maxSectionsBehind).flatMap(withHeading),
  ];
  const chosen = new Map<number, Span>();
  let left = room;
  const choose = (at: number, part: Span = wholeOf(blocks[at])): void => {
    chosen.set(at, part);
    left -= part.end - part.start;
  };
  const isSaid = (other: Quotable | undefined): boolean => other !== undefined && said.has(other);
  /** Of a table only the row that answers is shown. */
  const fits = (others: readonly Quotable[]): boolean =>
    others.every((other) => !isProse(other, 'table') && !isSaid(other)) &&
    others.reduce((sum, { text }) => sum + text.length, 0) <= left;
  const widened = widen(block, span);
  choose(index, widened);

  const lead = leadOf(blocks, index);
  if (lead < index) {
    if (fits(blocks.slice(lead, index))) for (let at = lead; at < index; at++) choose(at);
    else if (!isSaid(blocks[lead])) choose(lead, spansOf(blocks[lead]).at(-1));
  }
  let end = index + 1;
  const isToEnd = widened.end === block.text.length && !isProse(block, 'table');
  // What it leads into is shown however little room there is.
  if (isToEnd && leadsInto(block, blocks[end]) && isFollowed(blocks[end])) choose(end++);
  const opening = isSaid(blocks[0]) ? undefined : openingOf(blocks[0]);
  if (fits(blocks.slice(0, lead))) for (let at = 0; at < lead; at++) choose(at);
  else if (lead > 0 && opening !== undefined && opening.end <= left) choose(0, opening);
  else if (!isProse(block, 'table')) {
    // Whom to call, say: as many of its rows as there is room for.
    let rows = Math.min(left, maxOpeningChars);
    for (let at = 0; at < lead && isProse(blocks[at], 'table') && !isSaid(blocks[at]); at++) {
      rows -= wholeOf(blocks[at]).end;
      if (rows < 0) break;
      choose(at);
    }
  }
  while (isToEnd && end < blocks.length && fits(blocks.slice(end, end + 1))) choose(end++);
  while (end - 1 > index && leadsInto(blocks[end - 1], blocks[end])) chosen.delete(--end);

  const parts: PassagePart[] = [];
  let next = 0;
  for (const [at, part] of [...chosen].sort(([a], [b]) => a - b)) {
    const shown = blocks[at];
    if (shown === undefined) continue;
    if (at > next) parts.push(...parts.splice(-1).map(leaveOff));
    parts.push(cut(shown, at === index ? marks : findMarks(shown.text), part));
    said.add(shown);
    next = at + 1;
  }
  const isCutOff = isProse(blocks[next - 1], 'list') && isProse(blocks[next], 'list');
  if (isCutOff) parts.push(...parts.splice(-1).map(leaveOff));
  return parts;
}

function withHeading({ heading, blocks }: Section): readonly Quotable[] {
  return [{ kind: 'heading', text: heading }, ...blocks];
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
  return !isItem || leadsInto(before, blocks[first]) ? first - 1 : index;
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

function lengthOf({ pieces }: PassagePart): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
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
