import { maxNesting } from './content-limits.ts';

/** Undefined when the text is fit to be parsed. */
export interface TooComplex {
  /** Counted from 1 within the body. */
  readonly line: number;
  readonly message: string;
}

const fence = /^[\s>]*(`{3,}|~{3,})/;
const blockStart = /^[\s>]*(?:[-+*]|\d{1,9}[.)]|#{1,6})\s/;
const containers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;
const tableRule = /^[\s>]*\|?[\s:]*-+[\s:|-]*$/;
const marks = /[*_~[<]/g;

/** Pairs of marks that the parser may have to compare; about half a second of work. */
const maxMarkPairs = 25_000_000;

/**
 * Markdown parsers take time that grows with the square of the marks in one paragraph, and with the
 * depth of nesting. This looks for both in one cheap pass, so that no file stalls the service.
 */
export function checkComplexity(markdown: string): TooComplex | undefined {
  let openFence: string | undefined;
  let inTable = false;
  let marksInBlock = 0;
  let pairs = 0;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, marker] = fence.exec(line) ?? [];
    if (openFence !== undefined) {
      if (marker?.startsWith(openFence) === true) openFence = undefined;
      continue;
    }
    openFence = marker;
    if (nestingOf(line) > maxNesting) {
      const message = `quotations and lists are more than ${maxNesting} deep; take some levels out`;
      return { line: index + 1, message };
    }
    const isBlank = line.trim() === '';
    inTable = !isBlank && (inTable || tableRule.test(line));
    if (isBlank || inTable || blockStart.test(line)) marksInBlock = 0;
    const before = marksInBlock;
    marksInBlock += line.match(marks)?.length ?? 0;
    pairs += marksInBlock ** 2 - before ** 2;
    if (pairs > maxMarkPairs) {
      const message =
        'too many of the marks * _ ~ [ < in one paragraph; split it, or fence it as code';
      return { line: index + 1, message };
    }
  }
  return undefined;
}

/** How deep a line stands at most, by its own markers and by how far it is indented before them. */
function nestingOf(line: string): number {
  const markers = containers.exec(line)?.[0];
  if (markers === undefined) return 0;
  const indent = markers.length - markers.trimStart().length;
  return Math.floor(indent / 2) + markers.replace(/\s|\d/g, '').length;
}
