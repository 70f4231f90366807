import { describe, expect, it } from '@jest/globals';
import type { CommandToken } from '../../../src/digest/command-words.ts';
import {
  type DigestCommand,
  parseDigestCommand,
} from '../../../src/digest/parse-digest-command.ts';
import { fc } from '../../helpers/fast-check.ts';

const tags = ['api', 'deploy', 'no-code', 'queues', 'retries', 'webhooks'];

/** Words as typed; `<C1>` is a channel called general, `<C2>` one called deploy, `<C3>` a private one. */
const channels = new Map<string, CommandToken>([
  ['<C1>', { kind: 'channel', id: 'C1', name: 'general' }],
  ['<C2>', { kind: 'channel', id: 'C2', name: 'deploy' }],
  ['<C3>', { kind: 'channel', id: 'C3', name: '' }],
]);
const parse = (text: string): DigestCommand =>
  parseDigestCommand(
    text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => channels.get(word) ?? { kind: 'word', text: word }),
    tags,
  );
const problemsOf = (text: string) => {
  const command = parse(text);
  return command.kind === 'notUnderstood' ? command.problems : [];
};

describe('the digest command', () => {
  it.each([
    ['', { kind: 'show', channelId: undefined }],
    ['<C1>', { kind: 'show', channelId: 'C1' }],
    ['show', { kind: 'show', channelId: undefined }],
    ['status <C1>', { kind: 'show', channelId: 'C1' }],
    ['list', { kind: 'list' }],
    ['help', { kind: 'help' }],
    ['preview', { kind: 'preview', channelId: undefined }],
    ['PAUSE', { kind: 'pause', channelId: undefined }],
    ['pause <C1>', { kind: 'pause', channelId: 'C1' }],
    ['resume <C3>', { kind: 'resume', channelId: 'C3' }],
    ['stop', { kind: 'unsubscribe', channelId: undefined }],
    ['end', { kind: 'unsubscribe', channelId: undefined }],
    ['cancel', { kind: 'unsubscribe', channelId: undefined }],
    ['unpause', { kind: 'resume', channelId: undefined }],
    ['continue', { kind: 'resume', channelId: undefined }],
    ['?', { kind: 'help' }],
    ['change', { kind: 'form', channelId: undefined }],
    ['start', { kind: 'form', channelId: undefined }],
    ['set', { kind: 'form', channelId: undefined }],
    ['add', { kind: 'form', channelId: undefined }],
    ['history', { kind: 'history', channelId: undefined }],
    ['subscribe', { kind: 'form', channelId: undefined }],
    ['subscribe <C1>', { kind: 'form', channelId: 'C1' }],
  ])('%j is %j', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it.each([
    ['monday', { schedule: { weekday: 1 } }],
    ['on Mon', { schedule: { weekday: 1 } }],
    ['on mondays', { schedule: { weekday: 1 } }],
    ['every week on thurs.', { schedule: { weekday: 4 } }],
    ['on wednesdays', { schedule: { weekday: 3 } }],
    ['for monday', { schedule: { weekday: 1 } }],
    ['every Sunday', { schedule: { weekday: 7 } }],
    ['at 9', { schedule: { time: '09:00' } }],
    ['at 9:00', { schedule: { time: '09:00' } }],
    ['at 09.00', { schedule: { time: '09:00' } }],
    ['at 0900', { schedule: { time: '09:00' } }],
    ['9am', { schedule: { time: '09:00' } }],
    ['at 9 am', { schedule: { time: '09:00' } }],
    ['at 9:30 p.m.', { schedule: { time: '21:30' } }],
    ['at 12am', { schedule: { time: '00:00' } }],
    ['at 12pm', { schedule: { time: '12:00' } }],
    ['at 1pm', { schedule: { time: '13:00' } }],
    ['at midday', { schedule: { time: '12:00' } }],
    ['at noon', { schedule: { time: '12:00' } }],
    ['at midnight', { schedule: { time: '00:00' } }],
    ['at 23:59', { schedule: { time: '23:59' } }],
    ['at 21h', { schedule: { time: '21:00' } }],
    ['in Europe/Berlin', { schedule: { timeZone: 'Europe/Berlin' } }],
    ['in europe/berlin', { schedule: { timeZone: 'Europe/Berlin' } }],
    ['in berlin', { schedule: { timeZone: 'Europe/Berlin' } }],
    ['in New York', { schedule: { timeZone: 'America/New_York' } }],
    ['in ho chi minh', { schedule: { timeZone: 'Asia/Ho_Chi_Minh' } }],
    ['in US/Eastern', { schedule: { timeZone: 'US/Eastern' } }],
    ['in asia/calcutta', { schedule: { timeZone: 'Asia/Calcutta' } }],
    ['in kolkata', { schedule: { timeZone: 'Asia/Kolkata' } }],
    ['in Europe/Berlin time', { schedule: { timeZone: 'Europe/Berlin' } }],
    ['in UTC', { schedule: { timeZone: 'UTC' } }],
    ['berlin', { schedule: { timeZone: 'Europe/Berlin' } }],
    ['at 9 New York', { schedule: { time: '09:00', timeZone: 'America/New_York' } }],
    [
      'every Monday 09:00 Berlin time',
      { schedule: { weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' } },
    ],
    ['Asia/Tokyo', { schedule: { timeZone: 'Asia/Tokyo' } }],
    ['about #retries #queues', { topics: ['queues', 'retries'] }],
    ['about retries, queues and retries', { topics: ['queues', 'retries'] }],
    ['about #No-Code', { topics: ['no-code'] }],
    ['about everything', { topics: [] }],
    ['about all topics', { topics: [] }],
    ['about <C2>', { topics: ['deploy'] }],
    ['even if empty', { evenIfEmpty: true }],
    ['even when empty', { evenIfEmpty: true }],
    ['unless empty', { evenIfEmpty: false }],
    ['skip if empty', { evenIfEmpty: false }],
    ['with upkeep', { withUpkeep: true }],
    ['each friday', { schedule: { weekday: 5 } }],
    ['monday at 9 to this channel', { schedule: { weekday: 1, time: '09:00' } }],
    ['monday and every mon', { schedule: { weekday: 1 } }],
    ['about retries 9 pm', { topics: ['retries'], schedule: { time: '21:00' } }],
    ['about retries Europe/Paris', { topics: ['retries'], schedule: { timeZone: 'Europe/Paris' } }],
    ['about retries without upkeep', { topics: ['retries'], withUpkeep: false }],
  ])('understands "subscribe %s"', (text, wanted) => {
    expect(parse(`subscribe ${text}`)).toEqual({
      kind: 'subscribe',
      channelId: undefined,
      wanted,
    });
  });

  it.each([
    '<C1> about #retries #webhooks on friday at 16:30 in Europe/Paris even if empty',
    'even if empty in Europe/Paris at 16:30 on friday about #retries #webhooks to <C1>',
    'about retries and webhooks friday 4:30pm europe/paris even if empty <C1>',
    'on “Fri” at “16:30” in ‘Paris’ <C1> about «#retries» „#webhooks“ even if empty',
    'for <C1> weekly on fridays, at 4:30 pm, in paris, about #webhooks, #retries, even if empty',
  ])('takes the words in any order: %s', (text) => {
    expect(parse(`subscribe ${text}`)).toEqual({
      kind: 'subscribe',
      channelId: 'C1',
      wanted: {
        schedule: { weekday: 5, time: '16:30', timeZone: 'Europe/Paris' },
        topics: ['retries', 'webhooks'],
        evenIfEmpty: true,
      },
    });
  });

  it('takes a channel named like a topic for the channel, except after "about"', () => {
    expect(parse('subscribe <C2> about <C2>')).toEqual({
      kind: 'subscribe',
      channelId: 'C2',
      wanted: { topics: ['deploy'] },
    });
    expect(parse('subscribe about <C2> on monday in <C1>')).toMatchObject({ channelId: 'C1' });
  });

  it.each([
    ['subscrbe', [{ kind: 'verb', text: 'subscrbe', nearest: ['subscribe'] }]],
    ['what', [{ kind: 'verb', text: 'what', nearest: [] }]],
    ['chnage', [{ kind: 'verb', text: 'chnage', nearest: ['change'] }]],
    [
      'pause for monday',
      [
        { text: 'for', nearest: [] },
        { text: 'monday', nearest: [] },
      ],
    ],
    ['pause tomorrow', [{ kind: 'word', text: 'tomorrow' }]],
    ['pause <C1> <C2>', [{ kind: 'twice', text: '#deploy' }]],
    ['<C1> quickly', [{ kind: 'word', text: 'quickly' }]],
    ['list everything', [{ kind: 'word', text: 'everything' }]],
    ['help me', [{ kind: 'word', text: 'me' }]],
    ['“"pause"”, o"clock;', [{ kind: 'word', text: 'o"clock' }]],
    ['subscribe on mnday', [{ kind: 'weekday', text: 'mnday', nearest: ['monday'] }]],
    ['subscribe on', [{ kind: 'noWeekday', text: 'on' }]],
    ['subscribe monday at', [{ kind: 'noTime', text: 'at' }]],
    ['subscribe in on friday', [{ kind: 'noTimeZone', text: 'in' }]],
    ['subscribe on week', [{ kind: 'weekday', text: 'week' }]],
    ['subscribe on at 9', [{ kind: 'noWeekday', text: 'on' }]],
    ['subscribe for', [{ kind: 'word', text: 'for' }]],
    ['subscribe every day', [{ kind: 'weekday', text: 'day' }]],
    ['subscribe at 25:00', [{ kind: 'time', text: '25:00' }]],
    ['subscribe at 9:75', [{ kind: 'time', text: '9:75' }]],
    ['subscribe at 0pm', [{ kind: 'time', text: '0pm' }]],
    ['subscribe at 9amx', [{ kind: 'time', text: '9amx' }]],
    ['subscribe at 90000', [{ kind: 'time', text: '90000' }]],
    ['subscribe at 13pm', [{ kind: 'time', text: '13pm' }]],
    ['subscribe at breakfast', [{ kind: 'time', text: 'breakfast' }]],
    ['subscribe tuesday morning', [{ kind: 'time', text: 'morning' }]],
    ['subscribe monday 9', [{ kind: 'time', text: '9' }]],
    ['subscribe monday 0930', [{ kind: 'time', text: '0930' }]],
    ['subscribe monday 12345', [{ kind: 'word', text: '12345' }]],
    ['subscribe monday x9', [{ kind: 'word', text: 'x9' }]],
    ['subscribe 9 am 10 pm', [{ kind: 'twice', text: '10 pm' }]],
    ['subscribe about queues about retries', [{ kind: 'twice', text: 'about' }]],
    ['subscribe in New Atlantis 9:30', [{ kind: 'timeZone', text: 'New Atlantis' }]],
    ['subscribe in New <C1>', [{ kind: 'timeZone', text: 'New' }]],
    ['subscribe daily', [{ kind: 'weekday', text: 'daily' }]],
    ['list <C1>', [{ kind: 'word', text: '#general' }]],
    ['subscribe in CET', [{ kind: 'zoneWithoutPlace', text: 'CET' }]],
    ['subscribe 9am CET', [{ kind: 'zoneWithoutPlace', text: 'CET' }]],
    [
      'subscribe in Europe/Berln at 9',
      [{ kind: 'timeZone', text: 'Europe/Berln', nearest: ['Europe/Berlin'] }],
    ],
    ['subscribe in Viena', [{ kind: 'timeZone', nearest: ['Europe/Vienna'] }]],
    ['subscribe in +02:00', [{ kind: 'zoneWithoutPlace', text: '+02:00' }]],
    ['subscribe in UTC+2', [{ kind: 'zoneWithoutPlace', text: 'UTC+2' }]],
    ['subscribe about #retires', [{ kind: 'topic', text: 'retires', nearest: ['retries'] }]],
    ['subscribe about #retries #week', [{ kind: 'topic', text: 'week' }]],
    ['subscribe about retries time', [{ kind: 'topic', text: 'time' }]],
    ['subscribe about <C1>', [{ kind: 'topic', text: 'general' }]],
    ['subscribe about <C3>', [{ kind: 'channelAsTopic' }]],
    ['subscribe about at 9', [{ kind: 'noTopics' }]],
    ['subscribe #nowhere', [{ kind: 'channelUnknown', text: '#nowhere' }]],
    ['subscribe monday friday', [{ kind: 'twice', text: 'friday' }]],
    ['subscribe <C1> <C2>', [{ kind: 'twice', text: '#deploy' }]],
    ['subscribe quickly', [{ kind: 'word', text: 'quickly' }]],
  ])('quotes what it does not understand: %s', (text, problems) => {
    expect(problemsOf(text)).toMatchObject(problems);
    expect(problemsOf(text)).toHaveLength(problems.length);
  });

  it('quotes every part that it does not understand', () => {
    const problems = problemsOf('subscribe on mnday at 27:00 in Atlantis about #foo quickly');
    expect(problems.map(({ kind, text }) => [kind, text])).toEqual([
      ['weekday', 'mnday'],
      ['time', '27:00'],
      ['timeZone', 'Atlantis'],
      ['topic', 'foo'],
      ['topic', 'quickly'],
    ]);
  });

  it('understands or quotes whatever is typed, and never throws', () => {
    const words = fc.constantFrom(
      ...'subscribe about on at in every even if when empty unless skip to for this channel'.split(
        ' ',
      ),
      ...'monday fri 9 9am 9:00 pm noon Europe/Berlin berlin CET +02 UTC New York #retries'.split(
        ' ',
      ),
      ...'retries #x <C1> <C2> <C3> “ , everything'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (typed) => {
        const text = `subscribe ${typed.join(' ')}`;
        const command = parse(text);
        const understood = command.kind === 'subscribe' || command.kind === 'form';
        expect(understood || problemsOf(text).length > 0).toBe(true);
        for (const problem of problemsOf(text)) {
          expect(problem.text).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
