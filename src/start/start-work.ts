import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer } from '../answers/answer.ts';
import { createRecordLibrary, planDueRuns, restoreStopped } from '../digest/digest-jobs.ts';
import type { Config } from '../ops/config.ts';
import type { Limits } from '../ops/limits.ts';
import { every, startSchedule } from '../ops/schedule.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { createPacer } from '../outbox/pacer.ts';
import { createSlackApp } from '../slack/app/create-slack-app.ts';
import { createReplyKind } from '../slack/ask/addressed-message.ts';
import { createAnswerer } from '../slack/ask/answer-request.ts';
import { shareKind } from '../slack/ask/share-article.ts';
import { createComposeDigest, createDigestKinds } from '../slack/digest/digest-kinds.ts';
import { createChannelChanges, isChannelMended } from '../slack/digest/channel-changes.ts';
import { createLinkTo } from '../slack/reply/article-links.ts';
import { createContextFor } from '../slack/reply/article-summary.ts';
import { createRespond } from '../slack/reply/respond.ts';
import { createSlackSender } from '../slack/reply/slack-sender.ts';
import { canAskOwner } from '../slack/upkeep/ask-owner.ts';
import { createGaps } from '../slack/upkeep/gaps.ts';
import type { Store } from '../store/open-store.ts';
import type { Kept } from '../store/purge.ts';
import { createCountShown, isoWeek } from '../upkeep/count-shown.ts';
import { createReadClosing } from '../upkeep/read-closing.ts';
import type { Connection } from './connect-slack.ts';
import { createUpkeep } from './create-upkeep.ts';
import type { Articles } from './open-articles.ts';
import type { Base } from './open-base.ts';
import type { Port } from './open-port.ts';

/** How long running work may take to finish when we are asked to stop. */
const drainTimeoutMs = 8_000;
// Reading history is allowed less often than posting: about 50 times a minute.
const searchesPerMinute = 45;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Nobody has an answer's buttons before them for longer, and Slack delivers nothing again. */
const rememberMs = 7 * dayMs;

export interface WorkParts {
  readonly base: Base;
  readonly articles: Articles;
  readonly port: Port;
  readonly slack: Connection;
  readonly database: Store;
  readonly limits: Limits;
}

/** Answers what Slack sends, and does what is due; ends before everything it is built on. */
export function startWork({ base, articles, port, slack, database, limits }: WorkParts): void {
  const { config, timers, nowMs: now, log, alarm, parts } = base;
  const { client, identity, workspace, lookUpSight } = slack;
  const { teamId, botUserId, scopes } = identity;
  const { receiver, running, boltLogger } = port;
  const { sleep } = timers;
  const { command, topicOwners } = config;
  const { policy, postsPerMinute } = config.digest;
  const { reviews } = articles;
  const library = articles.current;
  const listArticles = () => library().articles;
  const wake = alarm.ring;
  const store = database.forWorkspace(teamId);
  /** What nearly every part is given. */
  const linkTo = createLinkTo(config.articleBaseUrl ?? port.articlesAt);
  const reviewWasDue = reviews.wasDue;
  const common = {
    ...{ ...slack, botUserId, library, store, command, wake, now, sleep, randomBytes, log, linkTo },
    contextFor: createContextFor({ workspace, linkTo, reviewWasDue, command, now }),
    respondTo: (url: string) => createRespond({ fetch, url, sleep, log }),
    isEditor: (userId: string) => workspace.isNamed(config.editors, userId),
  };
  const shown = createCountShown(store, now);
  const gaps = createGaps({
    ...{ ...common, ...config.gaps },
    track: (work) => running.track(work),
  });
  const answerer = createAnswerer({
    ...common,
    upkeep: {
      canAskOwner: (answer: Answer) => canAskOwner(library(), topicOwners, answer),
      keepsGaps: config.gaps.isOn,
      onAsked: gaps.onAsked,
    },
    onShown: (found) => {
      shown.count(found.map(({ slug }) => slug));
    },
  });
  const channels = createChannelChanges({
    ...common,
    ...{ workspace, external: config.sight.external },
    isMended: (...channel) => isChannelMended(client, config.sight.external, ...channel),
    managers: () => workspace.listNamed(policy),
  });
  const upkeep = createUpkeep({ ...common, base, articles, answerer, scopes, shown, gaps });
  const searchPacer = createPacer(timers, searchesPerMinute);
  const readClosing = createReadClosing({
    store,
    book: reviews,
    listGaps: gaps.listOpen,
    mayTellGap: async ({ channelId: channel, createdBy: user }) =>
      (await lookUpSight({ surface: 'gap', user, channel })).kind === 'allowed',
  });
  const composeDigest = createComposeDigest({ ...common, readClosing, articles: listArticles });
  const sender = createSlackSender({ client, now, log });
  const outbox = createOutbox({
    ...{ ...common, sender, searchPacer },
    kinds: {
      ...createDigestKinds({ ...common, composeDigest, channels }),
      reply: createReplyKind({ ...common, answerer }),
      share: shareKind,
      ...Object.fromEntries(upkeep.features.flatMap(({ kinds = {} }) => Object.entries(kinds))),
    },
    random: Math.random,
    clock: timers,
    pacer: createPacer(timers, postsPerMinute),
  });
  createSlackApp({
    ...{ ...common, answerer, outbox, sender, channels, composeDigest, policy },
    ...{ receiver, boltLogger, features: upkeep.features, newId: randomUUID },
    identity: { ...identity, botToken: config.slack.botToken },
    apiUrl: config.slack.apiUrl,
    requestHandled: port.metrics?.requestHandled,
    admit: (userId) => limits.admit(teamId, userId),
    unfurlsLinks: config.unfurlsLinks,
  });
  const schedule = startSchedule({
    jobs: [
      createRecordLibrary(store, listArticles, now),
      () => planDueRuns(store, now, wake, log),
      outbox.work,
      ...upkeep.jobs,
      every(hourMs, timers.elapsed, (signal) =>
        restoreStopped(store, channels.opened, searchPacer.turn, signal),
      ),
      every(hourMs, timers.elapsed, () => store.purge(whatIsKept(config, now()))),
    ],
    alarm,
    log,
  });
  port.checks.push({ name: 'digests', problem: () => outbox.problem() ?? schedule.problem() });
  parts.defer(async () => {
    await receiver.stop();
  });
  parts.defer(async () => {
    port.life.phase = 'stopping';
    // Who types is answered to the end; what else comes is written down for our successor.
    void running.track(() => Promise.all([schedule.stop(), outbox.stop()]));
    if (!(await running.drain(drainTimeoutMs))) log.warn('stopped before all work was done');
    await shown.flush().catch(() => undefined);
  });
}

function whatIsKept({ gaps, retentionDays }: Config, now: number): Kept {
  const asked = now - gaps.days * dayMs;
  const history = now - retentionDays * dayMs;
  return {
    said: now - rememberMs,
    asked,
    unanswered: gaps.isOn ? asked : now,
    history,
    historyWeek: isoWeek(history),
  };
}
