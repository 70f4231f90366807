import { describe, it } from '@jest/globals';
import type { Answer, AnswerHit, Passage } from '../../src/answers/answer.ts';
import { renderAnswer } from '../../src/slack/ask/messages/answer.ts';
import { renderHelp } from '../../src/slack/ask/messages/help.ts';
import { renderLatest } from '../../src/slack/ask/messages/latest.ts';
import { renderFailure, renderNotice } from '../../src/slack/reply/notice.ts';
import { renderSharedArticle } from '../../src/slack/ask/messages/shared-article.ts';
import { renderTopicList } from '../../src/slack/ask/messages/topics.ts';
import { article, expectHarmless, hostile, list, view, visible } from '../helpers/hostile-text.ts';
import { makeSection } from '../helpers/make-article.ts';
import { fc } from '../helpers/fast-check.ts';

const passage: fc.Arbitrary<Passage> = fc.record({
  parts: fc.array(
    fc.record({
      kind: fc.constantFrom('text' as const, 'item' as const, 'code' as const),
      pieces: fc.array(fc.record({ text: visible, matched: fc.boolean(), code: fc.boolean() }), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const hit: fc.Arbitrary<AnswerHit> = fc.record({
  article,
  section: fc.option(
    fc
      .tuple(visible, fc.constantFrom('a', 'a'.repeat(4_000)))
      .map(([heading, anchor]) => makeSection({ heading, anchor })),
    { nil: undefined },
  ),
  passage: fc.option(passage, { nil: undefined }),
  versions: fc.array(article, { maxLength: 2 }),
});
const question = fc.record({
  text: hostile.map((text) => text.slice(0, 1_000)),
  words: hostile,
  tags: list(hostile),
  phrases: list(hostile),
  excluded: list(hostile),
  literal: fc.boolean(),
});
const corrections = fc.array(fc.record({ typed: visible, corrected: visible }), { maxLength: 3 });
const missing = fc.array(
  fc.record({
    word: hostile.map((text) => text.toLowerCase()),
    from: fc.constantFrom('library' as const, 'first' as const),
  }),
  { maxLength: 3 },
);
// A tag is checked when its article is read; this is far more than it may have.
const topic = visible.map((tag) => tag.slice(0, 1_000));
const topics = fc.array(fc.record({ tag: topic, count: fc.nat(99) }), { maxLength: 120 });
const page = fc.record({
  hits: fc.array(hit, { minLength: 1, maxLength: 3 }),
  offset: fc.nat(99),
  total: fc.integer({ min: 3, max: 200 }),
});
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    kind: fc.constant('found' as const),
    question,
    dropped: fc.constantFrom('phrases' as const, undefined),
    page,
    corrections,
    missing,
  }),
  fc.record({
    kind: fc.constant('suggestion' as const),
    question,
    dropped: fc.constantFrom('tags' as const, 'phrases' as const, undefined),
    page,
    corrections,
    missing,
    topics: topics.map((all) => all.slice(0, 5)),
  }),
  fc.record({
    kind: fc.constant('nothing' as const),
    question,
    corrections,
    topics: topics.map((all) => all.slice(0, 5)),
  }),
  fc.record({ kind: fc.constant('empty' as const), question }),
);
describe('every message', () => {
  it('about an answer is harmless and within limits, whatever articles and people wrote', () => {
    fc.assert(
      fc.property(
        answer,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (given, thread, canShare, fromTopics) => {
          const message = renderAnswer(given, {
            ...view,
            sharesIn: canShare ? 'channel' : undefined,
            mayShare: canShare,
            isRated: !canShare,
            canAskOwner: !fromTopics,
            canTellEditors: thread,
            state: {
              question: given.question.text,
              literal: false,
              offset: 0,
              shared: [],
              article: '',
              fromTopics,
            },
          });
          expectHarmless(message);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('about topics, what is new, or how to ask is so too', () => {
    fc.assert(
      fc.property(
        topics,
        fc.array(article, { maxLength: 7 }),
        list(visible, 3),
        (all, articles, examples) => {
          expectHarmless(renderTopicList({ topics: all, command: '/guide' }));
          expectHarmless(renderLatest(articles, view));
          expectHarmless(renderHelp({ examples, topic: all[0]?.tag, command: '/guide' }));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('that shares an article mentions who shared it and nobody else', () => {
    fc.assert(
      fc.property(hit, (shared) => {
        expectHarmless(renderSharedArticle(shared, 'U0SHARER1', view), ['U0SHARER1']);
      }),
      { numRuns: 150 },
    );
  });

  it('that is a notice is so too', () => {
    fc.assert(
      fc.property(visible, (text) => {
        expectHarmless(renderNotice(text));
        expectHarmless(renderFailure('7F3K-2Q', 'nothing was posted'));
      }),
      { numRuns: 50 },
    );
  });
});
