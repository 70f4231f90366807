import { describe, expect, it } from '@jest/globals';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withDigests, type DigestBench } from '../helpers/with-digests.ts';

/** The private message that `/guide digest` was answered with. */
async function stateFor(bench: DigestBench, user: string, channel = bench.channels.general) {
  await bench.type(user, '', channel);
  const message = bench.slack.messagesSeenBy(user, channel).findLast((m) => m.ephemeralTo === user);
  if (message === undefined) throw new Error('nobody answered');
  return message;
}

function privately(
  { slack, channels }: DigestBench,
  user: string,
  pattern: RegExp,
  channel = channels.general,
) {
  return slack.waitFor(() =>
    slack
      .messagesSeenBy(user, channel)
      .findLast((message) => message.ephemeralTo === user && pattern.test(visibleText(message))),
  );
}

function modal({ slack }: DigestBench, user: string, pattern: RegExp) {
  return slack.waitFor(() =>
    slack.modalsOf(user).find(({ blocks }) => pattern.test(visibleText({ text: '', blocks }))),
  );
}

describe('the buttons of a digest', () => {
  it('set one up, show the next, pause it, resume it and end it', () =>
    withDigests({}, async (bench) => {
      const { slack, people, hear } = bench;
      const { admin } = people;
      const none = await stateFor(bench, admin);
      expect(buttonLabels(none)).toEqual(['Set one up']);
      await slack.asUser(admin).click(none, 'digest_do_subscribe');
      const form = await slack.waitFor(() => slack.modalsOf(admin)[0]);
      expect(JSON.stringify(form.blocks)).toContain('Choose none to hear about everything.');
      await slack.asUser(admin).submitView(form);
      expect(await hear(undefined, 0)).toContain('set up a weekly digest');

      const state = await stateFor(bench, admin);
      expect(buttonLabels(state)).toEqual(['Preview', 'Pause', 'Change', 'End']);
      await slack.asUser(admin).click(state, 'digest_do_preview');
      await privately(bench, admin, /^(Preview of the digest|Nothing is new yet)/);
      await slack.asUser(admin).click(state, 'digest_do_pause');
      expect(await hear(undefined, 1)).toContain('paused the weekly digest');

      const paused = await stateFor(bench, admin);
      expect(buttonLabels(paused)).toEqual(['Preview', 'Resume', 'Change', 'End']);
      await slack.asUser(admin).click(paused, 'digest_do_resume');
      expect(await hear(undefined, 2)).toContain('resumed the weekly digest');
      await slack.asUser(admin).click(await stateFor(bench, admin), 'digest_do_unsubscribe');
      expect(await hear(undefined, 3)).toContain('To get it back: /guide digest subscribe');
    }));

  it('are those that may be pressed: a member is offered one of their own, a guest none', () =>
    withDigests({}, async (bench) => {
      const { slack, people, type } = bench;
      const { admin, member, guest } = people;
      const members = [admin, member, guest, slack.installation.botUserId];
      const theirs = slack.workspace.addChannel({ name: 'theirs', creator: admin, members }).id;
      expect(buttonLabels(await stateFor(bench, member, theirs))).toEqual(['Get one of your own']);
      expect(buttonLabels(await stateFor(bench, guest, theirs))).toEqual([]);
      await type(admin, 'subscribe on monday', theirs);
      expect(buttonLabels(await stateFor(bench, guest, theirs))).toEqual(['Preview']);
      await type(member, 'pause', theirs);
      const refusal = await privately(bench, member, /^You can’t change the/, theirs);
      expect(buttonLabels(refusal)).toEqual(['Get one of your own']);
      const shown = await stateFor(bench, member, theirs);
      expect(buttonLabels(shown)).toEqual(['Preview', 'Get one of your own']);
      await slack.asUser(member).click(shown, 'digest_do_subscribe');
      const form = await slack.waitFor(() => slack.modalsOf(member)[0]);
      expect(JSON.stringify(form.blocks)).not.toContain('digest_channel');
      await slack.asUser(member).submitView(form);
      await modal(bench, member, /You set up a weekly digest for yourself/);
    }));

  it('in the form pause and end the digest as it stands', () =>
    withDigests({}, async (bench) => {
      const { slack, people, type, hear } = bench;
      const { admin } = people;
      await type(admin, 'subscribe on monday');
      await slack.asUser(admin).click(await stateFor(bench, admin), 'digest_do_subscribe');
      const form = await slack.waitFor(() => slack.modalsOf(admin)[0]);
      expect(buttonLabels(form)).toEqual(['Pause', 'End']);
      await slack.asUser(admin).click(form, 'digest_do_pause');
      await modal(bench, admin, /^You paused the weekly digest/);
      expect(await hear(undefined, 1)).toContain('paused the weekly digest');
    }));
});
