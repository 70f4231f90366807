import type { Block } from '../content/article.ts';
import type { PassagePart, PassagePiece } from './answer.ts';
import type { Mark } from './find-marks.ts';
import type { Span } from '../analysis/split-sentences.ts';

/** A paragraph, or as much of it as answers. */
export const maxPassageChars = 500;

/** Code is read as a whole, not at a glance. */
export const maxCodeChars = 600;

/** What can be quoted. */
export type Quotable = Block | { readonly kind: 'heading'; readonly text: string };

export function wholeOf(block: Quotable | undefined): Span {
  return { start: 0, end: block?.text.length ?? 0 };
}

const ellipsis: PassagePiece = { text: '…', matched: false, code: false };

/** Says behind a part that something was left out; apart from a whole sentence, or from code. */
export function leaveOff(part: PassagePart): PassagePart {
  const last = part.pieces.at(-1)?.text ?? '';
  if (last.endsWith('…')) return part;
  const isWhole = /[.!?:]["'”’)\]]*$/u.test(last);
  const gap = part.kind === 'code' ? '\n' : isWhole ? ' ' : '';
  return { ...part, pieces: [...part.pieces, { ...ellipsis, text: `${gap}…` }] };
}

/** A span of a block as it is shown, around its marks when it is too long. */
export function cut(block: Quotable, marks: readonly Mark[], span: Span): PassagePart {
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
