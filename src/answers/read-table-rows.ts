import type { Block, CodeRange, ProseBlock } from '../content/article.ts';
import type { Span } from '../analysis/split-sentences.ts';

/**
 * The blocks as they can be quoted on their own: a row of a table becomes its cells, each behind
 * the heading of its column, as in "What: Dead disk; Replica: yes"; a first column without a heading
 * names its row, as in "Dead disk – Replica: yes".
 * The row of headings says nothing by itself and is left out.
 */
export function readTableRows(blocks: readonly Block[]): readonly Block[] {
  let headings: readonly string[] | undefined;
  return blocks.flatMap((block) => {
    if (block.kind === 'code' || block.from !== 'table') {
      headings = undefined;
      return [block];
    }
    if (headings !== undefined) return [readRow(block, headings)];
    headings = cellsOf(block).map(({ start, end }) => block.text.slice(start, end));
    return [];
  });
}

function readRow(row: ProseBlock, headings: readonly string[]): ProseBlock {
  let text = '';
  const code: CodeRange[] = [];
  let said = 0;
  for (const [column, { start, end }] of cellsOf(row).entries()) {
    if (start === end) continue;
    if (said > 0) text += said === 1 && headings[0] === '' ? ' – ' : '; ';
    const heading = headings[column] ?? '';
    if (heading !== '') text += `${heading}: `;
    const shift = text.length - start;
    for (const range of row.code) {
      if (range.start < start || range.end > end) continue;
      code.push({ start: range.start + shift, end: range.end + shift });
    }
    text += row.text.slice(start, end);
    said++;
  }
  return { ...row, text, code };
}

/** Where the cells stand in the text of a row; empty ones are of no length. */
function cellsOf({ text, code }: ProseBlock): Span[] {
  const bars = Array.from(text.matchAll(/(?<=^| )\|(?= |$)/g), ({ index }) => index).filter(
    (bar) => !code.some(({ start, end }) => start <= bar && bar < end),
  );
  return [...bars, text.length + 1].map((bar, i) => {
    const start = i === 0 ? 0 : (bars[i - 1] ?? 0) + 2;
    return { start, end: Math.max(start, bar - 1) };
  });
}
