import { describe, expect, it } from '@jest/globals';
import { tokenize } from '../../../src/analysis/tokenize.ts';
import { namesNothing } from '../../../src/analysis/word-lists.ts';

describe('namesNothing', () => {
  it.each([
    ['how are the levels of logs', ['levels', 'logs']],
    ['ログのレベルはどうですか', ['ロク', 'レヘル']],
    ['如何备份数据库的数据吗', ['备份', '数据', '库', '数据']],
  ])('leaves of "%s" what is asked about', (question, subject) => {
    const words = tokenize(question).map(({ forms }) => forms.word);
    expect(words.filter((word) => !namesNothing(word))).toEqual(subject);
  });
});
