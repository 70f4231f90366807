import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { soughtWords } from '../../../src/answers/sought-words.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const articles = ['Restore, restored, restoring: a backup.', 'Roll it back.', 'Undo, how?'].map(
  (body, i) => shortArticle({ slug: `n${i}`, title: 'note', body }),
);
const index = buildArticleIndex(articles, {
  synonyms: [{ asked: 'undo', also: ['roll back', 'revert'] }],
});
const soughtFor = (question: string) => soughtWords(index.search(parseQuestion(question)));

describe('what was sought in the end', () => {
  it('was asked for, but for words that only ask', () => {
    const { asked, weights } = soughtFor('how do I restore the backup');
    expect(asked).toEqual(['restor', 'backup']);
    expect([...weights.keys()].sort()).toEqual(['backup', 'restor']);
  });

  it('is every form of it that the library has', () => {
    expect(soughtFor('restores').words.toSorted()).toEqual(['restore', 'restored', 'restoring']);
  });

  it('is another name for it too, whose words share what it tells', () => {
    const { asked, weights, words } = soughtFor('undo');
    expect(asked).toEqual(['undo']);
    expect(weights.get('roll')).toBeCloseTo((weights.get('undo') ?? 0) / 2);
    expect(weights.get('back')).toBe(weights.get('roll'));
    expect(words.toSorted()).toEqual(['back', 'roll', 'undo']);
  });

  it('tells as much as it does by itself where it is another name as well', () => {
    const alone = soughtFor('roll').weights.get('roll');
    expect(soughtFor('undo roll').weights.get('roll')).toBe(alone);
  });

  it('counts half where it was said beside the question, which did not ask for it', () => {
    const beside = 'the backup is old. restore it';
    const { asked, weights, words } = soughtWords(
      index.search({ ...parseQuestion('restore'), beside }),
    );
    expect(asked).toEqual(['restor']);
    expect(weights.get('backup')).toBe((soughtFor('backup').weights.get('backup') ?? NaN) / 2);
    expect(words).toContain('backup');
    expect(weights.get('restor')).toBe(soughtFor('restore').weights.get('restor'));
  });
});
