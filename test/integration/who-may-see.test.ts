import { describe, expect, it } from '@jest/globals';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';

const now = () => new Date('2026-11-22T12:00:00Z');

async function askIn({ slack }: Bench, user: string, channel: string) {
  await slack.asUser(user).command('/guide', 'how do I roll back a release', { channel });
  return await slack.waitFor(() =>
    slack.messagesSeenBy(user, channel).find(({ ephemeralTo }) => ephemeralTo === user),
  );
}

function notice({ slack }: Bench, user: string, channel: string, pattern: RegExp) {
  return slack.waitFor(() =>
    slack
      .messagesSeenBy(user, channel)
      .find((message) => message.ephemeralTo === user && pattern.test(visibleText(message))),
  );
}

describe('who may see what', () => {
  it('keeps articles out of channels that other organisations share', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await askIn(bench, people.member, channels.shared);
      expect(visibleText(reply)).toContain('Rolling back');
      await slack.asUser(people.member).click(reply, 'answer_share');
      await notice(bench, people.member, channels.shared, /^This channel is shared with another/);
      const admin = slack.asUser(people.admin);
      await admin.command('/guide', 'digest subscribe on friday', { channel: channels.shared });
      await notice(bench, people.admin, channels.shared, /so I don’t post digests here\./);
      await admin.command('/guide', 'digest', { channel: channels.shared });
      const none = await notice(
        bench,
        people.admin,
        channels.shared,
        /doesn’t have a weekly digest/,
      );
      expect(buttonLabels(none)).toEqual(['Get one of your own']);
      expect(slack.messagesSeenBy(people.stranger, channels.shared)).toEqual([]);
    });
  });

  it('asks before it shares there, when it may ask', async () => {
    const env = { EXTERNAL_CHANNELS: 'ask' };
    await withGuidepost({ transport: 'http', now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await askIn(bench, people.member, channels.shared);
      await slack.asUser(people.member).click(reply, 'answer_share');
      const dialog = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      expect(visibleText({ text: '', blocks: dialog.blocks })).toContain(
        'People from Northwind are in this channel and will read it.',
      );
      expect(slack.messagesSeenBy(people.stranger, channels.shared)).toEqual([]);
      await slack.asUser(people.member).submitView(dialog);
      await slack.waitFor(() => slack.messagesSeenBy(people.stranger, channels.shared)[0]);
      await notice(bench, people.member, channels.shared, /You shared this/);
    });
  });

  it('asks without a name where the app may not know it', async () => {
    const env = { EXTERNAL_CHANNELS: 'ask' };
    await withGuidepost({ transport: 'http', now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await askIn(bench, people.member, channels.shared);
      slack.installation.scopes.delete('team:read');
      await slack.asUser(people.member).click(reply, 'answer_share');
      const dialog = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      expect(visibleText({ text: '', blocks: dialog.blocks })).toContain(
        'People from another organisation are in this channel',
      );
      const admin = slack.asUser(people.admin);
      slack.installation.scopes.add('team:read');
      await admin.command('/guide', 'digest subscribe', { channel: channels.shared });
      const form = await slack.waitFor(() => slack.modalsOf(people.admin)[0]);
      expect(visibleText({ text: '', blocks: form.blocks })).toContain('People from Northwind');
    });
  });

  it('asks where it cannot tell who is there', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await askIn(bench, people.member, channels.secret);
      await slack.asUser(people.member).click(reply, 'answer_share');
      const dialog = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      expect(visibleText({ text: '', blocks: dialog.blocks })).toContain('I can’t tell whether');
      await slack.asUser(people.member).submitView(dialog);
      await slack.waitFor(() => slack.messagesSeenBy(people.admin, channels.secret)[0]);
    });
  });

  it.each([
    ['read', ['Read here', 'Helpful', 'Not helpful']],
    ['share', ['Read here', 'Share', 'Helpful', 'Not helpful']],
  ])(
    'lets guests read, and offers them to share only when they may: %s',
    async (guests, labels) => {
      const env = { GUESTS: guests };
      await withGuidepost({ transport: 'http', now, env }, async (bench) => {
        const { people, channels } = bench;
        expect(buttonLabels(await askIn(bench, people.guest, channels.general))).toEqual(labels);
      });
    },
  );

  it('answers guests nothing when they may not read', async () => {
    const env = { GUESTS: 'refuse' };
    await withGuidepost({ transport: 'http', now, env }, async (bench) => {
      const { people, channels } = bench;
      const reply = await askIn(bench, people.guest, channels.general);
      expect(visibleText(reply)).toMatch(/^Guests can’t/);
    });
  });

  it('shows nothing to people of other organisations who press a button', async () => {
    const env = { EXTERNAL_CHANNELS: 'allow' };
    await withGuidepost({ transport: 'http', now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack.asUser(people.member).mention(channels.shared, 'webhooks');
      const answer = await slack.waitFor(() =>
        slack
          .messagesSeenBy(people.stranger, channels.shared, { thread: message.ts })
          .find(({ botId }) => botId !== undefined),
      );
      await slack.asUser(people.stranger).click(answer, 'answer_read');
      await notice(
        bench,
        people.stranger,
        channels.shared,
        /^I only answer people from the workspace/,
      );
      expect(slack.modalsOf(people.stranger)).toEqual([]);
    });
  });

  it('says nothing about the digest of a private channel to those who are not in it', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { slack, channels } = bench;
      slack.inviteBot(channels.secret);
      const outsideOfIt = slack.workspace.addUser({ name: 'eve', kind: 'admin' }).id;
      const here = slack.workspace.addChannel({ name: 'here', members: [outsideOfIt] }).id;
      for (const verb of ['', 'preview', 'pause', 'history']) {
        const text = `digest ${verb} <#${channels.secret}|>`;
        const typed = { command: '/guide', user: outsideOfIt, channel: here, text };
        const command = slack.buildCommand(typed);
        // An id that they have from elsewhere, as no client would send it.
        const { body } = await slack.deliver({ ...command, body: { ...command.body, text } });
        expect(body).toMatchObject({
          text: expect.stringMatching(/^That’s a private channel you aren’t in/),
        });
      }
    });
  });
});
