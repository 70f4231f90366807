import { describe, expect, it } from '@jest/globals';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { activeEntities } from '../../simulator/block-kit/active-entities.ts';
import { activeFormats } from '../../simulator/block-kit/active-formats.ts';
import { boldWords, buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';
import { writeGadgets } from '../helpers/write-gadgets.ts';

const now = () => new Date('2026-11-22T12:00:00Z');

/** Types `/guide text` as the member and returns the newest message that only they see. */
async function ask({ slack, people, channels }: Bench, text: string, channel = channels.general) {
  const before = privateReplies(slack, people.member, channel).length;
  const delivery = await slack.asUser(people.member).command('/guide', text, { channel });
  expect(delivery).toMatchObject({ ok: true, error: undefined });
  return await slack.waitFor(() => privateReplies(slack, people.member, channel)[before]);
}

function privateReplies(slack: Bench['slack'], user: string, channel: string) {
  return slack.messagesSeenBy(user, channel).filter(({ ephemeralTo }) => ephemeralTo === user);
}

describe.each<Transport>(['http', 'socket'])('/guide over %s', (transport) => {
  it('shows the best article at large to the asker alone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const reply = await ask(bench, 'how do I roll back a release');
      const text = visibleText(reply);
      expect(text).toMatch(/^how do I roll back a release\nDeploying/);
      expect(text).toContain(
        'Deploying on a calm day › Rolling back (https://guide.example.com/articles/deploys#rolling-back)',
      );
      expect(text).not.toContain('How a change reaches production, and how it comes back.');
      expect(text).toContain('deploy the previous tag again');
      expect(text).toContain('\nPlatform team · deploy, ci');
      expect(buttonLabels(reply)).toEqual(['Read here', 'Share', 'Helpful', 'Not helpful']);
      expect(boldWords(reply)).toEqual(expect.arrayContaining(['roll', 'back', 'release']));
      expect(reply.text).toContain('Deploying on a calm day');

      const { slack, people, channels } = bench;
      expect(privateReplies(slack, people.admin, channels.general)).toEqual([]);
      expect(slack.messagesSeenBy(people.admin, channels.general)).toEqual([]);
    });
  });

  it('marks other forms of a word, and names an owner who is in Slack', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const reply = await ask(bench, 'how often should a call be retried');
      expect(boldWords(reply)).toContain('retry');
      expect(visibleText(reply)).toContain('\nolga · ');
    });
  });

  it('pages, and back', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await writeGadgets(bench, 7);
      const first = await ask(bench, 'gadgets');
      expect(buttonLabels(first)).toContain('More (2)');
      const before = visibleText(first);
      expect(before).toMatch(/\nGadgets 1 .*\n[^]*\nAlso\n- Gadgets 2/);

      await slack.asUser(people.member).click(first, 'answer_more');
      const second = await slack.waitFor(() => replyWith(bench, /^gadgets\nGadgets 6/));
      expect(second.ts).toBe(first.ts);

      await slack.asUser(people.member).click(second, 'answer_back');
      const again = await slack.waitFor(() => replyWith(bench, /^gadgets\nGadgets 1/));
      expect(visibleText(again)).toBe(before);
    });
  });

  it('shares an article in the channel once, however often the button is pressed', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      const press = () => slack.asUser(people.member).click(reply, 'answer_share');
      await Promise.all([press(), press(), press()]);

      const marked = await slack.waitFor(() =>
        privateReplies(slack, people.member, channels.general).find((message) =>
          visibleText(message).includes('You shared this in the channel.'),
        ),
      );
      const shared = slack.messagesSeenBy(people.admin, channels.general);
      expect(shared.map(visibleText)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^<@${people.member}> shared from the guide:\nDeploying on a calm day › Rolling back`,
          ),
        ),
      ]);
      expect(buttonLabels(marked).filter((label) => label === 'Share')).toHaveLength(
        buttonLabels(reply).filter((label) => label === 'Share').length - 1,
      );
    });
  });

  it('remembers what was shared while it pages', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      await writeGadgets(bench, 7);
      const reply = await ask(bench, 'gadgets');
      await slack.asUser(people.member).click(reply, 'answer_share');
      const marked = await slack.waitFor(() => replyWith(bench, /You shared this/));
      expect(buttonLabels(marked)).not.toContain('Share');
      await slack.asUser(people.member).click(marked, 'answer_more');
      const second = await slack.waitFor(() => replyWith(bench, /^gadgets\nGadgets 6/));
      expect(buttonLabels(second)).toContain('Share');
      await slack.asUser(people.member).click(second, 'answer_back');
      await slack.waitFor(() => replyWith(bench, /^gadgets\nGadgets 1[^]*You shared this/));
    });
  });

  it('does not deny a share when only the private answer cannot be changed', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      const isChange = ({ replace_original: replaces }: Record<string, unknown>) =>
        replaces === true;
      const fault = { kind: 'error', error: 'expired_url' } as const;
      slack.faults.next('response_url', fault, { when: isChange });
      await slack.asUser(people.member).click(reply, 'answer_share');
      await slack.waitFor(() => replyWith(bench, /shared the article, but/));
      expect(replyWith(bench, /nothing was posted/)).toBeUndefined();
      expect(slack.messagesSeenBy(people.admin, channels.general)).toHaveLength(1);
    });
  });

  it('says so when a shared article is gone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels, contentDir, waitForLog } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      await rm(path.join(contentDir, 'deploys.md'));
      await waitForLog({ msg: 'articles changed' });
      await slack.asUser(people.member).click(reply, 'answer_share');
      await slack.waitFor(() =>
        replyWith(bench, /isn’t in the guide any more, so I haven’t posted/),
      );
      expect(slack.messagesSeenBy(people.admin, channels.general)).toEqual([]);
    });
  });

  it('explains itself with questions from this library', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      for (const text of ['', 'help']) {
        const help = visibleText(await ask(bench, text));
        expect(help).toContain('/guide How do I ship a release?');
        expect(help).toContain('/guide How often should a call be retried?');
        expect(help).toContain('/guide help with webhooks is a question');
      }
      expect(visibleText(await ask(bench, 'help with webhooks'))).toContain('Receiving webhooks');
      expect(visibleText(await ask(bench, 'digest of webhooks'))).toContain('Receiving webhooks');
    });
  });

  it('takes names of articles for examples where none says what it answers, but none of mere files', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { contentDir, waitForLog } = bench;
      for (const file of await readdir(contentDir)) await rm(path.join(contentDir, file));
      await writeFile(path.join(contentDir, 'LICENSE.md'), 'Do as you like.\n');
      // As handbooks name a channel to ask in.
      const tea = '---\nquestions: [kitchen]\n---\n# How we make tea\n\nWith leaves.\n';
      await writeFile(path.join(contentDir, 'tea.md'), tea);
      const long = `# ${'Very '.repeat(20)}long\n\nWords.\n`;
      await writeFile(path.join(contentDir, 'long.md'), long);
      await waitForLog({ msg: 'articles changed', articles: 3 });
      const help = visibleText(await ask(bench, 'help'));
      expect(help).toContain('/guide How we make tea');
      expect(help).not.toMatch(/LICENSE|Very Very|kitchen/);
    });
  });

  it('lists topics, leads to their articles, and back', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const topics = await ask(bench, 'topics');
      expect(buttonLabels(topics).slice(0, 3)).toEqual(['queues (3)', 'retries (2)', 'ci (1)']);
      await slack.asUser(people.member).click(topics, 'topic_1');
      const articles = await slack.waitFor(() => replyWith(bench, /^#retries/));
      expect(visibleText(articles)).toContain('Timeouts everywhere');
      expect(articles.ts).toBe(topics.ts);
      await slack.asUser(people.member).click(articles, 'topics_all');
      await slack.waitFor(() => replyWith(bench, /^Topics in the guide/));
    });
  });

  it('shows what changed lately, newest first', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const latest = visibleText(await ask(bench, 'latest'));
      const order = ['Retrying without', 'Deploying on', 'Receiving', 'Queues and', 'Timeouts'];
      const places = order.map((title) => latest.indexOf(title));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(latest).not.toContain('Being on call');
    });
  });

  it('corrects spelling, and searches to the letter when asked to', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const reply = await ask(bench, 'webhoks');
      expect(visibleText(reply)).toMatch(/Showing results for webhooks?\./);
      expect(buttonLabels(reply)).toContain('Search for “webhoks” instead');
      await slack.asUser(people.member).click(reply, 'answer_literal');
      await slack.waitFor(() => replyWith(bench, /Nothing in the guide matches: webhoks/));
    });
  });

  it('says what it searched for before it says what comes nearest', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const reply = await ask(bench, 'kubernetes webhoks ingress');
      expect(visibleText(reply)).toMatch(
        /Showing results for webhooks\.\nClosest matches\. Nothing here mentions “kubernetes” or “ingress”\.\nReceiving/,
      );
      expect(reply.text).toMatch(/^Showing results for webhooks\. Closest matches/);
    });
  });

  it('says plainly that nothing matches, and offers topics', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const reply = await ask(bench, 'printer on the third floor');
      expect(visibleText(reply)).toContain(
        'Nothing in the guide matches: printer on the third floor',
      );
      expect(buttonLabels(reply)).toContain('All topics');
    });
  });

  it('shows what people typed as plain text, with nothing in it that acts', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const hostile = 'retries <!channel> *bold* <@U0123> `code`';
      const reply = await ask(bench, hostile);
      expect(visibleText(reply)).toContain(hostile);
      const notLinks = activeEntities(reply).filter(({ kind }) => kind !== 'link');
      expect(notLinks).toEqual([]);
      expect(activeFormats(reply).map(({ text }) => text)).not.toContain('bold');
    });
  });

  it('acknowledges whatever was asked, and answers it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      for (const text of ['🎉🎉', 'the of and', '怎么回滚一个版本', 'roll back '.repeat(400)]) {
        const delivery = await slack
          .asUser(people.member)
          .command('/guide', text, { channel: channels.general });
        expect(delivery.error).toBeUndefined();
      }
      await slack.waitFor(() =>
        privateReplies(slack, people.member, channels.general).length === 4 ? true : undefined,
      );
    });
  });

  it('answers with its own command when another is pointed at it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const use = { user: people.member, channel: channels.general, text: 'retries' };
      const delivery = await slack.deliver(slack.buildCommand({ ...use, command: '/other' }));
      expect(delivery.ok).toBe(true);
      expect(JSON.stringify(delivery.body)).toContain('I only answer /guide followed by');
    });
  });

  it('says the same in plain text when Slack refuses the blocks', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, log } = bench;
      await writeGadgets(bench, 7);
      const first = await ask(bench, 'gadgets');
      slack.faults.next('response_url', { kind: 'error', error: 'invalid_blocks' });
      await slack.asUser(people.member).click(first, 'answer_more');
      const reply = await slack.waitFor(() =>
        privateReplies(slack, people.member, bench.channels.general).find(
          ({ blocks = [] }) => blocks.length === 0,
        ),
      );
      expect(reply.text).toMatch(/Gadgets 6 \(https:\/\/guide\./);
      expect(log().some(({ reason }) => reason === 'invalid_blocks')).toBe(true);
    });
  });

  it('ends a failure in a message with a reference that is in the log', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, log } = bench;
      await writeGadgets(bench, 7);
      const first = await ask(bench, 'gadgets');
      slack.faults.next('response_url', { kind: 'error', error: 'expired_url' });
      await slack.asUser(people.member).click(first, 'answer_more');
      const reply = await slack.waitFor(() => replyWith(bench, /Reference/));
      const [, reference] =
        /nothing was posted\. Reference (\w{4}-\w{2})\.$/.exec(visibleText(reply)) ?? [];
      expect(reference).toBeDefined();
      expect(log()).toContainEqual(
        expect.objectContaining({
          level: 50,
          reference,
          request: 'block_actions',
          msg: 'a request failed',
        }),
      );
    });
  });

  it('is answered in the acknowledgement, so that no address has to work', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack } = bench;
      await ask(bench, 'how do I roll back a release');
      await ask(bench, 'topics');
      await ask(bench, 'digest');
      expect(slack.traffic.list('response_url')).toEqual([]);
    });
  });

  it('shares an article when the button is pressed again after Slack refused it', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      slack.faults.next('response_url', { kind: 'error', error: 'restricted_action' });
      await slack.asUser(people.member).click(reply, 'answer_share');
      await slack.waitFor(() => replyWith(bench, /nothing was posted\. Reference/));
      expect(slack.messagesSeenBy(people.admin, channels.general)).toEqual([]);
      await slack.asUser(people.member).click(reply, 'answer_share');
      await slack.waitFor(() => slack.messagesSeenBy(people.admin, channels.general)[0]);
    });
  });

  it('does not claim a share that Slack did not confirm, and does not post it twice', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      slack.faults.next('response_url', { kind: 'drop', when: 'after' });
      await slack.asUser(people.member).click(reply, 'answer_share');
      const uncertain = () =>
        privateReplies(slack, people.member, channels.general).filter((message) =>
          visibleText(message).includes('not sure the article was posted'),
        );
      await slack.waitFor(() => uncertain()[0]);
      await slack.asUser(people.member).click(reply, 'answer_share');
      await slack.waitFor(() => uncertain()[1]);
      expect(slack.messagesSeenBy(people.admin, channels.general)).toHaveLength(1);
    });
  });

  it('logs one line a request: what, how long, how it went, ids; never what was asked', async () => {
    await withGuidepost({ transport, now, env: { LOG_LEVEL: 'debug' } }, async (bench) => {
      const { people, channels, log, waitForLog, slack } = bench;
      await ask(bench, 'how do I roll back a release');
      await waitForLog({ request: '/guide' });
      const lines = log().filter(({ request }) => request === '/guide');
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({
        request: '/guide',
        outcome: 'found',
        user: people.member,
        channel: channels.general,
        team: slack.workspace.team.id,
      });
      expect(lines[0]?.['ms']).toBeGreaterThanOrEqual(0);
      const everything = JSON.stringify(log());
      expect(everything).not.toContain('roll back');
      expect(everything).not.toContain(slack.installation.botToken);
      expect(everything).not.toContain(slack.installation.signingSecret);
    });
  });
});

function replyWith(bench: Bench, pattern: RegExp) {
  const { slack, people, channels } = bench;
  return privateReplies(slack, people.member, channels.general).findLast((message) =>
    pattern.test(visibleText(message)),
  );
}

describe('articles', () => {
  it('are found by what was written a moment ago', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { contentDir, waitForLog } = bench;
      expect(visibleText(await ask(bench, 'gadgets'))).toContain('Nothing in the guide matches');
      const text = '---\ntitle: Gadgets\nsummary: All about gadgets.\n---\nA gadget is a thing.\n';
      await writeFile(path.join(contentDir, 'gadgets.md'), text);
      await waitForLog({ msg: 'articles changed' });
      expect(visibleText(await ask(bench, 'gadgets'))).toContain('Gadgets (https');
    });
  });

  it('that are all gone at once stay in service: somebody may be putting others there', async () => {
    await withGuidepost({ transport: 'http', now }, async (bench) => {
      const { contentDir, waitForLog } = bench;
      for (const file of await readdir(contentDir)) await rm(path.join(contentDir, file));
      await waitForLog({ level: 40 });
      expect(visibleText(await ask(bench, 'retries'))).toContain(
        'Retrying without making it worse',
      );
    });
  });
});
