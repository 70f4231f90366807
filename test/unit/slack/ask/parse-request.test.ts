import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../../../../src/slack/ask/parse-request.ts';

const named = ['exactly once', 'Tags', 'Settings', 'send this to us', 'Hallo', 'Thanks', 'Help'];
const isName = (text: string) => named.includes(text);

describe('parseRequest', () => {
  it.each([
    ['', 'help'],
    ['   ', 'help'],
    ['help', 'help'],
    ['HELP!', 'help'],
    ['--help', 'help'],
    ['-h', 'help'],
    ['/help', 'help'],
    ['?', 'help'],
    ['topics', 'topics'],
    ['Help', 'help'],
    ['LATEST', 'latest'],
    ['latest.', 'latest'],
  ])('takes %j alone for the command', (text, kind) => {
    expect(parseRequest(text, isName)).toEqual({ kind });
  });

  it.each([
    ['hi', 'greeting'],
    ['thanks', 'thanks'],
    ['Hallo', 'greeting'],
    ['Thanks', 'thanks'],
    ['never mind, found it', 'nod'],
    ['exactly', 'nod'],
    ['who are you', 'help'],
    ['can you share it with #general', 'share'],
    ['ok please post this in <#C1|dev>', 'share'],
    ['forward that to the team', 'share'],
    ['send the article to @anna please', 'share'],
  ])('hears that %j asks nothing', (text, kind) => {
    expect(parseRequest(text, isName)).toEqual({ kind });
  });

  it.each([
    ['subscribe', 'digest subscribe'],
    ['subscribe this channel pls', 'digest subscribe'],
    ['sign me up for the digest', 'digest subscribe'],
    ['subscribe #queues', 'digest subscribe about #queues'],
    ['subscribe me every friday at 8', 'digest subscribe every friday at 8'],
    ['subscribe us on Sundays at 9:30am pls', 'digest subscribe on sundays at 9:30am'],
    ['unsubscribe me', 'digest unsubscribe'],
    ['unsubcribe', 'digest unsubscribe'],
    ['stop', 'digest unsubscribe'],
    ['stop sending me this', 'digest unsubscribe'],
    ['turn off notifications', 'digest unsubscribe'],
    ['pause the digest', 'digest pause'],
    ['settings', 'digest'],
    ['digset', 'digest'],
    ['digest  subscribe #deploy about #ci', 'digest subscribe #deploy about #ci'],
    [`digest subscribe about ${'#ci '.repeat(50)}`.trim(), 'digest'],
    ['list', 'topics'],
    ['what topics are there?', 'topics'],
    ['Topcis', 'topics'],
    ['new', 'latest'],
    ['what’s new this week?', 'latest'],
  ])('knows the command that %j was meant for', (text, command) => {
    expect(parseRequest(text, isName)).toEqual({ kind: 'meant', command, text });
  });

  it.each([
    'exactly once',
    'Tags',
    'Settings',
    'send this to us',
    'rename',
    'parse',
    'helm',
    'help with webhooks',
    'digest emails keep failing',
    'topics for a talk',
    'latest release',
    'constructor',
    '???',
    'docker',
    'new relic',
    'stop a worker',
    'how do I join a channel',
    'sign off',
    'how do I share it with the team',
    'send it to the dead letter queue',
    'share this session between workers',
    'ci',
    'it',
    'about us',
    'why?',
  ])('takes %j for a question', (text) => {
    expect(parseRequest(` ${text} `, isName)).toEqual({ kind: 'question', text });
  });
});
