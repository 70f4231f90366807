import { describe, expect, it } from '@jest/globals';
import { meantAmong, readSmallTalk } from '../../../src/answers/small-talk.ts';

describe('readSmallTalk', () => {
  it.each([
    ['Hello there!', 'greeting'],
    ['good morning team', 'greeting'],
    ['morning', 'greeting'],
    ['hallo zusammen', 'greeting'],
    ['Bonjour à tous', 'greeting'],
    ['evening everyone', 'greeting'],
    ['hey guidepost, anybody there?', 'greeting'],
    ['guten Morgen', 'greeting'],
    ['buenos días', 'greeting'],
    ['cheers, you’re a star', 'thanks'],
    ['you are a lifesaver', 'thanks'],
    ['youre best', 'thanks'],
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
    ['not helpful', 'nod'],
    ['you don’t understand', 'nod'],
    ['you didn’t answer my question', 'nod'],
    ['ok makes sense', 'nod'],
    ['🎉', 'nod'],
    ['share it', 'share'],
    ['Can you share it with #general?', 'share'],
    ['could you, please, post this here', 'share'],
    ['ok just send that article to everyone in the channel!', 'share'],
    ['forward the link to <@U1>', 'share'],
    ['who are you', 'help'],
    ['what is guidepost', 'help'],
    ['who is this bot', 'help'],
    ['are you a bot or a person', 'help'],
    ['are you an AI', 'help'],
    ['is this ChatGPT', 'help'],
    ['do you use chatgpt', 'help'],
    ['how does this bot work', 'help'],
    ['where do you get your answers from', 'help'],
    ['who built you', 'help'],
    ['can you help me', 'help'],
    ['help pls', 'help'],
  ])('hears that %j asks nothing', (text, kind) => {
    expect(readSmallTalk(text)).toBe(kind);
  });

  it.each([
    'hi how do I deploy',
    'thanks page',
    'star',
    'you are the admin',
    'get IT help',
    'snake',
    'how does the bot work with webhooks',
    'who built the api',
    'do you use docker',
    'where do you get your badge',
    'what is a good question',
    'can you build an image',
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
    'is it there',
    'does it work',
    'share it with docker',
    'share the folder',
    'share it, or is there another way',
    'how do I share it with #general',
    '...',
    '',
  ])('takes %j for a question', (text) => {
    expect(readSmallTalk(text)).toBeUndefined();
  });
});

describe('the word that was meant', () => {
  const names = ['pause', 'resume', 'unsubscribe'];

  it.each([
    ['pasue', 'pause'],
    ['unsubcribe', 'unsubscribe'],
    ['parse', undefined],
    ['webhooks', undefined],
  ])('by %j is %j', (typed, meant) => {
    expect(meantAmong(typed, names)).toBe(meant);
  });
});
