import {
  maxLines,
  maxMarks,
  maxNestedLines,
  maxNesting,
  maxNodes,
  maxSections,
} from '../content-limits.ts';
import { trackBlocks } from './track-blocks.ts';

export interface TooComplex {
  /** Counted from 1 within the body. */
  readonly line: number;
  readonly message: string;
}

const blockStart = /^[\s>]*(?:[-+*]|\d{1,9}[.)]|#{1,6})\s/;
const containers = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)))+/;
const tableRule = /^[\s>]*(?:[|:][\s:]*)?-[\s:|-]*$/;
const underline = /^[\s>]*(?:=+|-+)\s*$/;
const marks = /[*_~[\]<`|]/g;
// An address counts twice, for what becomes of thousands of them in one paragraph.
const nodes = /[*_~[<`|&\\@]|:(?=\/\/)|\/\//g;

/**
 * Looks in one cheap pass for what makes Markdown parsers slow: their time grows with the square of
 * the marks in a paragraph, with lines times their depth, and with underlined headings, and their
 * memory with everything that becomes a node. Within these limits any file is read in about a second
 * and within a heap of 256 MB. Returns undefined when the text is fit to be parsed.
 * Code in fences costs nothing, but only where it is surely code to the parser too: what is taken
 * for a fence by mistake would hide the rest of the file.
 */
export function checkComplexity(markdown: string): TooComplex | undefined {
  const lines = markdown.split('\n');
  if (lines.length > maxLines) {
    return { line: maxLines + 1, message: `more than ${maxLines} lines; split the article` };
  }
  const lookAt = trackBlocks();
  let inTable = false;
  let depth = 0;
  let nested = 0;
  let underlines = 0;
  let marksInBlock = 0;
  let pairs = 0;
  let nodesInAll = 0;
  for (const [index, line] of lines.entries()) {
    const refuse = (message: string): TooComplex => ({ line: index + 1, message });
    if (lookAt(line) === 'code') continue;

    const isBlank = line.trim() === '';
    // A paragraph goes on in the same depth without repeating the markers.
    depth = isBlank ? 0 : Math.max(nestingOf(line), depth);
    nested += depth;
    if (depth > maxNesting) {
      return refuse(`quotations and lists are more than ${maxNesting} deep; take levels out`);
    }
    if (nested > maxNestedLines) {
      return refuse('too many lines of deep quotations and lists; split the article');
    }
    if (underline.test(line)) underlines += 1;
    if (underlines > maxSections) {
      return refuse(`more than ${maxSections} rules and underlined headings; split the article`);
    }

    inTable = !isBlank && (inTable || tableRule.test(line));
    if (isBlank || inTable || blockStart.test(line)) marksInBlock = 0;
    const before = marksInBlock;
    marksInBlock += line.match(marks)?.length ?? 0;
    pairs += marksInBlock ** 2 - before ** 2;
    if (pairs > maxMarks ** 2) {
      return refuse(
        'too many of the marks * _ ~ [ ] < ` | in one paragraph; fence it as code, not indented',
      );
    }
    nodesInAll += line.match(nodes)?.length ?? 0;
    if (nodesInAll > maxNodes) {
      return refuse('too many cells, links and marks in one file; split the article');
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
