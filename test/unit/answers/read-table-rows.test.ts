import { describe, expect, it } from '@jest/globals';
import { readTableRows } from '../../../src/answers/read-table-rows.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';
import type { Block } from '../../../src/content/article.ts';

function blocksOf(markdown: string): readonly Block[] {
  const file = `---\ntitle: A\nsummary: S.\n---\n\n${markdown}\n`;
  const { article } = parseArticle('a.md', Buffer.from(file));
  return article.sections.flatMap(({ blocks }) => blocks);
}

function read(...lines: string[]): string[] {
  return readTableRows(blocksOf(lines.join('\n'))).map(({ text }) => text);
}

describe('readTableRows', () => {
  it('puts the heading of its column before each cell and leaves the headings out', () => {
    expect(
      read('| What | Replica | Dump |', '| --- | --- | --- |', '| Dead disk | yes | no |'),
    ).toEqual(['What: Dead disk; Replica: yes; Dump: no']);
  });

  it('passes over empty cells and columns without a heading', () => {
    expect(
      read('| | One | |', '| --- | --- | --- |', '| a | | c |', '| | b | |', '| | | c |'),
    ).toEqual(['a – c', 'One: b', 'c']);
  });

  it('knows code in a cell where it stands now, and no bar in it as the end of a cell', () => {
    const [row] = readTableRows(
      blocksOf('| Type | Use |\n| --- | --- |\n| `str \\| None` | call `f` |'),
    );
    expect(row?.text).toBe('Type: str | None; Use: call f');
    const code = row?.kind === 'prose' ? row.code : [];
    expect(code.map(({ start, end }) => row?.text.slice(start, end))).toEqual(['str | None', 'f']);
  });

  it('starts again at the next table and leaves all else alone', () => {
    expect(
      read(
        'Before | after.',
        '',
        '| A | B |',
        '| --- | --- |',
        '| 1 | 2 |',
        '',
        'Between.',
        '',
        '| C | D |',
        '| --- | --- |',
        '| 3 | 4 |',
      ),
    ).toEqual(['Before | after.', 'A: 1; B: 2', 'Between.', 'C: 3; D: 4']);
  });
});
