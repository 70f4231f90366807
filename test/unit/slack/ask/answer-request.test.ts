import { describe, expect, it } from '@jest/globals';
import { createAnswerer, type Answerer } from '../../../../src/slack/ask/answer-request.ts';
import { visibleText } from '../../../helpers/visible-text.ts';
import { makeLibrary, shortArticle } from '../../../helpers/make-library.ts';

const gadgets = Array.from({ length: 8 }, (_, i) =>
  shortArticle({ slug: `gadget-${i + 1}`, body: 'A gadget is repaired by hand.' }),
);
const asker = { audience: 'asker' } as const;

/** What is answered, and how often the index was asked for it. */
async function answer(ask: (answerer: Answerer) => Promise<{ message: object }>) {
  const library = makeLibrary(...gadgets);
  let searches = 0;
  const { index } = library;
  const search = index.search.bind(index);
  index.search = (question) => {
    searches += 1;
    return search(question);
  };
  const answerer = createAnswerer({
    library: () => library,
    linkTo: () => undefined,
    people: {
      ownerNames: () => Promise.resolve(new Map()),
      namesOf: () => Promise.resolve(new Map()),
      kindOf: () => Promise.resolve('member'),
    },
    lookUpSight: () => Promise.resolve({ kind: 'allowed' }),
    reviewWasDue: () => undefined,
    onShown: () => undefined,
    command: '/guide',
    upkeep: { canAskOwner: () => false, keepsGaps: false, onAsked: () => undefined },
    now: () => new Date('2026-11-22T12:00:00Z'),
  });
  const { message } = await ask(answerer);
  return { text: visibleText(message as never), searches };
}

describe('what follows a question', () => {
  it('is looked for as often as if it had been asked in one', async () => {
    const whole = await answer((answerer) =>
      answerer.answerState(
        {
          question: 'gadget and how is it repaired?',
          literal: false,
          offset: 0,
          shared: [],
          fromTopics: false,
          article: '',
        },
        asker,
      ),
    );
    const joined = await answer((answerer) =>
      answerer.answerFollowUp('gadget', 'and how is it repaired?', asker),
    );
    expect(joined).toEqual(whole);
  });

  it('is looked for once when it is the rest of an answer', async () => {
    const first = await answer((answerer) => answerer.answerFollowUp(undefined, 'gadget', asker));
    const more = await answer((answerer) => answerer.answerFollowUp('gadget', 'more', asker));
    expect(more.text).toMatch(/^gadget 6/);
    expect(more.searches).toBe(first.searches);
  });
});
