import { describe, expect, it } from '@jest/globals';
import { postSigned } from '../helpers/post-signed.ts';
import { visibleText } from '../helpers/visible-text.ts';
import { withDigests, type DigestBench } from '../helpers/with-digests.ts';

async function openForm(
  { slack, channels }: DigestBench,
  user: string,
  channel = channels.general,
) {
  await slack.asUser(user).command('/guide', 'digest subscribe', { channel });
  return slack.waitFor(() => slack.modalsOf(user)[0]);
}

/** What stands in the form once it has been dealt with. */
function outcomeOf({ slack }: DigestBench, user: string): Promise<string> {
  return slack.waitFor(() => {
    const [view] = slack.modalsOf(user);
    const text = view && visibleText({ text: '', blocks: view.blocks });
    return text === 'One moment …' || view?.submit ? undefined : text;
  });
}

describe('the digest form', () => {
  it.each(['http', 'socket'] as const)('sets up over %s what the command would', (transport) =>
    withDigests({ transport }, async (bench) => {
      const { slack, people, hear } = bench;
      const { admin } = people;
      const form = await openForm(bench, admin);
      const submission = await slack.asUser(admin).submitView(form, {
        digest_topics: ['queues', 'retries'],
        digest_weekday: '5',
        digest_time: '16:30',
        digest_time_zone: 'America/New_York',
        digest_empty: ['digest_empty'],
        digest_upkeep: ['digest_upkeep'],
      });
      expect(submission).toMatchObject({ errors: {}, error: undefined });
      expect(await outcomeOf(bench, admin)).toBe('Done. I’ve told the channel.');
      expect(await hear(undefined, 0)).toContain(
        'every Friday at 16:30 (America/New_York), topics queues and retries, even when nothing is new, with upkeep at the end.',
      );
    }),
  );

  it('begins with how it stands, so that sending it changes nothing', () =>
    withDigests({}, async (bench) => {
      const { slack, people, type, hear } = bench;
      const { admin } = people;
      await type(
        admin,
        'subscribe about #queues on tuesday at 7am in kolkata even if empty with upkeep',
      );
      await hear(undefined, 0);
      const form = await openForm(bench, admin);
      await slack.asUser(admin).submitView(form);
      expect(await outcomeOf(bench, admin)).toContain('is already set up like this: every Tuesday');
    }));

  it('begins with the person’s own zone, Monday at nine, and all topics', () =>
    withDigests({}, async (bench) => {
      const { slack, people, hear } = bench;
      slack.workspace.changeUser(people.admin, { timeZone: 'Asia/Tokyo' });
      const form = await openForm(bench, people.admin);
      await slack.asUser(people.admin).submitView(form);
      expect(await hear(undefined, 0)).toContain(
        'every Monday at 09:00 (Asia/Tokyo), all topics, skipped when nothing is new.',
      );
    }));

  it('says beside the field what is to be chosen, whatever stands there instead', () =>
    withDigests({ transport: 'http', env: { REQUESTS_PER_MINUTE: '999' } }, async (bench) => {
      const { slack, people, log } = bench;
      const form = await openForm(bench, people.admin);
      const { delivery } = await slack.asUser(people.admin).submitView(form);
      const { view, ...payload } = delivery?.sent.body as {
        view: { state: { values: Record<string, Record<string, object>> } };
      };
      const submit = async (field: string, block: object | undefined): Promise<unknown> => {
        const state = { values: { ...view.state.values, [field]: block } };
        const body = JSON.stringify({ ...payload, view: { ...view, state } });
        return (await postSigned(bench, { body })).json();
      };
      const times = ['', '9', '24:00'].map((selected_time) => ({ selected_time }));
      const options = ['', '8', 'x'].map((value) => ({ selected_option: { value } }));
      const wrong: readonly (readonly [string, string, readonly object[]])[] = [
        ['digest_channel', 'Choose a channel.', [{ selected_conversation: null }]],
        ['digest_channel', 'Choose a channel.', [{ selected_conversation: '' }]],
        ['digest_weekday', 'Choose a day.', [{ selected_option: null }, ...options]],
        ['digest_time', 'Choose a time, such as 09:00.', [{ selected_time: null }, ...times]],
        ['digest_time_zone', 'Choose a time zone.', [{ selected_option: null }, ...options]],
      ];
      for (const [field, words, states] of wrong) {
        for (const state of [{}, ...states]) {
          expect(await submit(field, { [field]: state })).toEqual({
            response_action: 'errors',
            errors: { [field]: words },
          });
        }
      }
      for (const field of ['digest_topics', 'digest_empty', 'digest_upkeep']) {
        for (const state of [{}, { selected_options: null }, { selected_options: [] }]) {
          expect(await submit(field, { [field]: state })).toMatchObject({
            response_action: 'update',
          });
        }
        expect(await submit(field, undefined)).toMatchObject({ response_action: 'update' });
      }
      expect(log().filter(({ level }) => level === 50)).toEqual([]);
    }));

  it('is not opened for those who may not, and asks again who may for another channel', () =>
    withDigests({}, async (bench) => {
      const { slack, people, channels, type } = bench;
      const { member, admin, guest } = people;
      expect(await type(guest, 'subscribe')).toContain('Only full members');
      expect(slack.modalsOf(guest)).toEqual([]);
      const theirs = slack.workspace.addChannel({
        name: 'x',
        creator: admin,
        members: [member],
      }).id;
      const form = await openForm(bench, member);
      await slack.asUser(member).submitView(form, { digest_channel: theirs });
      expect(await outcomeOf(bench, member)).toContain('You can’t change the weekly digest of');
      expect(slack.workspace.messages(theirs)).toEqual([]);
      const again = await openForm(bench, admin);
      await slack.asUser(admin).submitView(again, { digest_channel: channels.secret });
      expect(await outcomeOf(bench, admin)).toContain('/invite');
    }));

  it('asks for no channel in a direct message', () =>
    withDigests({}, async (bench) => {
      const { slack, people } = bench;
      const { member } = people;
      const direct = slack.workspace.openDirectMessage([slack.installation.botUserId, member]).id;
      const form = await openForm(bench, member, direct);
      expect(JSON.stringify(form.blocks)).not.toContain('digest_channel');
      await slack.asUser(member).submitView(form);
      expect(await outcomeOf(bench, member)).toContain('You set up a weekly digest for yourself');
    }));

  it('tells the person where it was when something breaks', () =>
    withDigests({}, async (bench) => {
      const { slack, people, log } = bench;
      const form = await openForm(bench, people.admin);
      // The digest may be set up by then: "nothing was posted" could be untrue.
      slack.faults.next('conversations.info', { kind: 'http', status: 500 });
      await slack.asUser(people.admin).submitView(form);
      const shown = await outcomeOf(bench, people.admin);
      expect(shown).toMatch(
        /^Something broke on our side; type \/guide digest to see whether the digest changed\. Reference /,
      );
      const reference = /Reference (\S+)\./.exec(shown)?.[1];
      expect(log().find((line) => line['reference'] === reference)).toBeDefined();
    }));

  it('says where to look when it set one up and could not say so', () =>
    withDigests({}, async (bench) => {
      const { slack, people, type, hear, setClock } = bench;
      const { admin } = people;
      const form = await openForm(bench, admin);
      slack.faults.next('conversations.info', { kind: 'slow', ms: 300 });
      slack.faults.next('views.update', { kind: 'http', status: 500 });
      const submitted = slack.asUser(admin).submitView(form);
      await slack.waitFor(() => slack.faults.pending().length === 1 || undefined);
      // Slack waits no longer: the answer has to take the place of "One moment".
      setClock('2026-11-24T12:00:03Z');
      await submitted;
      expect(await outcomeOf(bench, admin)).toMatch(
        /^Something broke on our side; type \/guide digest to see whether the digest changed\. Reference /,
      );
      expect(await hear(undefined, 0)).toContain('set up a weekly digest for this channel');
      expect(await type(admin, '')).toContain('comes every Monday at 09:00');
    }));
});
