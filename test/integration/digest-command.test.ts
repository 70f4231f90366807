import { describe, expect, it } from '@jest/globals';
import { withDigests } from '../helpers/with-digests.ts';

const settings = 'every Monday at 09:00 (Europe/Berlin), all topics, skipped when nothing is new';

describe('/guide digest', () => {
  it.each(['http', 'socket'] as const)(
    'sets up a digest over %s, says so in the channel, and changes it',
    (transport) =>
      withDigests({ transport }, async ({ people, type, hear, said }) => {
        const { admin } = people;
        expect(await type(admin, 'subscribe on monday')).toBe('Done. I’ve told the channel.');
        expect(await hear(undefined, 0)).toBe(
          `<@${admin}> set up a weekly digest for this channel: ${settings}. The first one comes on Monday 30 November.`,
        );
        expect(await type(admin, 'subscribe on monday')).toBe(
          `The weekly digest of this channel is already set up like this: ${settings}. Next: Monday 30 November, 09:00 Berlin time.`,
        );
        await type(
          admin,
          'subscribe about #retries #queues at 4pm on fri in new york even if empty',
        );
        expect(await hear(undefined, 1)).toBe(
          `<@${admin}> changed the weekly digest of this channel: now every Friday at 16:00 (America/New_York), topics queues and retries, even when nothing is new. The next one comes on Friday 27 November.`,
        );
        expect(said()).toHaveLength(2);
      }),
  );

  it('pauses, resumes and ends it, naming who did', () =>
    withDigests({}, async ({ people, type, hear }) => {
      const { admin } = people;
      await type(admin, 'subscribe on monday');
      await type(admin, 'pause');
      expect(await hear(undefined, 1)).toBe(
        `<@${admin}> paused the weekly digest of this channel. It came ${settings}. To start it again: /guide digest resume`,
      );
      expect(await type(admin, 'pause')).toBe(
        `The weekly digest of this channel is already paused. It came ${settings}. To start it again: /guide digest resume`,
      );
      await type(admin, 'resume');
      expect(await hear(undefined, 2)).toContain('resumed the weekly digest of this channel');
      expect(await type(admin, 'resume')).toContain('is already running: every Monday');
      await type(admin, 'unsubscribe');
      expect(await hear(undefined, 3)).toBe(
        `<@${admin}> ended the weekly digest of this channel. To get it back: /guide digest subscribe about everything on monday at 09:00 in Europe/Berlin unless empty`,
      );
      expect(await type(admin, 'pause')).toBe(
        'This channel doesn’t have a weekly digest. To set one up: /guide digest subscribe',
      );
    }));

  it('shows how it stands', () =>
    withDigests({}, async ({ people, channels, type }) => {
      const { admin, member } = people;
      expect(await type(member, '')).toContain('This channel doesn’t have a weekly digest.');
      await type(admin, 'subscribe about #queues on monday');
      const state = await type(member, '');
      expect(state).toContain(
        `<@${admin}> set it up. Next: Monday 30 November, 09:00 Berlin time.`,
      );
      const elsewhere = await type(member, 'show #general', channels.shared);
      expect(elsewhere).toContain(`The weekly digest of <#${channels.general}> comes every Monday`);
      expect(await type(member, 'help')).toContain('- /guide digest history');
    }));

  it('applies nothing of what it does not understand, and quotes it', () =>
    withDigests({}, async ({ people, type, said }) => {
      const reply = await type(
        people.admin,
        'subscribe on Monday at 25:00 in “CET” about #retires <!channel>',
      );
      expect(reply).toContain('I didn’t understand “25:00”, “CET”, “retires”');
      expect(reply).toContain('I haven’t changed anything');
      expect(reply).toContain('Did you mean retries?');
      expect(reply).toContain('The topics are queues');
      expect(reply).toContain('- CET doesn’t say where');
      const incomplete = await type(people.admin, 'subscribe about #ci at in on');
      expect(incomplete).toContain('- at needs a time after it: at 09:00');
      expect(incomplete).toContain('- in needs a time zone after it, such as in Europe/Berlin.');
      expect(incomplete).toContain('- on needs a day after it, such as on monday');
      expect(await type(people.admin, 'subscribe #nowhere on mon on tue')).toContain(
        '- #nowhere isn’t a channel I can see. If it’s a private channel, invite me to it first.\n- tue is one too many.',
      );
      expect(await type(people.admin, 'subscribe #queus on mon')).toContain(
        'If you meant the topic queues, write about #queues.',
      );
      expect(await type(people.admin, '')).toContain('doesn’t have a weekly digest');
      expect(said()).toEqual([]);
    }));

  it('takes a channel for a topic after "about", and for the channel elsewhere', () =>
    withDigests({}, async ({ slack, people, type, hear }) => {
      const { admin } = people;
      const queues = slack.workspace.addChannel({ name: 'queues', members: [admin] }).id;
      const reply = await type(admin, 'subscribe about #queues to #queues on monday');
      expect(reply).toMatch(
        new RegExp(`^You set up a weekly digest for <#${queues}>: .*, topic queues, `),
      );
      expect(await hear(queues, 0)).toContain('set up a weekly digest for this channel');
      expect(slack.workspace.channel(queues).members).toContain(slack.installation.botUserId);
    }));

  describe('lets those who look after a channel change its digest, and nobody else', () => {
    it('admins and the creator, not members and guests', () =>
      withDigests({}, async ({ slack, people, type }) => {
        const { member, admin, guest } = people;
        const everyone = [member, admin, guest];
        const theirs = slack.workspace.addChannel({ name: 'theirs', members: everyone }).id;
        expect(await type(member, 'subscribe on monday', theirs)).toBe(
          'Done. I’ve told the channel.',
        );
        const others = slack.workspace.addChannel({
          name: 'others',
          creator: admin,
          members: everyone,
        });
        expect(await type(member, 'subscribe on monday', others.id)).toBe(
          'You can’t change the weekly digest of this channel, so I haven’t changed anything. These people can: ' +
            `workspace admins, workspace owners and the channel’s creator <@${admin}>. Or get the same digest as a direct message, just for you.`,
        );
        expect(await type(guest, 'pause', theirs)).toContain('Only full members');
        expect(await type(guest, '', theirs)).toContain('comes every Monday');
        expect(await type(admin, 'pause', theirs)).toBe('Done. I’ve told the channel.');
      }));

    it('those who are configured, by user or by group', () =>
      withDigests({ env: { DIGEST_MANAGERS: 'S0GROUP' } }, async ({ slack, people, type }) => {
        const { member, admin } = people;
        const channel = slack.workspace.addChannel({
          name: 'x',
          creator: admin,
          members: [member],
        }).id;
        expect(await type(member, 'subscribe on monday', channel)).toContain('You can’t change');
        slack.workspace.userGroups.set('S0GROUP', {
          id: 'S0GROUP',
          handle: 'writers',
          name: 'writers',
          users: [member],
        });
        expect(await type(member, 'subscribe on monday', channel)).toContain('Done');
      }));

    it('tells those who may not whom to ask, guests too, about whichever channel', () =>
      withDigests({}, async ({ slack, people, channels, type }) => {
        const { member, guest, admin } = people;
        const other = { name: 'other', creator: admin, members: [member, guest] };
        const { id } = slack.workspace.addChannel(other);
        expect(await type(member, 'pause #other', channels.general)).toContain(
          `You can’t change the weekly digest of <#${id}>, so I haven’t changed anything. These people can: `,
        );
        expect(await type(guest, 'pause', id)).toBe(
          'Only full members of this workspace can change a digest, so I haven’t changed anything. ' +
            `These people can: workspace admins, workspace owners and the channel’s creator <@${admin}>.`,
        );
      }));

    it('every member when that is the policy, still no guest', () =>
      withDigests({ env: { DIGEST_POLICY: 'members' } }, async ({ slack, people, type }) => {
        const { member, admin, guest } = people;
        const members = [member, guest];
        const channel = slack.workspace.addChannel({ name: 'x', creator: admin, members }).id;
        expect(await type(guest, 'subscribe on monday', channel)).toContain('Only full members');
        expect(await type(member, 'subscribe on monday', channel)).toContain('Done');
      }));
  });

  it('says how to invite it to a private channel, and then works', () =>
    withDigests({}, async ({ slack, people, channels, type, hear }) => {
      expect(await type(people.admin, 'subscribe on monday', channels.secret)).toBe(
        'I’m not in that private channel, so I can’t post there. I haven’t changed anything.\n' +
          'Invite me there with /invite, then try again: /guide digest subscribe on monday',
      );
      expect(await type(people.admin, 'subscribe #secret at 9 & <b>')).toContain(
        'I didn’t understand',
      );
      expect(await type(people.admin, 'subscribe #secret on monday')).toMatch(
        /then try again: \/guide digest subscribe on monday$/,
      );
      expect(await type(people.admin, 'pause #secret')).toContain(
        'I’m not in that private channel',
      );
      slack.inviteBot(channels.secret);
      await type(people.admin, 'subscribe on monday', channels.secret);
      expect(await hear(channels.secret, 0)).toContain('set up a weekly digest');
    }));

  it('refuses an archived channel', () =>
    withDigests({}, async ({ slack, people, channels, type }) => {
      const old = slack.workspace.addChannel({ name: 'old', members: [people.admin] }).id;
      slack.archive(old);
      expect(await type(people.admin, 'subscribe #old on monday', channels.general)).toContain(
        'That channel is archived',
      );
    }));

  it('ends the digest of an archived channel, but resumes none there', () =>
    withDigests({}, async ({ slack, people, channels, type, hear }) => {
      const { admin } = people;
      const old = slack.workspace.addChannel({ name: 'old', members: [admin] }).id;
      await type(admin, 'subscribe on monday', old);
      await hear(old, 0);
      slack.archive(old);
      expect(await type(admin, 'resume #old', channels.general)).toContain('is archived');
      expect(await type(admin, 'unsubscribe #old', channels.general)).toContain('You ended');
    }));

  it('says in the preview of a paused digest that it is paused, and what would come', () =>
    withDigests({}, async ({ people, type }) => {
      const { admin } = people;
      await type(admin, 'subscribe on monday');
      expect(await type(admin, 'preview')).toContain('Next: Monday 7 December.');
      await type(admin, 'pause');
      expect(await type(admin, 'preview')).toMatch(
        /^The digest is paused\. If it were running, the one on Monday 30 November, 09:00 Berlin time would/,
      );
      await type(admin, 'subscribe about #ci');
      // The first comes though nothing is new.
      expect(await type(admin, 'preview')).toContain('From the shelf');
    }));

  it('is a digest of your own in a direct message', () =>
    withDigests({}, async ({ slack, people, type }) => {
      const { member } = people;
      const directWith = (user: string) =>
        slack.workspace.openDirectMessage([slack.installation.botUserId, user]).id;
      const [direct, guests] = [directWith(member), directWith(people.guest)];
      expect(await type(member, 'subscribe on monday', direct)).toBe(
        `You set up a weekly digest for yourself: ${settings}. The first one comes on Monday 30 November.`,
      );
      expect(await type(member, 'list', direct)).toContain('- To you: every Monday 09:00');
      expect(await type(people.admin, 'list')).not.toContain('To you');
      expect(await type(people.guest, 'subscribe on monday', guests)).toContain(
        'Only full members of this workspace can have a digest of their own.',
      );
    }));

  it('lists the digests of the caller’s channels, and those of public ones to admins', () =>
    withDigests({}, async ({ slack, people, channels, type }) => {
      const { member, admin } = people;
      const adminsOnly = slack.workspace.addChannel({ name: 'admins', members: [admin] }).id;
      expect(await type(member, 'list')).toContain('None of your channels has a digest yet.');
      await type(admin, 'subscribe on monday about #queues');
      await type(admin, 'subscribe on friday', adminsOnly);
      await type(admin, 'pause', adminsOnly);
      expect(await type(member, 'list')).toBe(
        'Digests of your channels\n' +
          `- <#${channels.general}>: every Monday 09:00 Berlin time, topic queues. Next: Monday 30 November`,
      );
      expect(await type(admin, 'list')).toContain(
        `- <#${adminsOnly}>: every Friday 09:00 Berlin time. Paused by <@${admin}>`,
      );
    }));

  it('lists the digest of a private channel to nobody who isn’t in it, admins neither', () =>
    withDigests({ env: { DIGEST_POLICY: 'members' } }, async ({ slack, people, type }) => {
      const { member, admin } = people;
      const secret = slack.workspace.addChannel({
        name: 'secret',
        kind: 'private',
        members: [member, slack.installation.botUserId],
      }).id;
      await type(member, 'subscribe on monday', secret);
      expect(await type(member, 'list')).toContain(`<#${secret}>`);
      expect(await type(admin, 'list')).toBe(
        'Neither your channels nor the public ones have a digest yet. To set one up: /guide digest subscribe',
      );
    }));
});
