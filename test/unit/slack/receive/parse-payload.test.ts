import { describe, expect, it } from '@jest/globals';
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
    expect(parsePayload({ ...payload, ...nulls })).toEqual(payload);
  });

  it('takes an empty list for a form without inputs', () => {
    const view = { ...home, state: { values: [] } };
    expect(parsePayload({ ...form, view })).toEqual({ ...form, view });
  });

  it('lets nothing further that nobody looks at', () => {
    expect(parsePayload({ ...event, authorizations: [null], new: 1 })).toEqual(event);
  });

  it.each<[string, object]>([
    ['a mention of nowhere', { ...event, event: { ...mention, channel: null } }],
    ['an id of no length', { ...press, user: { id: '' } }],
    ['an id that is far too long', { ...press, user: { id: 'U'.repeat(10_000) } }],
    ['a press on nothing', { ...press, actions: [] }],
    ['a shortcut at no message', { type: 'message_action', user, callback_id: 'a' }],
    ['typing that is no text', { type: 'block_suggestion', user, action_id: 'a', value: 0 }],
  ])('refuses %s', (_, payload) => {
    expect(parsePayload(payload)).toBeUndefined();
  });
});
