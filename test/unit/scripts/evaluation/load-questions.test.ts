import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadQuestions } from '../../../../scripts/evaluation/load-questions.ts';
import { QuestionSetError } from '../../../../scripts/evaluation/question-set.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

const slugs = new Set(['a', 'b']);

async function load(name: string, text: string) {
  return withFolder({ [name]: text }, async (dir) => {
    const rows = await loadQuestions(join(dir, name), slugs);
    return rows.map(({ text: asked, kind, relevance }) => [asked, kind, [...relevance.keys()]]);
  });
}

describe('loadQuestions', () => {
  it('reads a table', async () => {
    const table = '# question<TAB>slugs<TAB>kind\nhow to x\tb a\ttypo\r\nnothing\t-\tnone\n';
    expect(await load('q.tsv', table)).toEqual([
      ['how to x', 'typo', ['b', 'a']],
      ['nothing', 'none', []],
    ]);
  });

  it('reads a list', async () => {
    const list = '- question: how to x\n  articles: [a]\n- question: y\n  articles: []\n';
    expect(await load('q.yml', list)).toEqual([
      ['how to x', 'question', ['a']],
      ['y', 'none', []],
    ]);
  });

  it.each([
    ['q.tsv', 'only a question\n', /q\.tsv:1: write question, slugs and kind/],
    ['q.tsv', 'x\ta\tkeyword\ny\tz\tkeyword\n', /q\.tsv:2: there is no article .* "z"/],
    ['q.yml', '- question: x\n  articles: [z]\n', /question 1: there is no article .* "z"/],
    ['q.yml', '- question: x\n  article: [a]\n', /q\.yml: /],
    ['q.yml', '- [', /q\.yml: /],
    [
      'q.yml',
      '- question: x\n  articles: &a [a]\n- question: y\n  articles: *a\n',
      /write the words/,
    ],
  ])('says what to mend in %s %j', async (name, text, message) => {
    await expect(load(name, text)).rejects.toThrow(message);
    await expect(load(name, text)).rejects.toBeInstanceOf(QuestionSetError);
  });

  it('says which file cannot be read', async () => {
    await expect(loadQuestions('missing.tsv', slugs)).rejects.toThrow(
      'missing.tsv: cannot be read',
    );
  });
});
