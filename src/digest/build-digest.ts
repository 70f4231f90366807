import { Temporal } from 'temporal-polyfill';
import type { Article } from '../content/article.ts';
import type { Closing } from '../upkeep/read-closing.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { DigestContent, RunRecord } from './delivery.ts';
import type { ArticleChange, DigestMaterial } from './digest-store.ts';
import { stopReasons, type Subscription } from './subscription.ts';

/** What one channel is told in one week. */
export interface Digest {
  /** With what it waits for next. */
  readonly subscription: Subscription;
  /** Local calendar dates, `YYYY-MM-DD`, both included. */
  readonly period: { readonly from: string; readonly to: string };
  /** Newest first; together with `updated` at most ten. */
  readonly added: readonly Article[];
  readonly updated: readonly Article[];
  /** How many more there are than these. */
  readonly leftOut: number;
  readonly shelf: Article | undefined;
  /** Weeks since the last digest for which none came, oldest first. */
  readonly lost: readonly RunRecord[];
  /** Where the channel wants it. */
  readonly closing: Closing | undefined;
}

export interface DigestFacts {
  readonly subscription: Subscription;
  /** When this digest is due. */
  readonly dueAt: number;
  readonly material: DigestMaterial;
  /** The library as it is now. */
  readonly articles: readonly Article[];
  /** The subscription's last runs, the latest first. */
  readonly history: readonly RunRecord[];
}

const maxEntries = 10;

/** Undefined in a week without news, unless it's the first or the channel wants to hear that too. */
export function buildDigest(facts: DigestFacts): Omit<Digest, 'closing'> | undefined {
  const { subscription, dueAt, material, history } = facts;
  const { topics, evenIfEmpty, schedule } = subscription.settings;
  const articles = articlesAbout(topics, facts.articles);
  const changes = new Map(material.changes.map((change) => [change.slug, change]));
  const news = articles
    .flatMap((article) => toNews(article, changes.get(article.slug)))
    .sort((a, b) => b.revision - a.revision || newestFirst(a.article, b.article));
  const inNews = new Set(news.map(({ article }) => article.slug));
  const shelf = pickFromShelf(
    articles.filter(({ slug }) => !inNews.has(slug)),
    material.shownAt,
  );
  // Who has just set one up would wait for it in vain.
  const isFirst = subscription.covered === undefined && shelf !== undefined;
  if (news.length === 0 && !evenIfEmpty && !isFirst) return undefined;

  const shown = news.slice(0, maxEntries);
  return {
    subscription,
    period: periodOf(schedule.timeZone, dueAt, subscription.covered?.at),
    added: shown.filter(({ kind }) => kind === 'added').map(({ article }) => article),
    updated: shown.filter(({ kind }) => kind === 'updated').map(({ article }) => article),
    leftOut: news.length - shown.length,
    shelf,
    lost: weeksWithout(history, dueAt),
  };
}

/** What a digest about these topics draws from; about everything when there are none. */
export function articlesAbout(
  topics: readonly string[],
  articles: readonly Article[],
): readonly Article[] {
  return articles.filter(
    ({ tags }) => topics.length === 0 || tags.some((tag) => topics.includes(tag)),
  );
}

/** What is kept with the run: of its digest, or of a week without one. */
export function contentOf(
  revision: number,
  digest?: Pick<Digest, 'added' | 'updated' | 'leftOut' | 'shelf'>,
): DigestContent {
  const { added = [], updated = [], leftOut = 0, shelf } = digest ?? {};
  return {
    revision,
    added: added.map(({ slug }) => slug),
    updated: updated.map(({ slug }) => slug),
    leftOut,
    shelf: shelf?.slug,
  };
}

interface News {
  readonly kind: 'added' | 'updated';
  readonly article: Article;
  /** When it happened, as a content revision. */
  readonly revision: number;
}

/** Minor edits are no news, and neither is an edit that was taken back. */
function toNews(article: Article, change: ArticleChange | undefined): readonly News[] {
  const latest = change?.versions.at(-1);
  if (!change || !latest) return [];
  if (change.before === undefined) {
    return [{ kind: 'added', article, revision: latest.revision }];
  }
  const worthTelling = change.versions.findLast(({ minor }) => !minor);
  if (!worthTelling || latest.fingerprint === change.before) return [];
  return [{ kind: 'updated', article, revision: worthTelling.revision }];
}

/** The one not shown for the longest time; among those never shown, the one updated last. */
function pickFromShelf(
  articles: readonly Article[],
  shownAt: ReadonlyMap<string, number>,
): Article | undefined {
  const [pick] = articles.toSorted(
    (a, b) => (shownAt.get(a.slug) ?? 0) - (shownAt.get(b.slug) ?? 0) || newestFirst(a, b),
  );
  return pick;
}

/** From the day of the last digest, or the same day a week ago, to the day before this one. */
function periodOf(
  timeZone: string,
  dueAt: number,
  coveredAt: number | undefined,
): Digest['period'] {
  const due = localDate(dueAt, timeZone);
  const from =
    coveredAt === undefined ? due.subtract({ weeks: 1 }) : localDate(coveredAt, timeZone);
  const to = due.subtract({ days: 1 });
  return { from: from.toString(), to: to.toString() };
}

function localDate(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

function weeksWithout(history: readonly RunRecord[], dueAt: number): readonly RunRecord[] {
  const earlier = history.filter((run) => run.dueAt < dueAt);
  const last = earlier.findIndex(({ state }) => state === 'sent' || state === 'skipped');
  const since = last === -1 ? earlier : earlier.slice(0, last);
  return since.filter(isLost).toReversed();
}

/** What people paused or ended they do not miss. */
function isLost({ state, reason }: RunRecord): boolean {
  if (state === 'cancelled') return stopReasons.some((stop) => stop === reason);
  return state === 'missed' || state === 'failed' || state === 'uncertain';
}
