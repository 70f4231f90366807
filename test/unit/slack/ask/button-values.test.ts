import { describe, expect, it } from '@jest/globals';
import {
  formatAnswerState,
  markOf,
  parseAnswerState,
  type AnswerState,
} from '../../../../src/slack/ask/button-values.ts';

const state: AnswerState = {
  question: 'what | does a "pipe" do?',
  literal: true,
  offset: 6,
  shared: [markOf('retries'), markOf('queues')],
  fromTopics: true,
  article: markOf('timeouts'),
};

describe('the state in a button', () => {
  it('comes back as it was written', () => {
    expect(parseAnswerState(formatAnswerState(state))).toEqual(state);
    const plain = {
      ...state,
      literal: false,
      fromTopics: false,
      shared: [],
      offset: 0,
      article: '',
    };
    expect(parseAnswerState(formatAnswerState(plain))).toEqual(plain);
  });

  it.each(['', 'x', '1', '1|', '-1|||q', '1|z||q', '1||SHARED|q', '{"offset":1}'])(
    'is refused when it is %j',
    (value) => {
      expect(parseAnswerState(value)).toBeUndefined();
    },
  );

  it("stays below Slack's limit with the longest question and many shared articles", () => {
    const shared = Array.from({ length: 100 }, (_, i) => markOf(`article-${i}`));
    const value = formatAnswerState({ ...state, question: 'q'.repeat(1_000), shared });
    expect(value.length).toBeLessThanOrEqual(1_600);
  });
});

describe('markOf', () => {
  it('tells articles apart', () => {
    const marks = Array.from({ length: 1_000 }, (_, i) => markOf(`article-${i}`));
    expect(new Set(marks).size).toBe(1_000);
  });
});
