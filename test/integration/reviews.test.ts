import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { markOf } from '../../src/slack/ask/button-values.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import type { Message } from '../../simulator/workspace/model.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';
import { describeOnEachDatabase } from '../helpers/with-store.ts';

const olga = 'U0OWNER01';
const gone = 'U0GONE0001';

function file(title: string, owner: string, review: string): string {
  return `---\ntitle: ${title}\nsummary: About it.\nowner: ${owner}\n${review}\n---\n\nWords of ${title}. See [nothing](nowhere.md).\n`;
}

const files = {
  'drills.md': file('Restore drills', olga, 'verified: 2025-01-31 # by Olga\nreview_in: 6 months'),
  'pager.md': file('The pager', olga, 'review_by: 2026-03-01'),
  'rota.md': file('The rota', `<@${olga}>`, 'review_by: 2026-12-10'),
  'fax.md': file('The fax', gone, 'review_by: 2024-01-01'),
  'vpn.md': file('The VPN', '"#general"', 'review_by: 2026-06-01'),
};

interface ReviewBench extends Bench {
  /** Everybody's clock. */
  readonly setClock: (time: string) => void;
  /** What the bot has written to Olga. */
  readonly toOlga: () => readonly Message[];
  /** The private reply to `/guide text`. */
  readonly type: (user: string, text: string) => Promise<string>;
}

/** On a Sunday evening, when nobody is asked anything. */
async function withReviews(
  location: StoreLocation,
  env: Readonly<Record<string, string>>,
  test: (bench: ReviewBench) => Promise<void>,
): Promise<void> {
  let aheadMs = Date.parse('2026-11-22T20:00:00Z') - Date.now();
  const now = (): Date => new Date(Date.now() + aheadMs);
  const database =
    location.kind === 'sqlite' ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.url };
  const options = { transport: 'socket', now, files, slack: { now } } as const;
  await withGuidepost({ ...options, env: { ...database, ...env } }, async (bench) => {
    const { slack, channels } = bench;
    const direct = slack.workspace.openDirectMessage([slack.installation.botUserId, olga]).id;
    const placeOf = (user: string) => (user === olga ? direct : channels.general);
    const privately = (user: string) =>
      slack.messagesSeenBy(user, placeOf(user)).filter(({ ephemeralTo }) => ephemeralTo === user);
    await test({
      ...bench,
      setClock: (time) => {
        aheadMs = Date.parse(time) - Date.now();
      },
      toOlga: () =>
        slack.workspace
          .messages(direct)
          .filter(({ botId, ephemeralTo }) => botId !== undefined && ephemeralTo === undefined),
      type: async (user, text) => {
        const before = privately(user).length;
        await slack.asUser(user).command('/guide', text, { channel: placeOf(user) });
        return visibleText(await slack.waitFor(() => privately(user)[before]));
      },
    });
  });
}

const blockOf = (slug: string): string => `review ${markOf(slug)}`;
const workday = '2026-11-23T08:00:01Z';

async function hearMonthly({ slack, setClock, waitForLog, toOlga }: ReviewBench): Promise<Message> {
  await waitForLog({ kind: 'review', outcome: 'later', recipient: olga });
  expect(toOlga()).toEqual([]);
  setClock(workday);
  return slack.waitFor(() => toOlga()[0]);
}

describeOnEachDatabase('the monthly message to an owner', (database) => {
  it('asks about all that is due, at a decent hour, and takes in what they say', () =>
    database.use((location) =>
      withReviews(location, { REVIEWS: 'write', EDITORS: olga }, async (bench) => {
        const { slack, toOlga, contentDir, type } = bench;
        const asked = await hearMonthly(bench);
        expect(visibleText(asked)).toBe(
          [
            'Are these 3 articles still right?',
            'Restore drills (https://guide.example.com/articles/drills)  review was due 15 months ago',
            'The pager (https://guide.example.com/articles/pager)  review was due 8 months ago',
            'The rota (https://guide.example.com/articles/rota)  review is due by 10 December 2026',
            'You’re named as the owner. I ask once a month. Editors see what needs work and what nobody owns.',
          ].join('\n'),
        );
        expect(buttonLabels(asked)).toEqual([
          ...Array.from({ length: 3 }, () => [
            'Still right',
            'Needs work',
            'Not mine',
            'Read here',
          ]).flat(),
          'Mute',
        ]);

        await slack.asUser(olga).click(asked, 'review_right', { block: blockOf('drills') });
        const second = await slack.waitFor(() =>
          toOlga().find((message) =>
            visibleText(message).includes('still right, next review 23 May 2027'),
          ),
        );
        await slack.asUser(olga).click(second, 'review_needs_work', { block: blockOf('pager') });
        const third = await slack.waitFor(() =>
          toOlga().find((message) => visibleText(message).includes('pager)  needs work')),
        );
        await slack.asUser(olga).click(third, 'review_not_mine', { block: blockOf('rota') });
        const last = await slack.waitFor(() =>
          toOlga().find((message) => visibleText(message).includes('not yours')),
        );
        expect(visibleText(last)).toContain('That’s all for this month. Thank you.');
        expect(toOlga()).toHaveLength(1);

        const written = await readFile(path.join(contentDir, 'drills.md'), 'utf8');
        expect(written).toBe(files['drills.md'].replace('2025-01-31', '2026-11-23'));
        expect(await readFile(path.join(contentDir, 'pager.md'), 'utf8')).toBe(files['pager.md']);

        const state = await type(olga, 'library');
        expect(state).toContain('The guide has 11 articles.');
        expect(state).toMatch(/1 known to need work: The pager/);
        expect(state).toMatch(/without an owner: .*The fax.*The rota/);
        expect(state).toContain('I ask owners about their articles once a month.');
        expect(state).not.toContain('/guide gaps');
        expect(state).toMatch(/dead links: drills\.md, line \d+: "nowhere\.md"/);
      }),
    ));

  it('ends with what people asked and no article answers', () =>
    database.use((location) =>
      withReviews(location, { GAPS: 'on', EDITORS: olga }, async (bench) => {
        const question = 'how do we repaint the roof of the shed';
        await bench.type(bench.people.member, question);
        // It is kept while nobody waits for it.
        while (!(await bench.type(olga, 'gaps')).includes(question));
        expect(visibleText(await hearMonthly(bench))).toContain(
          `\nPeople asked this, and no article answers it: ${question}  1 person`,
        );
      }),
    ));

  it('reaches the channel that owns an article', () =>
    database.use((location) =>
      withReviews(location, {}, async ({ slack, setClock, channels }) => {
        setClock('2026-11-23T09:00:01Z');
        const asked = await slack.waitFor(() =>
          slack.workspace.messages(channels.general).find(({ botId }) => botId !== undefined),
        );
        expect(visibleText(asked)).toMatch(/^Is this article still right\?\nThe VPN/);
        expect(buttonLabels(asked)).not.toContain('Mute');
      }),
    ));

  it('does not reach somebody who left, and comes from nobody where it is off', () =>
    database.use(async (location) => {
      await withReviews(location, {}, async ({ slack, setClock, waitForLog, toOlga }) => {
        await waitForLog({ kind: 'review', outcome: 'later', recipient: olga });
        slack.workspace.changeUser(olga, { deleted: true });
        setClock(workday);
        await waitForLog({ kind: 'review', outcome: 'cancelled', recipient: olga, reason: 'gone' });
        expect(toOlga()).toEqual([]);
      });
    }));
});

describeOnEachDatabase('the state of the library', (database) => {
  it('is for editors, on the Home tab too', () =>
    database.use((location) =>
      withReviews(location, { REVIEWS: 'off', EDITORS: olga }, async (bench) => {
        const { slack, people, type } = bench;
        expect(await type(people.member, 'library')).toBe(
          'Only editors can see the state of the guide. Whoever runs Guidepost names them in EDITORS.',
        );
        await type(people.member, 'how often should a call be retried');
        const homeOf = async (user: string) => {
          await slack.asUser(user).openHome();
          const { blocks } = await slack.waitFor(() => slack.homeOf(user));
          return visibleText({ text: '', blocks });
        };
        expect(await homeOf(olga)).toContain(
          'The state of the guide\n11 articles. 4 past the review date, 4 without an owner, 5 dead links.',
        );
        expect(await homeOf(people.member)).not.toContain('The state of the guide');
      }),
    ));
});
