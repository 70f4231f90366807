import type { ArticleFacts, ArticleVersion, KnownLibrary, NewRevision } from './digest-store.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;
export const baseline = 1;
/** Of an article that changed just before the baseline: whatever it said then, not what it says now. */
const unknownFingerprint = '';

/**
 * What differs between the library and what is known of it, as one new revision; undefined when
 * nothing does. The first ever is the baseline: only articles dated in the week before `now` count
 * as changes. A named source is a baseline of its own whenever it comes: nothing in it is news until
 * it changes.
 */
export function planRevision(
  { revision: latest, fingerprints }: KnownLibrary,
  articles: readonly ArticleFacts[],
  now: number,
): NewRevision | undefined {
  if (latest === 0) return planBaseline(articles, now);
  const changed = articles.filter(
    ({ slug, fingerprint }) => fingerprints.get(slug) !== fingerprint,
  );
  if (changed.length === 0) return undefined;
  /** An article that moved to another slug is no news: its old story is told under the new name. */
  const gone = changed.every(({ slug }) => fingerprints.has(slug))
    ? new Map<string, string>()
    : findGone(fingerprints, articles);
  const originOf = ({ slug, fingerprint }: ArticleFacts): string | undefined =>
    fingerprints.has(slug) ? undefined : gone.get(fingerprint);
  const knownSources = new Set(
    changed.some(({ source }) => source !== '')
      ? [...fingerprints.keys()].map((slug) => slug.slice(0, Math.max(0, slug.indexOf('/'))))
      : [],
  );
  const isOfNewSource = ({ source }: ArticleFacts): boolean =>
    source !== '' && !knownSources.has(source);
  const revision = latest + 1;
  return {
    revisions: [{ revision, recordedAt: now }],
    versions: changed
      .filter((article) => originOf(article) === undefined)
      .map((article) => toVersion(article, isOfNewSource(article) ? baseline : revision)),
    moves: changed.flatMap((article) => {
      const from = originOf(article);
      return from === undefined ? [] : [{ from, to: article.slug }];
    }),
  };
}

/** The slugs that no article has any more, by what they said last. */
function findGone(
  fingerprints: ReadonlyMap<string, string>,
  articles: readonly ArticleFacts[],
): ReadonlyMap<string, string> {
  const present = new Set(articles.map(({ slug }) => slug));
  return new Map(
    [...fingerprints].flatMap(([slug, fingerprint]) =>
      present.has(slug) ? [] : [[fingerprint, slug] as const],
    ),
  );
}

function planBaseline(articles: readonly ArticleFacts[], now: number): NewRevision | undefined {
  if (articles.length === 0) return undefined;
  const isRecent = ({ source, updated }: ArticleFacts): boolean => {
    if (source !== '') return false;
    const age = now - Date.parse(updated ?? '');
    return age >= 0 && age <= weekMs;
  };
  const recent = articles.filter(isRecent);
  const first = articles.map((article) => ({
    ...toVersion(article, baseline),
    ...(isRecent(article) && { fingerprint: unknownFingerprint }),
  }));
  const second = recent.map((article) => ({ ...toVersion(article, baseline + 1), minor: false }));
  return {
    revisions: [
      { revision: baseline, recordedAt: 0 },
      ...(recent.length > 0 ? [{ revision: baseline + 1, recordedAt: now }] : []),
    ],
    versions: [...first, ...second],
    moves: [],
  };
}

function toVersion({ slug, fingerprint, minor }: ArticleFacts, revision: number): ArticleVersion {
  return { slug, revision, fingerprint, minor };
}
