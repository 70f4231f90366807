import { describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Message } from '../../simulator/workspace/model.ts';
import type { View } from '../../simulator/workspace/views.ts';
import { postSigned } from '../helpers/post-signed.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';

// A Wednesday, at eleven in Berlin.
const now = () => new Date('2026-11-25T10:00:00Z');
const olga = 'U0OWNER01';
const question = 'how do retries work with the quantum printer';

/** Types it in #general and returns the private answer. */
async function ask({ slack, people, channels }: Bench, text: string, by = people.member) {
  const mine = () =>
    slack.messagesSeenBy(by, channels.general).filter(({ ephemeralTo }) => ephemeralTo === by);
  const before = mine().length;
  await slack.asUser(by).command('/guide', text, { channel: channels.general });
  return slack.waitFor(() => mine()[before]);
}

/** What the bot has written to somebody directly. */
function direct({ slack }: Bench, user: string): readonly Message[] {
  const { botUserId } = slack.installation;
  const { id } = slack.workspace.openDirectMessage([botUserId, user]);
  return slack.messagesSeenBy(user, id).filter(({ botId }) => botId !== undefined);
}

const told = (bench: Bench, user: string, pattern: RegExp): Promise<Message> =>
  bench.slack.waitFor(() =>
    direct(bench, user).find((message) => pattern.test(visibleText(message))),
  );

const textOf = ({ blocks }: View): string => visibleText({ text: '', blocks });

const modal = ({ slack }: Bench, user: string, pattern: RegExp): Promise<View> =>
  slack.waitFor(() => slack.modalsOf(user).find((view) => pattern.test(textOf(view))));

/** The article that was missing, found by the bot. */
async function writeArticle({ contentDir, log, waitForLog }: Bench): Promise<void> {
  const before = log().length;
  const text =
    '---\ntitle: The quantum printer\nsummary: Why it retries.\n---\n\n' +
    'How retries work with the quantum printer: it retries by itself.\n';
  await writeFile(path.join(contentDir, 'printer.md'), text);
  await waitForLog({ msg: 'articles changed', articles: 7 }, before);
}

/** Asks in vain, and agrees to have it put to whoever looks after the subject. */
async function askOwner(bench: Bench, text = question): Promise<void> {
  const { slack, people } = bench;
  const answer = await ask(bench, text);
  await slack.asUser(people.member).click(answer, 'answer_ask_owner');
  const confirm = await modal(bench, people.member, /your question and your name/);
  await slack.asUser(people.member).submitView(confirm);
}

describe.each<Transport>(['http', 'socket'])(
  'a question that nothing answers, over %s',
  (transport) => {
    it('goes to the owner, once and with consent, and its asker hears what comes of it', async () => {
      await withGuidepost({ transport, now }, async (bench) => {
        const { slack, people } = bench;
        const answer = await ask(bench, question);
        await slack.asUser(people.member).click(answer, 'answer_ask_owner');
        const confirm = await modal(bench, people.member, /your question and your name/);
        expect(textOf(confirm)).toContain(`to <@${olga}> in a direct message`);
        expect(textOf(confirm)).toContain(question);
        expect(direct(bench, olga)).toEqual([]);
        await slack.asUser(people.member).submitView(confirm);
        await modal(bench, people.member, /^I’ll ask/);

        const asked = await told(bench, olga, /has a question the guide didn’t answer/);
        expect(visibleText(asked)).toContain(`<@${people.member}> has`);
        expect(visibleText(asked)).toContain(question);
        expect(visibleText(asked)).toContain('The nearest article is Retrying');
        expect(buttonLabels(asked)).toEqual([
          'Link an article',
          'I’ll write one',
          'Not ours',
          'Mute',
        ]);

        await slack.asUser(olga).click(asked, 'ask_promise');
        await told(bench, people.member, /will write an article about your question/);
        const promised = await told(bench, olga, /will write an article\. When it’s ready/);
        expect(promised.ts).toBe(asked.ts);
        expect(buttonLabels(promised)).toEqual(['Link an article', 'Not ours', 'Mute']);

        await writeArticle(bench);
        await slack.asUser(olga).click(promised, 'ask_link');
        const form = await slack.waitFor(() => slack.modalsOf(olga)[0]);
        const refused = await slack
          .asUser(olga)
          .submitView(form, { ask_address: 'https://elsewhere.example.com/printer' });
        expect(refused.errors).toMatchObject({ ask_address: /no link to an article/ });
        await slack
          .asUser(olga)
          .submitView(form, { ask_address: 'https://guide.example.com/articles/printer#top' });

        const heard = await told(bench, people.member, /answered your question/);
        expect(visibleText(heard)).toContain('The quantum printer');
        expect(buttonLabels(heard)).toEqual(['Read here', 'Say thanks']);
        await slack.asUser(people.member).click(heard, 'ask_thanks');
        await told(bench, olga, /says thanks for your answer/);
        await told(bench, people.member, /I’ve passed on your thanks/);
        expect(direct(bench, olga)).toHaveLength(2);
        expect(direct(bench, people.member)).toHaveLength(2);
      });
    });
  },
);

const transport = 'http';

describe('a question to an owner', () => {
  it('is not asked again by the same person, whatever they press', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await askOwner(bench);
      await told(bench, olga, /has a question/);
      await askOwner(bench, question.toUpperCase());
      await modal(bench, people.member, /You’ve asked this before/);
      expect(direct(bench, olga)).toHaveLength(1);
      // Somebody else wonders too.
      const answer = await ask(bench, question, people.admin);
      await slack.asUser(people.admin).click(answer, 'answer_ask_owner');
      await slack.asUser(people.admin).submitView(await modal(bench, people.admin, /your name/));
      await slack.waitFor(() => direct(bench, olga)[1]);
    });
  });

  it('can be somebody else’s, and then its asker hears that', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await askOwner(bench);
      const asked = await told(bench, olga, /has a question/);
      await slack.asUser(olga).click(asked, 'ask_decline');
      await told(bench, people.member, /is for somebody else/);
      expect(buttonLabels(await told(bench, olga, /says it’s somebody else’s/))).toEqual([]);
    });
  });

  it('is not put to who was deactivated or muted it; nobody is left to ask then', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await askOwner(bench);
      const asked = await told(bench, olga, /has a question/);
      await slack.asUser(olga).click(asked, 'upkeep_mute');
      await told(bench, olga, /I won’t ask you about articles any more/);
      const again = await ask(bench, 'how do retries work with the antigravity drive');
      await slack.asUser(people.member).click(again, 'answer_ask_owner');
      await slack.waitFor(() =>
        slack
          .messagesSeenBy(people.member, bench.channels.general)
          .find((message) => visibleText(message).includes('Nobody else looks after this')),
      );
      await slack.asUser(olga).click(await told(bench, olga, /I won’t ask you/), 'upkeep_unmute');
      await bench.waitForLog({ outcome: 'unmuted' });
      slack.workspace.changeUser(olga, { deleted: true });
      await slack.asUser(people.member).click(again, 'answer_ask_owner');
      await bench.waitForLog({ outcome: 'nobody to ask' }, bench.log().length - 1);
    });
  });

  it('waits for the morning, and is told as undelivered when its owner left by then', async () => {
    let at = Date.parse('2026-11-25T20:00:00Z');
    await withGuidepost({ transport, now: () => new Date(at) }, async (bench) => {
      const { slack, people, channels } = bench;
      await askOwner(bench);
      await bench.waitForLog({ msg: 'delivery', kind: 'ask', outcome: 'later', reason: 'hour' });
      expect(direct(bench, olga)).toEqual([]);
      slack.workspace.changeUser(olga, { deleted: true });
      at = Date.parse('2026-11-26T08:00:00Z');
      // Whatever is said wakes the outbox, which would have looked by itself in a moment.
      await slack.asUser(people.admin).mention(channels.general, 'webhooks');
      await bench.waitForLog({
        msg: 'delivery',
        kind: 'ask',
        outcome: 'cancelled',
        reason: 'gone',
      });
      await told(bench, people.member, /I couldn’t reach anybody with your question/);
    });
  });

  it('is told as undelivered, once, when Slack never takes it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const refusal = { kind: 'error', error: 'user_disabled' } as const;
      slack.faults.next('chat.postMessage', refusal);
      await askOwner(bench);
      await bench.waitForLog({ msg: 'delivery', kind: 'ask', outcome: 'failed' });
      await told(bench, people.member, /I couldn’t reach anybody with your question/);
      expect(direct(bench, olga)).toEqual([]);
      expect(direct(bench, people.member)).toHaveLength(1);
    });
  });

  it('goes to the channel that looks after the topic, where the first to answer does', async () => {
    const topic = 'retries';
    await withGuidepost(
      { transport, now, env: { TOPIC_OWNERS: `${topic}=C0RETRIES` } },
      async (bench) => {
        const { slack, people } = bench;
        const members = [people.member, people.admin];
        const channel = slack.workspace.addChannel({
          id: 'C0RETRIES',
          name: 'retries',
          members,
        }).id;
        slack.inviteBot(channel);
        slack.workspace.changeUser(olga, { deleted: true });
        await askOwner(bench);
        const posted = await slack.waitFor(() =>
          slack.messagesSeenBy(people.admin, channel).find(({ botId }) => botId !== undefined),
        );
        expect(buttonLabels(posted)).toEqual(['Link an article', 'I’ll write one', 'Not ours']);
        await slack.asUser(people.admin).click(posted, 'ask_promise');
        await told(bench, people.member, new RegExp(`<@${people.admin}> will write`));
      },
    );
  });
});

describe('a rating', () => {
  it('is counted once, and its buttons make way', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const answer = await ask(bench, 'how do I roll back a release');
      await slack.asUser(people.member).click(answer, 'answer_helpful');
      const rated = await slack.waitFor(() =>
        slack
          .messagesSeenBy(people.member, bench.channels.general)
          .find((message) => visibleText(message).includes('You said this helped')),
      );
      expect(rated.ts).toBe(answer.ts);
      expect(buttonLabels(rated)).toEqual(['Read here', 'Share']);
      const again = await ask(bench, 'how do I roll back a release');
      await slack.asUser(people.member).click(again, 'answer_helpful');
      await bench.waitForLog({ outcome: 'rated before' });
    });
  });

  it('of "Not helpful" asks why, and leads to the owner', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const answer = await ask(bench, 'how often should a call be retried');
      await slack.asUser(people.member).click(answer, 'answer_not_helpful');
      const form = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      const missing = await slack.asUser(people.member).submitView(form);
      expect(Object.keys(missing.errors)).toEqual(['rate_reason']);
      const { delivery } = await slack
        .asUser(people.member)
        .submitView(form, { rate_reason: 'outOfDate', rate_note: 'It names the old gateway.' });
      const { view, ...sent } = delivery?.sent.body as { view: object };
      for (const values of [{}, { rate_reason: { rate_reason: { selected_option: null } } }]) {
        const body = JSON.stringify({ ...sent, view: { ...view, state: { values } } });
        expect(await (await postSigned(bench, { body })).json()).toEqual({
          response_action: 'errors',
          errors: { rate_reason: 'Choose what’s wrong with it.' },
        });
      }
      const done = await modal(bench, people.member, /I’ve noted it, without your name/);
      await slack.asUser(people.member).click(done, 'answer_ask_owner');
      const confirm = await modal(bench, people.member, /your question and your name/);
      await slack.asUser(people.member).submitView(confirm);
      await told(bench, olga, /how often should a call be retried/);
      // A second time it is not counted.
      await slack.asUser(people.member).click(answer, 'answer_not_helpful');
      const second = await slack.waitFor(() =>
        slack.modalsOf(people.member).find(({ callback_id: id }) => id === 'not_helpful'),
      );
      await slack.asUser(people.member).submitView(second, { rate_reason: 'notAsked' });
      await modal(bench, people.member, /already rated/);
    });
  });

  it('in a thread is for everybody, each for themselves', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack
        .asUser(people.member)
        .mention(channels.general, 'roll back a release');
      const inThread = (user: string) =>
        slack.messagesSeenBy(user, channels.general, { thread: message.ts });
      const answer = await slack.waitFor(() =>
        inThread(people.admin).find(({ botId }) => botId !== undefined),
      );
      for (const user of [people.member, people.admin]) {
        const before = bench.log().length;
        await slack.asUser(user).click(answer, 'answer_helpful');
        await bench.waitForLog({ outcome: 'helpful' }, before);
      }
      const after = inThread(people.admin).find(({ ts }) => ts === answer.ts);
      expect(after && buttonLabels(after)).toEqual(buttonLabels(answer));
    });
  });
});

describe('gaps', () => {
  const env = { GAPS: 'on', EDITORS: 'U0EDITOR' };
  const addEditor = ({ slack, channels }: Bench) => {
    const { id } = slack.workspace.addUser({ id: 'U0EDITOR', name: 'eda' });
    for (const user of [id, olga]) slack.workspace.join(channels.general, user);
  };

  it('are shown to editors and owners without names, and close when an article answers', async () => {
    await withGuidepost({ transport, now, env }, async (bench) => {
      const { slack, people, channels } = bench;
      addEditor(bench);
      await ask(bench, question);
      await ask(bench, 'quantum printer retries?', people.admin);
      await slack
        .asUser(people.member)
        .mention(channels.general, `@ada who feeds the office dragon mia@example.com`);
      await ask(bench, 'how do I roll back a release');
      const listed = await ask(bench, 'gaps', 'U0EDITOR');
      const text = visibleText(listed);
      expect(text).toContain(`${question}  2 people, near #retries, asked in 2 ways`);
      expect(text).not.toContain('roll back');
      expect(text).not.toMatch(/mia|ada|@/);

      expect(visibleText(await ask(bench, 'gaps', olga))).toContain(question);
      expect(visibleText(await ask(bench, 'gaps', olga))).not.toContain('dragon');
      expect(visibleText(await ask(bench, 'gaps'))).toMatch(/^Only editors/);
      await slack.asUser('U0EDITOR').openHome();
      const home = await slack.waitFor(() => slack.homeOf('U0EDITOR'));
      expect(textOf(home)).toContain('Questions without an answer');

      await writeArticle(bench);
      expect(visibleText(await ask(bench, 'gaps', 'U0EDITOR'))).not.toContain(question);
    });
  });

  it('end a digest, but not where others would read what our people ask', async () => {
    const external = { ...env, EXTERNAL_CHANNELS: 'allow' };
    await withGuidepost({ transport, now, env: external }, async (bench) => {
      const { slack, people, channels } = bench;
      await ask(bench, question);
      await ask(bench, 'quantum printer retries?', people.admin);
      const admin = slack.asUser(people.admin);
      const preview = async (channel: string): Promise<string> => {
        await admin.command('/guide', 'digest subscribe even if empty with upkeep', { channel });
        await admin.command('/guide', 'digest preview', { channel });
        const shown = await slack.waitFor(() =>
          slack
            .messagesSeenBy(people.admin, channel)
            .find((message) => visibleText(message).includes('This week in the guide')),
        );
        return visibleText(shown);
      };
      expect(await preview(channels.general)).toContain(`No article answers: ${question}`);
      const shared = await preview(channels.shared);
      expect(shared).toContain('From the shelf');
      expect(shared).not.toContain('No article answers');
    });
  });

  it('hold what was asked in private only if the asker says so', async () => {
    await withGuidepost({ transport, now, env }, async (bench) => {
      const { slack, people } = bench;
      addEditor(bench);
      await slack.asUser(people.member).directMessage(question);
      const answer = await told(bench, people.member, /Retrying/);
      expect(visibleText(await ask(bench, 'gaps', 'U0EDITOR'))).toMatch(/^Every question/);
      await slack.asUser(people.member).click(answer, 'answer_tell_editors');
      await told(bench, people.member, /I’ve put your question/);
      expect(visibleText(await ask(bench, 'gaps', 'U0EDITOR'))).toContain(question);
    });
  });

  it('are no command where nothing is kept', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      await ask(bench, question);
      expect(visibleText(await ask(bench, 'gaps'))).not.toMatch(/Only editors/);
    });
  });
});
