import { randomUUID } from 'node:crypto';
import { createRandom } from '../../simulator/clock.ts';
import type { Article } from '../../src/content/article.ts';
import {
  decideRestore,
  decideStop,
  decideWish,
  type Wish,
} from '../../src/digest/change-subscription.ts';
import type { Decision } from '../../src/digest/digest-store.ts';
import {
  type StopReason,
  stopReasons,
  type Subscription,
  type Weekday,
} from '../../src/digest/subscription.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import type { WorkspaceStore } from '../../src/store/open-store.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type DigestProcess, startDigestProcess } from './digest-process.ts';
import { makeArticle } from './make-article.ts';
import { makeSettings } from './make-subscription.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export type Channel = (typeof channels)[number];
export const channels = ['C1', 'C2', 'C3', 'D4', 'C5', 'C6', 'C7'] as const;

/** One thing that happens to the world. */
export type WorldStep =
  | { readonly do: 'pass'; readonly ms: number }
  /** To a moment before or after an hour at which digests are due. */
  | { readonly do: 'passToDue'; readonly berlin: boolean; readonly ms: number }
  | { readonly do: 'stepClock'; readonly ms: number }
  | { readonly do: 'start'; readonly crashAfter?: number | undefined }
  | { readonly do: 'stop' | 'crash'; readonly process: number }
  | {
      readonly do: 'crashInside';
      readonly process: number;
      readonly steps: number;
      readonly before: boolean;
    }
  | { readonly do: 'faults'; readonly share: number; readonly unreadable: number }
  | { readonly do: 'token'; readonly works: boolean }
  | {
      readonly do: 'close';
      readonly channel: Channel;
      readonly reason: StopReason;
      readonly told: boolean;
    }
  | { readonly do: 'open'; readonly channel: Channel; readonly told: boolean }
  | { readonly do: 'edit'; readonly article: number; readonly minor: boolean }
  | { readonly do: 'remove'; readonly article: number }
  /** Somebody asks, and Slack tells one process after another until one says that it has heard. */
  | { readonly do: 'ask'; readonly channel: Channel }
  | {
      readonly do: 'wish';
      readonly wish: 'subscribe' | 'pause' | 'resume' | 'unsubscribe';
      readonly channel: Channel;
      readonly weekday: Weekday;
    };

export interface World {
  readonly slack: FakeSlack;
  readonly now: () => number;
  /** What went wrong in a living process that nobody planned for. */
  readonly errors: readonly unknown[];
  readonly act: (step: WorldStep) => Promise<void>;
  /** The questions that Slack was told are heard. */
  readonly heard: ReadonlySet<string>;
  /** Ends every fault and outage, and lets a fresh process finish what is to be finished. */
  readonly finish: () => Promise<WorkspaceStore>;
  /** Lets go of everything: the test's own process can end. */
  readonly end: () => Promise<void>;
  /** Stretches without outage: somebody ran, the token worked, Slack answered half the time. */
  readonly healthy: readonly { readonly from: number; readonly to: number }[];
}

export type CreateSlack = (
  time: VirtualTime,
  random: () => number,
) => FakeSlack | Promise<FakeSlack>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekMs = 7 * 24 * hourMs;
export const worldStart = Date.parse('2026-10-18T12:00:00Z');
const maxProcesses = 3;

/** A workspace, its database, the processes that come and go, and a Slack that has bad days. */
export async function createWorld(
  location: StoreLocation,
  seed: number,
  createSlack: CreateSlack,
): Promise<World> {
  const random = createRandom(seed);
  const time = createVirtualTime();
  const slack = await createSlack(time, random);
  const processes: DigestProcess[] = [];
  const healthy: { from: number; to: number }[] = [];
  let articles = Array.from({ length: 6 }, (_, n) => version(n, 0, false));
  let offset = worldStart;
  let latest = worldStart;
  let versions = 0;
  let stretch: number | undefined;

  const heard = new Set<string>();
  let questions = 0;

  const errors: unknown[] = [];
  const onError = (error: unknown): void => {
    errors.push(error);
  };

  const now = (): number => time.elapsed() + offset;
  const living = (): DigestProcess[] => processes.filter(({ isAlive }) => isAlive());
  // Time passes in stalls, so a machine is awake for minutes of a day: too few to get through to a
  // Slack that fails nearly always.
  const isHealthy = (): boolean => slack.tokenWorks && slack.faults <= 0.5 && living().length > 0;

  const note = (): void => {
    latest = Math.max(latest, now());
    if (isHealthy()) stretch ??= now();
    else endStretch();
  };
  const endStretch = (): void => {
    if (stretch !== undefined) healthy.push({ from: stretch, to: now() });
    stretch = undefined;
  };

  const start = (): DigestProcess => {
    const process = startDigestProcess({
      location,
      slack,
      time,
      now,
      random,
      newId: randomUUID,
      articles: () => articles,
      onError,
    });
    processes.push(process);
    return process;
  };

  /** Timer by timer for a while, then in larger stalls, but not while Slack is working on something. */
  const pass = async (ms: number): Promise<void> => {
    const end = time.elapsed() + ms;
    while (time.elapsed() < end) {
      await time.pass(Math.min(1 + random() * minuteMs, end - time.elapsed()));
      note();
      const left = end - time.elapsed();
      if (slack.pending() === 0 && left > 0) {
        time.stall(Math.min(left, random() < 0.5 ? minuteMs : random() * 4 * hourMs));
      }
    }
    note();
  };

  const decide = async (
    channel: Channel,
    decision: (current: Subscription | undefined) => Decision,
  ): Promise<void> => {
    const process = living().find(({ store }) => store() !== undefined);
    const store = process?.store();
    if (!process || !store) return;
    // Not awaited: the process may die in the middle of this, and then never answers.
    store.changeSubscription(channel, now(), decision).catch(onError);
    await time.pass(1_000);
    process.wake();
  };

  const wish = (step: Extract<WorldStep, { do: 'wish' }>): Promise<void> =>
    decide(step.channel, (current) => decideWish(current, toWish(step, now())));

  /** As Slack delivers an event: at once, then after three seconds, a minute and five minutes. */
  const deliver = (id: string, channel: Channel, attempt = 0): void => {
    if (heard.has(id)) return;
    const about = {};
    const recipient = { kind: 'channel', id: channel } as const;
    const item = { id, kind: 'reply', recipient, about, dueAt: now() };
    const listening = living().flatMap(({ outbox }) => outbox() ?? []);
    const outbox = listening[Math.floor(random() * listening.length)];
    // Not awaited: the process may die in the middle of this, and then never answers.
    outbox?.accept(item, attempt > 0).then(
      () => heard.add(id),
      () => undefined,
    );
    const nextMs = [3_000, minuteMs, 5 * minuteMs][attempt];
    if (nextMs !== undefined) {
      time.after(nextMs, () => {
        deliver(id, channel, attempt + 1);
      });
    }
  };

  const act = async (step: WorldStep): Promise<void> => {
    switch (step.do) {
      case 'pass':
        return pass(step.ms);
      case 'passToDue': {
        const sinceDue = (now() - worldStart - (step.berlin ? 19 : 21) * hourMs) % weekMs;
        await pass(Math.max(0, weekMs - sinceDue + step.ms));
        break;
      }
      case 'stepClock':
        endStretch();
        offset += step.ms;
        break;
      case 'start':
        if (living().length < maxProcesses) {
          const process = start();
          if (step.crashAfter !== undefined)
            process.crash({ steps: step.crashAfter, before: true });
        }
        break;
      case 'stop':
        living()[step.process]?.stop();
        break;
      case 'crash':
        living()[step.process]?.crash();
        break;
      case 'crashInside':
        living()[step.process]?.crash({ steps: step.steps, before: step.before });
        break;
      case 'faults':
        slack.faults = step.share;
        slack.unreadable = step.unreadable;
        break;
      case 'token':
        slack.tokenWorks = step.works;
        break;
      case 'close':
        slack.close(step.channel, step.reason);
        if (step.told) {
          const facts = { reason: step.reason, now: now(), managers: [] };
          await decide(step.channel, (current) => decideStop(current, facts));
        }
        break;
      case 'open':
        slack.open(step.channel);
        if (step.told) {
          await decide(step.channel, (current) => decideRestore(current, now(), stopReasons));
        }
        break;
      case 'edit':
        versions += 1;
        articles = [
          ...articles.filter((article) => article.slug !== slugOf(step.article)),
          version(step.article, versions, step.minor),
        ];
        for (const { wake } of living()) wake();
        break;
      case 'remove':
        articles = articles.filter((article) => article.slug !== slugOf(step.article));
        for (const { wake } of living()) wake();
        break;
      case 'ask':
        questions += 1;
        deliver(`Q${questions}`, step.channel);
        break;
      case 'wish':
        await wish(step);
        break;
    }
    note();
    await pass(1_000);
  };

  return {
    slack,
    now,
    errors,
    act,
    heard,
    healthy,
    finish: async () => {
      slack.faults = 0;
      slack.unreadable = 0;
      slack.tokenWorks = true;
      for (const channel of channels) slack.open(channel);
      for (const process of living()) process.crash();
      // A clock that was set back is behind what has already been promised.
      offset += Math.max(0, latest - now());
      await time.pass(hourMs);
      const process = start();
      await pass(3 * 24 * hourMs);
      endStretch();
      const store = process.store();
      if (!store) throw new Error('the last process did not start');
      return store;
    },
    end: async () => {
      for (const process of living()) process.crash();
      await slack.end();
    },
  };

  function version(n: number, edits: number, minor: boolean): Article {
    return makeArticle({
      slug: slugOf(n),
      title: `Article ${n}`,
      markdown: `Edit ${edits}.\n`,
      tags: [n % 2 === 0 ? 'even' : 'odd'],
      minor,
    });
  }
}

/** Two channels always have a digest, one of them only with news, and so has a person. */
function toWish({ wish, channel, weekday }: Extract<WorldStep, { do: 'wish' }>, now: number): Wish {
  const timeZone = channel === 'C2' ? 'Europe/Berlin' : 'UTC';
  return {
    change:
      wish === 'subscribe' ? { kind: wish, wanted: { schedule: { weekday } } } : { kind: wish },
    by: 'U1',
    now,
    newId: `S-${channel}`,
    channelId: channel,
    place: channel.startsWith('D') ? 'direct' : 'channel',
    channelCreator: undefined,
    defaults: makeSettings({
      schedule: { weekday, time: '09:00', timeZone },
      topics: channel === 'C3' ? ['even'] : [],
      evenIfEmpty: channel !== 'C3',
    }),
  };
}

function slugOf(n: number): string {
  return `article-${n}`;
}
