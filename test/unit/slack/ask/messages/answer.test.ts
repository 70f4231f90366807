import { describe, expect, it } from '@jest/globals';
import { answerQuestion } from '../../../../../src/answers/answer-question.ts';
import { parseQuestion } from '../../../../../src/answers/parse-question.ts';
import { freshState } from '../../../../../src/slack/ask/button-values.ts';
import { renderAnswer } from '../../../../../src/slack/ask/messages/answer.ts';
import { makeLibrary, shortArticle } from '../../../../helpers/make-library.ts';

const library = makeLibrary(
  shortArticle({ slug: 'repair', body: 'A gadget is repaired by hand. Gadgets break.' }),
);

function fallbackOf(question: string): string {
  const answer = answerQuestion(library, parseQuestion(question), { offset: 0, limit: 5 });
  return renderAnswer(answer, {
    now: new Date('2026-11-22T12:00:00Z'),
    linkTo: () => undefined,
    reviewWasDue: () => undefined,
    ownerNames: new Map(),
    command: '/guide',
    state: freshState(question),
    sharesIn: undefined,
    mayShare: false,
    isRated: false,
    canAskOwner: false,
    canTellEditors: false,
  }).text;
}

describe('renderAnswer', () => {
  it('leads to what it lists last, after all that it lacks', () => {
    expect(fallbackOf('gadgets "in kubernetes"')).toMatch(
      /^No article has exactly these words\. Nothing here mentions “kubernetes”\. Closest matches: repair/i,
    );
  });
});
