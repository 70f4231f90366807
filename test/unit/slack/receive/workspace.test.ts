import { describe, expect, it } from '@jest/globals';
import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createWorkspace } from '../../../../src/slack/receive/workspace.ts';

const log = pino({ level: 'silent' });

function workspaceWith(user: UsersInfoResponse['user']) {
  const client = {
    users: { info: () => Promise.resolve({ ok: true, user }) },
  } as unknown as WebClient;
  return createWorkspace({ client, teamId: 'T1', now: () => 0, log });
}

describe('somebody in the workspace', () => {
  it.each<[string, NonNullable<UsersInfoResponse['user']>, string]>([
    ['belongs to ours', { team_id: 'T1' }, 'member'],
    ['of another', { team_id: 'T2' }, 'outsider'],
    [
      'of several of one organisation, ours among them',
      { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2', 'T1'] } },
      'member',
    ],
    [
      'of others of our organisation',
      { team_id: 'T2', enterprise_user: { enterprise_id: 'E1', teams: ['T2', 'T3'] } },
      'outsider',
    ],
    [
      'of an organisation that tells nothing more',
      { team_id: 'E1', enterprise_user: {} },
      'outsider',
    ],
    [
      'of another organisation, whatever it says',
      { team_id: 'T2', is_stranger: true, enterprise_user: { teams: ['T1'] } },
      'outsider',
    ],
    ['of nothing that Slack tells', {}, 'outsider'],
  ])('%s', async (_, user, kind) => {
    const workspace = workspaceWith({ id: 'U1', ...user });
    expect(await workspace.kindOf('U1')).toBe(kind);
    expect((await workspace.person('U1')).isMember).toBe(kind === 'member');
  });
});
