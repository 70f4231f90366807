import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tokenRefused } from '../../src/outbox/outbox.ts';
import { visibleText } from '../helpers/visible-text.ts';
import { withDigests, type DigestBench } from '../helpers/with-digests.ts';

const mondayNine = '2026-11-30T08:00:00Z';

/** Subscribes a channel and waits until it has been told. */
async function subscribe({ people, type, hear }: DigestBench, text: string, channel?: string) {
  await type(people.admin, `subscribe ${text}`, channel);
  return hear(channel, 0);
}

async function writeArticle(bench: DigestBench, slug: string, front: string) {
  const { contentDir, log, waitForLog } = bench;
  const before = log().length;
  await writeFile(path.join(contentDir, `${slug}.md`), `---\n${front}\n---\nAbout ${slug}.\n`);
  await waitForLog({ msg: 'articles changed' }, before);
}

describe('the weekly digest', () => {
  it('comes once, at its hour, with what is new, what changed and something from the shelf', () =>
    withDigests({}, async (bench) => {
      const { people, setClock, hear, said, type } = bench;
      await subscribe(bench, 'on monday');
      await writeArticle(
        bench,
        'dlq',
        'title: Dead letters\nsummary: Where they go. & <why>\nowner: Ada',
      );
      setClock('2026-11-30T07:59:00Z');
      expect(await type(people.member, 'preview')).toContain('Preview of the digest on Monday 30');
      expect(said()).toHaveLength(1);
      setClock(mondayNine);
      expect(await hear(undefined, 1)).toBe(
        [
          'This week in the guide',
          '23 to 29 November',
          'New',
          '- Dead letters (https://guide.example.com/articles/dlq)  Where they go. & <why>  by Ada',
          'Updated',
          '- Retrying without making it worse (https://guide.example.com/articles/retries)  ' +
            'Exponential backoff, jitter and budgets.  by olga',
          'From the shelf',
          '- Deploying on a calm day (https://guide.example.com/articles/deploys)  ' +
            'How a change reaches production, and how it comes back.  by Platform team',
          'Set up by ada, every Monday 09:00 Berlin time. Next: Monday 7 December. ' +
            'Pause: /guide digest pause. Change: /guide digest',
        ].join('\n'),
      );
      expect(await type(people.member, 'history')).toBe(
        'The last digests\n- Monday 30 November: sent, 1 new and 1 updated',
      );
      setClock('2026-12-07T08:00:00Z');
      await bench.waitForLog({ outcome: 'skipped' });
      expect(said()).toHaveLength(2);
      expect(await type(people.member, 'history')).toContain(
        '- Monday 7 December: skipped because nothing was new',
      );
    }));

  it('comes without news too where that is wished for, and to people directly', () =>
    withDigests({}, async (bench) => {
      const { slack, people, setClock, hear, type } = bench;
      const direct = slack.workspace.openDirectMessage([
        slack.installation.botUserId,
        people.member,
      ]).id;
      await type(people.member, 'subscribe about #deploy on monday even if empty', direct);
      setClock(mondayNine);
      const digest = await hear(direct, 0);
      expect(digest).toContain('Nothing is new or changed.\nFrom the shelf\n- Deploying on a calm');
      expect(digest).toContain('Set up by mia, every Monday 09:00 Berlin time.');
    }));

  it('stops when the channel is archived, tells who looks after it, and goes on by itself', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, setClock, hear, type } = bench;
      await subscribe(bench, 'on monday even if empty');
      const archived = slack.waitFor(() => slack.traffic.list('channel_archive')[0]);
      slack.archive(channels.general);
      await archived;
      const directWith = (user: string) =>
        slack.workspace.openDirectMessage([slack.installation.botUserId, user]).id;
      const notice = await hear(directWith(people.admin), 0);
      expect(notice).toBe(
        `The weekly digest of <#${channels.general}> has stopped because the channel is archived. ` +
          `<@${people.admin}> set it up: every Monday at 09:00 (Europe/Berlin), all topics, even when nothing is new.\n\n` +
          'Unarchive it and the digest starts again by itself. If it doesn’t, type this there: /guide digest resume',
      );
      expect(await hear(directWith(people.member), 0)).toBe(notice);
      expect(await type(people.admin, 'list', channels.shared)).toContain(
        'Stopped because the channel is archived. Unarchive it and the digest starts again by itself.',
      );
      slack.unarchive(channels.general);
      expect(await hear(undefined, 1)).toBe(
        'The weekly digest is running again: every Monday at 09:00 (Europe/Berlin), all topics, even when nothing is new. The next one comes on Monday 30 November.',
      );
      setClock(mondayNine);
      expect(await hear(undefined, 2)).toContain('This week in the guide');
    }));

  it('has a reason for the week in which the channel was archived, and comes late if that is soon over', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, setClock, hear, type, waitForLog } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack.archive(channels.general);
      const direct = slack.workspace.openDirectMessage([
        slack.installation.botUserId,
        people.admin,
      ]).id;
      expect(await hear(direct, 0)).toContain('has stopped because the channel is archived');
      setClock('2026-11-30T08:30:00Z');
      await waitForLog({ outcome: 'cancelled' });
      const history = () => type(people.admin, 'history #general', channels.shared);
      expect(await history()).toBe(
        'The last digests\n- Monday 30 November: cancelled because the channel was archived',
      );
      slack.unarchive(channels.general);
      expect(await hear(undefined, 1)).toContain('The next one comes on Monday 7 December.');
      expect(await hear(undefined, 2)).toContain('This week in the guide');
      expect(await history()).toContain('Monday 30 November: sent');
    }));

  it('tells those in the user groups of DIGEST_MANAGERS that it stopped, twenty at most', () =>
    withDigests({ env: { DIGEST_MANAGERS: 'S0GROUP,S0GONE' } }, async (bench) => {
      const { slack, people, channels, hear } = bench;
      const others = Array.from({ length: 30 }, (_, n) =>
        slack.workspace.addUser({ name: `u${n}` }),
      );
      const users = [people.member, ...others.map(({ id }) => id)];
      slack.workspace.userGroups.set('S0GROUP', { id: 'S0GROUP', handle: 'w', name: 'w', users });
      const channel = slack.workspace.addChannel({
        name: 'ours',
        creator: people.admin,
        members: [people.admin],
      }).id;
      await subscribe(bench, 'on monday', channel);
      slack.archive(channel);
      const directWith = (user = '') =>
        slack.workspace.openDirectMessage([slack.installation.botUserId, user]).id;
      for (const user of [people.admin, people.member, users[19]]) {
        expect(await hear(directWith(user), 0)).toContain(
          'has stopped because the channel is archived',
        );
      }
      // Notices go out in the order in which they were written down, so all of those are out by now.
      slack.unarchive(channel);
      await hear(channel, 1);
      expect(bench.said(directWith(users[20]))).toEqual([]);
      expect(bench.said(channels.general)).toEqual([]);
    }));

  it('stops when it is removed from a public channel, where it could still post', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, type, hear } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack.removeBot(channels.general);
      const direct = slack.workspace.openDirectMessage([
        slack.installation.botUserId,
        people.admin,
      ]).id;
      const reason = 'I was removed from the channel';
      expect(await hear(direct, 0)).toContain(reason);
      expect(await type(people.admin, '', channels.general)).toContain(reason);
      slack.inviteBot(channels.general);
      expect(await hear(undefined, 1)).toContain('The weekly digest is running again');
    }));

  it('stops when the channel is shared with another organisation, and goes on when it is not any more', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, type, hear, said, setClock, waitForLog } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack.share(channels.general, true);
      const { botUserId } = slack.installation;
      const direct = slack.workspace.openDirectMessage([botUserId, people.admin]).id;
      expect(await hear(direct, 0)).toContain(
        'has stopped because the channel is shared with another organisation now.',
      );
      setClock(mondayNine);
      await waitForLog({ outcome: 'cancelled', reason: 'shared' });
      expect(said()).toHaveLength(1);
      expect(await type(people.admin, 'resume')).toContain('so I don’t post digests here.');
      slack.share(channels.general, false);
      expect(await hear(undefined, 1)).toContain('The weekly digest is running again');
      expect(await hear(undefined, 2)).toContain('This week in the guide');
    }));

  it('does not come to a channel of which nobody told that it is shared now', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, hear, said, setClock, waitForLog } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack.workspace.changeChannel(channels.general, { isExtShared: true });
      setClock(mondayNine);
      await waitForLog({ outcome: 'cancelled', reason: 'shared' });
      expect(said()).toHaveLength(1);
      const { botUserId } = slack.installation;
      const direct = slack.workspace.openDirectMessage([botUserId, people.admin]).id;
      expect(await hear(direct, 0)).toContain('is shared with another organisation now.');
    }));

  it('does not go on in a channel that is shared now, whatever it had stopped for', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, type, waitForLog } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack.archive(channels.general);
      await waitForLog({ request: 'channel_archive' });
      slack.workspace.changeChannel(channels.general, { isExtShared: true });
      slack.unarchive(channels.general);
      await waitForLog({ request: 'channel_unarchive' });
      expect(await type(people.admin, '')).toContain('has stopped because the channel is archived');
    }));

  it('goes on in a shared channel where that is allowed, and is agreed to anew where it may be', async () => {
    for (const [EXTERNAL_CHANNELS, goesOn] of [
      ['allow', true],
      ['ask', false],
    ] as const) {
      await withDigests({ env: { EXTERNAL_CHANNELS } }, async (bench) => {
        const { slack, people, channels, type, waitForLog } = bench;
        await subscribe(bench, 'on monday even if empty');
        slack.share(channels.general, true);
        await waitForLog({ request: 'channel_shared' });
        const state = await type(people.admin, '');
        expect(state.includes('is shared with another organisation now')).toBe(!goesOn);
        if (goesOn) return;
        expect(await type(people.admin, 'resume')).toContain('/guide digest subscribe');
      });
    }
  });

  it('stops at once when the channel does not even take the announcement', () =>
    withDigests({}, async ({ slack, people, type, hear }) => {
      const { admin } = people;
      const quiet = slack.workspace.addChannel({
        name: 'quiet',
        members: [admin],
        postingRule: 'admins',
      }).id;
      await type(admin, 'subscribe on monday', quiet);
      const direct = slack.workspace.openDirectMessage([slack.installation.botUserId, admin]).id;
      expect(await hear(direct, 0)).toContain(
        'has stopped because I’m not allowed to post in the channel. ' +
          `<@${admin}> set it up: every Monday at 09:00 (Europe/Berlin), all topics, skipped when nothing is new.\n\n` +
          'Let me post there, then resume the digest. Type this there: /guide digest resume',
      );
      expect(await type(admin, '', quiet)).toContain(
        'The weekly digest of this channel has stopped because I’m not allowed to post in the channel. ' +
          `Let me post there, then resume the digest. <@${admin}> set it up: every Monday at 09:00 (Europe/Berlin), all topics, skipped when nothing is new.\n`,
      );
    }));

  it('comes late when the bot is invited back', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, setClock, hear, said } = bench;
      slack.inviteBot(channels.secret);
      await subscribe(bench, 'on monday even if empty', channels.secret);
      slack.removeBot(channels.secret);
      setClock(mondayNine);
      const direct = slack.workspace.openDirectMessage([
        slack.installation.botUserId,
        people.admin,
      ]).id;
      expect(await hear(direct, 0)).toContain('I was removed from the channel.');
      slack.inviteBot(channels.secret);
      await slack.waitFor(() => said(channels.secret)[2]);
      const [, ...later] = [...said(channels.secret)].sort();
      expect(later[0]).toContain('The weekly digest is running again');
      expect(later[1]).toContain('This week in the guide');
    }));

  it.each([
    ['the token is revoked', 'revokeBotToken'],
    ['the app is uninstalled', 'uninstall'],
  ] as const)('waits while %s, says so on /readyz, and then comes', (_, loseIt) =>
    withDigests({}, async (bench) => {
      const { slack, bot, setClock, hear, waitForLog } = bench;
      await subscribe(bench, 'on monday even if empty');
      slack[loseIt]();
      setClock(mondayNine);
      await waitForLog({ msg: tokenRefused });
      const ready = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({
        digests: expect.stringMatching(/^Slack refuses the token: /),
      });
      slack.installation.revoked.clear();
      setClock('2026-11-30T08:05:00Z');
      expect(await hear(undefined, 1)).toContain('This week in the guide');
    }),
  );

  it('follows a channel to its new id', () =>
    withDigests({}, async (bench) => {
      const { slack, channels, setClock, hear, type, people } = bench;
      await subscribe(bench, 'on monday even if empty');
      const moved = slack.workspace.changeChannelId(channels.general).id;
      await slack.waitFor(() => slack.traffic.list('channel_id_changed')[0]);
      expect(await type(people.member, '', moved)).toContain('comes every Monday');
      setClock(mondayNine);
      expect(await hear(moved, 1)).toContain('This week in the guide');
    }));

  it('goes out as plain text when Slack refuses its blocks', () =>
    withDigests({}, async (bench) => {
      const { slack, channels, setClock, hear } = bench;
      await subscribe(bench, 'on monday');
      slack.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
      setClock(mondayNine);
      await hear(undefined, 1);
      const message = slack.workspace.messages(channels.general).at(-1);
      expect(message?.blocks).toBeUndefined();
      expect(message && visibleText(message)).toContain('- Retrying without making it worse');
    }));
});
