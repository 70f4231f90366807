import { describe, expect, it } from '@jest/globals';
import { parseManifest } from '../../../../simulator/manifest.ts';
import { readManifest } from '../../../helpers/slack-settings.ts';
import { parsePayload } from '../../../../src/slack/receive/parse-payload.ts';

const user = { id: 'U1' };
const mention = { type: 'app_mention', channel: 'C1', ts: '1.1' };
const event = { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: mention };
const press = { type: 'block_actions', user, actions: [{ type: 'button', action_id: 'a' }] };
const home = { id: 'V1', type: 'home', callback_id: '', private_metadata: '' };
const form = { type: 'view_submission', user, view: home };

describe('parsePayload', () => {
  it.each<[string, object, object]>([
    ['a message outside any thread', event, { event: { ...mention, thread_ts: null } }],
    ['an installation for an organisation', press, { team: null, enterprise: null }],
    ['a press on the Home tab', press, { channel: null, response_url: null }],
    ['a view without a title', form, { view: { ...home, title: null, state: null } }],
    [
      'nothing chosen',
      press,
      { actions: [{ type: 'button', action_id: 'a', selected_option: null }] },
    ],
  ])('takes null for what is not there: %s', (_, payload, nulls) => {
    expect(parsePayload({ ...payload, ...nulls })).toEqual({ kind: 'understood', payload });
  });

  it.each<[string, object]>([
    [
      'an organisation of no name',
      { ...press, team: { id: '' }, enterprise: { id: '', name: '' } },
    ],
    [
      'a message outside any thread',
      { ...event, event: { ...mention, thread_ts: '', bot_id: '' } },
    ],
    ['a press in no channel', { ...press, channel: { id: '' }, container: { message_ts: '' } }],
    ['an event of an organisation', { ...event, team_id: '', enterprise_id: 'E1' }],
  ])('takes the empty string for what is not there: %s', (_, payload) => {
    expect(parsePayload(payload).kind).toBe('understood');
  });

  it.each<[string, object]>([
    ['a new channel', { type: 'channel_created', channel: { id: 'C1', name: 'x', created: 1 } }],
    ['another profile', { type: 'user_change', user: { id: 'U1', profile: {} }, ts: 1 }],
    ['a list', { type: 'list_changed', links: 'none', tokens: [] }],
  ])('keeps nothing of an event that nobody listens to: %s', (_, { ...said }) => {
    const { type } = said as { type: string };
    const payload = { ...event, event: { type } };
    expect(parsePayload({ ...event, event: said })).toEqual({ kind: 'understood', payload });
  });

  it('looks at every event that the app asks for', async () => {
    const { settings } = parseManifest(await readManifest(['guide.example.com']));
    const all = {
      ...{ ...mention, user: 'U1', message_ts: '1.1', links: [], tokens: {} },
      ...{ old_channel_id: 'C1', new_channel_id: 'C2' },
    };
    const asked = settings.event_subscriptions.bot_events;
    expect(asked.length).toBeGreaterThan(15);
    for (const name of asked) {
      const said = { ...all, type: name.replace(/^message\..*/, 'message') };
      const payload = { ...event, event: said };
      expect(parsePayload(payload)).toEqual({ kind: 'understood', payload });
    }
  });

  it('takes an empty list for a form without inputs', () => {
    const view = { ...home, state: { values: [] } };
    expect(parsePayload({ ...form, view }).kind).toBe('understood');
  });

  it('lets nothing further that nobody looks at', () => {
    const parsed = parsePayload({ ...event, authorizations: [null], new: 1 });
    expect(parsed).toEqual({ kind: 'understood', payload: event });
  });

  it('takes a command without any text', () => {
    const payload = { command: '/guide', user_id: 'U1', channel_id: 'C1', response_url: '' };
    expect(parsePayload(payload)).toMatchObject({ kind: 'understood', payload: { text: '' } });
  });

  it('knows that Slack holds events back', () => {
    const payload = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1518467820 };
    expect(parsePayload(payload)).toEqual({ kind: 'heldBack' });
  });

  const unknown =
    'type: expected one of event_callback, block_actions, view_submission, view_closed, shortcut, message_action, block_suggestion';
  const noText = 'Invalid input: expected string, received number';
  const nothing = 'Invalid input: expected string, received undefined';
  it.each<[string, unknown, readonly string[]]>([
    ['null', null, [unknown]],
    ['what no class of ours would be', { type: 'constructor' }, [unknown]],
    [
      'a mention of nowhere',
      { ...event, event: { ...mention, channel: null } },
      ['event.channel: missing'],
    ],
    ['an event of no type', { ...event, event: {} }, [`event.type: ${nothing}`]],
    [
      'an id of no length',
      { ...press, user: { id: '' } },
      ['user.id: Too small: expected string to have >=1 characters'],
    ],
    [
      'an id that is far too long',
      { ...press, user: { id: 'U'.repeat(10_000) } },
      ['user.id: Too big: expected string to have <=255 characters'],
    ],
    [
      'a press on nothing',
      { ...press, actions: [] },
      ['actions.0: Invalid input: expected object, received undefined'],
    ],
    [
      'a second press that is none',
      { ...press, actions: [...press.actions, 1] },
      ['actions.1: Invalid input: expected object, received number'],
    ],
    [
      'a shortcut at no message',
      { type: 'message_action', user, callback_id: 'a' },
      ['channel', 'message'].map(
        (at) => `${at}: Invalid input: expected object, received undefined`,
      ),
    ],
    [
      'typing that is no text',
      { type: 'block_suggestion', user, action_id: 'a', value: 0 },
      [`value: ${noText}`],
    ],
    [
      'what is no form',
      { ...form, view: { ...home, state: { values: { a: { b: { value: 7 } } } } } },
      [`view.state.values.a.b.value: ${noText}`],
    ],
    [
      'a command that is no text',
      { command: 7 },
      [
        `command: ${noText}`,
        ...['user_id', 'channel_id'].map((at) => `${at}: ${nothing}`),
        'response_url: Invalid input',
      ],
    ],
  ])('refuses %s, and says where and what was expected', (_, payload, problems) => {
    expect(parsePayload(payload)).toEqual({ kind: 'refused', problems });
  });

  it('never says what stood there', () => {
    const secret = 'hunter2';
    const wrong = [secret, [secret], { id: [secret] }, { [secret]: secret }];
    const told = [press, form, event].flatMap((payload) =>
      Object.keys({ ...press, ...form, ...event }).flatMap((field) =>
        wrong.map((value) => JSON.stringify(parsePayload({ ...payload, [field]: value }))),
      ),
    );
    const refusals = told.filter((each) => each.includes('refused'));
    expect(refusals.length).toBeGreaterThan(20);
    expect(refusals.filter((each) => each.includes(secret))).toEqual([]);
  });
});
