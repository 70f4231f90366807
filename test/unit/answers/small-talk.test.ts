import { describe, expect, it } from '@jest/globals';
import { readSmallTalk } from '../../../src/answers/small-talk.ts';

describe('readSmallTalk', () => {
  it.each([
    ['Hello there!', 'greeting'],
    ['good morning team', 'greeting'],
    ['morning', 'greeting'],
    ['hallo zusammen', 'greeting'],
    ['Bonjour à tous', 'greeting'],
    ['evening everyone', 'greeting'],
    ['hey guidepost, anybody there?', 'greeting'],
    ['Thank you so much!', 'thanks'],
    ['thnaks', 'thanks'],
    ['ok thx', 'thanks'],
    ['cool, thanks that did it', 'thanks'],
    ['merci', 'thanks'],
    ['great, that worked', 'thanks'],
    ['ok', 'nod'],
    ['never mind, found it', 'nod'],
    ['good, solved', 'nod'],
    ['bye everybody', 'nod'],
    ['that is wrong', 'nod'],
    ['that did not help', 'nod'],
    ['🎉', 'nod'],
    ['who are you', 'help'],
    ['what is guidepost', 'help'],
    ['who is this bot', 'help'],
    ['can you help me', 'help'],
    ['help pls', 'help'],
  ])('hears that %j asks nothing', (text, kind) => {
    expect(readSmallTalk(text)).toBe(kind);
  });

  it.each([
    'hi how do I deploy',
    'thanks page',
    'morning standup',
    'team',
    'good vpn',
    'who is the team',
    '"exactly once"',
    '“never mind”',
    'help',
    'how',
    'you',
    'where is it',
    '...',
    '',
  ])('takes %j for a question', (text) => {
    expect(readSmallTalk(text)).toBeUndefined();
  });
});
