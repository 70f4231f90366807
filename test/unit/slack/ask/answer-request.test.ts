import { describe, expect, it } from '@jest/globals';
import { createAnswerer, type Answerer } from '../../../../src/slack/ask/answer-request.ts';
import { createContextFor } from '../../../../src/slack/reply/article-summary.ts';
import { visibleText } from '../../../helpers/visible-text.ts';
import { makeArticle } from '../../../helpers/make-article.ts';
import { countSearches, makeLibrary, shortArticle } from '../../../helpers/make-library.ts';

const gadgets = Array.from({ length: 8 }, (_, i) =>
  shortArticle({ slug: `gadget-${i + 1}`, body: 'A gadget is repaired by hand.' }),
);
const asker = {};

/** What is answered, and how often the index was asked for it. */
async function answer(
  ask: (answerer: Answerer) => Promise<{ message: object }>,
  articles = gadgets,
) {
  const library = makeLibrary(...articles);
  const searches = countSearches(library);
  const answerer = createAnswerer({
    library: () => library,
    contextFor: createContextFor({
      linkTo: () => undefined,
      workspace: { ownerNames: () => Promise.resolve(new Map()) },
      reviewWasDue: () => undefined,
      command: '/guide',
      now: () => Date.parse('2026-11-22T12:00:00Z'),
    }),
    lookUpSight: () => Promise.resolve({ kind: 'allowed' }),
    onShown: () => undefined,
    command: '/guide',
    upkeep: { canAskOwner: () => false, keepsGaps: false, onAsked: () => undefined },
  });
  const { message } = await ask(answerer);
  return { text: visibleText(message as never), searches: searches() };
}

describe('help', () => {
  it('shows a topic that can be typed as it stands', async () => {
    const tags = ['a-topic-whose-name-is-longer-than-anybody-types'];
    const both = [{ tags }, { tags: [...tags, 'short'] }].map((rest, i) =>
      makeArticle({ slug: `a${i}`, ...rest }),
    );
    const { text } = await answer(
      (answerer) => answerer.answerRequest({ kind: 'help' }, asker),
      both,
    );
    expect(text).toContain('#short searches one topic');
  });

  it('says how to ask where no article makes an example', async () => {
    const { text } = await answer(
      (answerer) => answerer.answerRequest({ kind: 'help' }, asker),
      [makeArticle({ title: `How to feed ${'very '.repeat(20)}many animals` })],
    );
    expect(text).toMatch(/^Ask in your own words\. Only you see the answer to a command\.\n/);
  });

  it('says so where there is no article', async () => {
    const { text } = await answer(
      (answerer) => answerer.answerRequest({ kind: 'help' }, asker),
      [],
    );
    expect(text).toContain('The guide has no articles at the moment.');
  });
});

describe('a word that leans on what was asked before', () => {
  it.each(['more', 'Show me more'])('%j, where nothing was, is not searched for', async (text) => {
    const { text: said, searches } = await answer((answerer) =>
      answerer.answerRequest({ kind: 'question', text }, asker),
    );
    expect(said).toMatch(/^I don’t know which answer you mean\./);
    expect(searches).toBe(0);
  });

  it('is searched for where it may be the name of something', async () => {
    const { searches } = await answer((answerer) =>
      answerer.answerRequest({ kind: 'question', text: 'REST' }, asker),
    );
    expect(searches).toBeGreaterThan(0);
  });
});

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
