import { findFences } from './mask.ts';

/** An element of JSX with whatever hangs below it; lines from `[from, to)`. */
interface Element {
  readonly from: number;
  to: number;
  /** How far in its tag stands. */
  readonly indent: number;
  /** How far in its lines stand at least, code left aside. */
  least: number;
  /** How far in they stand afterwards. */
  left: number;
}

const opening = /^[ \t]*<([A-Za-z][\w.-]*)(?=[\s>]|$)/;
const closing = /<\/([A-Za-z][\w.-]*)[ \t]*>/g;
/** So deep nobody nests. */
const maxOpen = 100;

/**
 * MDX knows no code by indent: writers move what an element holds as far in as they like. Here it
 * stands as far in as the element itself.
 * @param endOfTag finds where the tag ends whose name ends at an offset of the text
 */
export function outdent(
  text: string,
  endOfTag: (text: string, from: number) => number | undefined,
): string {
  const lines = text.split('\n');
  const isInFence = findFences(lines);
  const elements = findElements(text, lines, isInFence, endOfTag);
  if (elements.length === 0) return text;
  const open: Element[] = [];
  const inner: (Element | undefined)[] = [];
  let next = 0;
  for (const [at, line] of lines.entries()) {
    while ((open.at(-1)?.to ?? Infinity) <= at) open.pop();
    for (let each = elements[next]; each?.from === at; each = elements[++next]) open.push(each);
    const element = open.at(-1);
    inner.push(element);
    if (element === undefined || line.trim() === '' || isInFence[at] === true) continue;
    element.least = Math.min(element.least, indentOf(line));
  }
  for (const element of elements) {
    // The line of its tag is one of the element around it.
    const outer = inner[element.from - 1];
    if (outer !== undefined) element.left = outer.left + Math.max(0, element.indent - outer.least);
    // Never further in than it stands: element by element, that would add up without end.
    element.left = Math.min(element.left, element.least);
  }
  return lines
    .map((line, at) => {
      const element = inner[at];
      if (element === undefined || line.trim() === '') return line;
      return ' '.repeat(element.left) + line.slice(Math.min(element.least, indentOf(line)));
    })
    .join('\n');
}

function findElements(
  text: string,
  lines: readonly string[],
  isInFence: readonly boolean[],
  endOfTag: (text: string, from: number) => number | undefined,
): Element[] {
  const found: Element[] = [];
  const open: { readonly name: string; readonly from: number; readonly indent: number }[] = [];
  let offset = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const start = offset;
    offset += line.length + 1;
    if (isInFence[at] === true) continue;
    const [tag, name] = opening.exec(line) ?? [];
    const end = tag === undefined ? undefined : endOfTag(text, start + tag.length);
    if (name === undefined || end === undefined) {
      for (const [, closed = ''] of line.matchAll(closing)) {
        const index = open.findLastIndex((each) => each.name === closed);
        const element = open[index];
        if (element === undefined) continue;
        const { from, indent } = element;
        found.push({ from, to: at, indent, least: Infinity, left: indent });
        open.length = index;
      }
      continue;
    }
    while (offset < end) {
      at += 1;
      offset += (lines[at] ?? '').length + 1;
    }
    const isWhole = text[end - 2] === '/' || text.slice(end, offset).includes(`</${name}`);
    if (!isWhole && open.length < maxOpen) {
      open.push({ name, from: at + 1, indent: indentOf(line) });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
