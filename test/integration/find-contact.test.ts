import { WebClient } from '@slack/web-api';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import { parseOwner } from '../../src/content/front-matter/parse-owner.ts';
import { createBoltLogger } from '../../src/slack/receive/bolt-logger.ts';
import { createWorkspace } from '../../src/slack/receive/workspace.ts';
import { createFindContact } from '../../src/slack/upkeep/find-contact.ts';
import { readManifest } from '../helpers/slack-settings.ts';

const log = pino({ level: 'silent' });
const at = new Date('2026-11-25T12:00:00Z');

async function withPeople(
  scopes: readonly string[],
  test: (find: (owner: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const slack = createLocalSlack({ manifest: await readManifest(), now: () => at });
  for (const scope of scopes) slack.installation.scopes.add(scope);
  const { workspace, installation } = slack;
  const member = { id: 'U0MEMBER01', name: 'mia', email: 'mia@example.com' };
  workspace.addUser(member);
  workspace.addUser({ id: 'U0LEFT0001', name: 'leo', email: 'leo@example.com' });
  workspace.changeUser('U0LEFT0001', { deleted: true });
  workspace.addChannel({
    id: 'C0PLATFORM1',
    name: 'platform',
    members: [member.id, installation.botUserId],
  });
  workspace.addChannel({ id: 'C0ELSEWHERE', name: 'elsewhere', members: [member.id] });
  await slack.listen();
  try {
    const client = new WebClient(installation.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logger: createBoltLogger(log),
    });
    const granted = [...installation.scopes];
    const teamId = workspace.team.id;
    const find = createFindContact({
      client,
      workspace: createWorkspace({ client, teamId, now: () => at.getTime(), log }),
      scopes: granted,
      now: () => at.getTime(),
      log,
    });
    await test((owner) => find(parseOwner(owner)));
  } finally {
    await slack.close();
  }
}

const mia = { kind: 'user', id: 'U0MEMBER01' };

it('reaches people by their id, and channels it is in by their name or their id', () =>
  withPeople([], async (find) => {
    expect(await find('U0MEMBER01')).toEqual(mia);
    expect(await find('<@U0MEMBER01>')).toEqual(mia);
    expect(await find('#platform')).toEqual({ kind: 'channel', id: 'C0PLATFORM1' });
    expect(await find('<#C0PLATFORM1|platform>')).toEqual({ kind: 'channel', id: 'C0PLATFORM1' });
  }));

it('reaches nobody who left, who is only a name, or whose channel it is not in', () =>
  withPeople([], async (find) => {
    for (const owner of ['U0LEFT0001', 'U0NOBODY001', '#elsewhere', 'Platform team']) {
      expect(await find(owner)).toBeUndefined();
    }
  }));

it('looks people up by their address only where that was granted', async () => {
  await withPeople([], async (find) => {
    expect(await find('mia@example.com')).toBeUndefined();
  });
  await withPeople(['users:read.email'], async (find) => {
    expect(await find('mia@example.com')).toEqual(mia);
    expect(await find('leo@example.com')).toBeUndefined();
    expect(await find('nobody@example.com')).toBeUndefined();
  });
});
