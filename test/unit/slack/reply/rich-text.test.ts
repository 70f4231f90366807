import { describe, expect, it } from '@jest/globals';
import { code, say, user } from '../../../../src/slack/reply/rich-text.ts';

describe('say', () => {
  it('reads as a sentence, with the words around a person in one piece each', () => {
    expect(say`${user('U1')} asked ${2} people about ${'queues'}. Type ${code('/guide')}`).toEqual([
      { type: 'user', user_id: 'U1' },
      { type: 'text', text: ' asked 2 people about queues. Type ' },
      { type: 'text', text: '/guide', style: { code: true } },
    ]);
  });

  it('shows what people wrote to the letter', () => {
    expect(say`They wrote ${'<!channel> *loud* <@U1>'}`).toEqual([
      { type: 'text', text: 'They wrote <!channel> *loud* <@U1>' },
    ]);
  });

  it('has no empty pieces, which Slack refuses', () => {
    expect(say`${''}${[]}${''}`).toEqual([]);
  });
});
