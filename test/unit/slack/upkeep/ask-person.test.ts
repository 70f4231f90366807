import { describe, expect, it } from '@jest/globals';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createAskKind } from '../../../../src/slack/upkeep/ask-person.ts';
import { createWorkspace } from '../../../../src/slack/receive/workspace.ts';
import { renderNotice } from '../../../../src/slack/reply/notice.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const words = { words: renderNotice('Still right?') } as const;

/** A workspace of a Slack that knows these people. */
function makeWorkspace(users: Readonly<Record<string, object>>) {
  const info = ({ user = '' }) => {
    const known = users[user];
    return known
      ? Promise.resolve({ ok: true, user: { team_id: 'T1', ...known } })
      : Promise.reject(new WebAPIPlatformError({ ok: false, error: 'user_not_found' }));
  };
  const list = () => Promise.resolve({ ok: true, users: ['U2'] });
  const client = { users: { info }, usergroups: { users: { list } } } as unknown as WebClient;
  const log = pino({ level: 'silent' });
  return createWorkspace({ client, teamId: 'T1', now: () => noon, log });
}

describe('what is asked of a person', () => {
  const workspace = makeWorkspace({
    U1: { tz: 'Europe/Berlin' },
    U2: { tz: 'America/Los_Angeles' },
    U3: { deleted: true },
    U4: { team_id: 'T9' },
  });
  const muted = new Set<string>();
  const store = { isMuted: (userId: string) => Promise.resolve(muted.has(userId)) };
  const never: string[] = [];
  const kind = createAskKind(
    { workspace, store, now: () => noon },
    {
      compose: () => Promise.resolve(words),
      onRefused: ({ recipient }) => Promise.resolve(void never.push(recipient.id)),
    },
  );
  const compose = (id: string, to: 'user' | 'channel' = 'user') =>
    kind.compose({
      id: 'A1',
      kind: 'asking',
      recipient: { kind: to, id },
      about: {},
      dueAt: noon,
      attempts: 1,
      unconfirmed: true,
      lastReason: undefined,
    });

  it('comes at once to whoever is at work, and to a channel', async () => {
    expect(await compose('U1')).toEqual(words);
    expect(await compose('C1', 'channel')).toEqual(words);
  });

  it('waits for the morning where it is night, and is not taken for said', async () => {
    expect(await compose('U2')).toEqual({
      kind: 'later',
      availableAt: Date.parse('2026-11-25T17:00:00Z'),
      unconfirmed: true,
      reason: 'hour',
    });
  });

  it.each([
    ['was deactivated', 'U3', 'gone'],
    ['is of another organisation', 'U4', 'gone'],
    ['nobody knows', 'U9', 'gone'],
    ['muted it', 'U1', 'muted'],
  ])('ends with a reason when the person %s', async (_, id, reason) => {
    if (reason === 'muted') muted.add(id);
    never.length = 0;
    expect(await compose(id)).toEqual({ kind: 'cancelled', reason });
    expect(never).toEqual([id]);
  });
});

it.each([
  ['U1', true],
  ['U2', true],
  ['U3', false],
])('knows whether %s is an editor, by name or by a group', async (userId, expected) => {
  const editors = { users: ['U1'], groups: ['S1'] };
  expect(await makeWorkspace({}).isNamed(editors, userId)).toBe(expected);
});
