import { describe, expect, it } from '@jest/globals';
import { loadCollection } from '../../../../scripts/evaluation/load-collection.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

function lines(...rows: unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

const files = {
  'docs.jsonl': lines(
    {
      id: 'x/one.md',
      title: 'One',
      text: 'Intro.\nSetup\nFirst step.\nUse\nThen this.',
      headings: 'Setup\nUse',
      desc: 'About one',
    },
    { id: 'x/two.md', title: 'Two', text: 'Plain.' },
  ),
  'queries.jsonl': lines(
    { id: 'q1', text: 'first', sources: ['x/two.md'] },
    { id: 'q2', text: 'none' },
  ),
  'qrels.tsv': 'q1\tx/one.md\t2\nq1\tx/two.md\t0\n',
};

describe('loadCollection', () => {
  it('makes articles of documents and takes their sections apart', async () => {
    const { articles, isPlain } = await withFolder(files, loadCollection);
    expect(isPlain).toBe(true);
    expect(articles.map(({ slug, title }) => [slug, title])).toEqual([
      ['x/one', 'One'],
      ['x/two', 'Two'],
    ]);
    expect(articles[0]?.summary).toBe('About one');
    expect(articles[0]?.sections.map(({ heading, blocks }) => [heading, blocks[0]?.text])).toEqual([
      ['', 'Intro.'],
      ['Setup', 'First step.'],
      ['Use', 'Then this.'],
    ]);
  });

  it('reads queries, judgements and sources', async () => {
    const { questions } = await withFolder(files, loadCollection);
    expect(questions.map(({ text }) => text)).toEqual(['first', 'none']);
    expect(questions[0]?.relevance).toEqual(
      new Map([
        ['x/one', 2],
        ['x/two', 0],
      ]),
    );
    expect(questions[0]?.sources).toEqual(new Set(['x/two']));
    expect(questions[1]?.relevance.size).toBe(0);
  });

  it('keeps extensions that tell documents apart', async () => {
    const docs = lines({ id: 'a.md' }, { id: 'a.txt' });
    const { articles } = await withFolder({ ...files, 'docs.jsonl': docs }, loadCollection);
    expect(articles.map(({ slug }) => slug)).toEqual(['a.md', 'a.txt']);
  });

  it.each([
    [{ 'docs.jsonl': '{"id": 1}\n' }, /docs\.jsonl:1/],
    [{ 'queries.jsonl': '\n{"id"\n' }, /queries\.jsonl:2/],
    [{ 'qrels.tsv': 'q1 x/one.md 1\n' }, /qrels\.tsv:1/],
  ])('names the line that is wrong: %j', async (broken, message) => {
    await expect(withFolder({ ...files, ...broken }, loadCollection)).rejects.toThrow(message);
  });
});
