import type { Kysely, Transaction } from 'kysely';
import type { ArticleChange, ArticleFacts, DigestStore } from '../digest/digest-store.ts';
import type { Tables } from './tables.ts';

type ContentQueries = Pick<DigestStore, 'recordLibrary' | 'readMaterial'>;
type NewVersion = Omit<Tables['article_versions'], 'workspace_id'>;

const weekMs = 7 * 24 * 60 * 60 * 1000;
const baseline = 1;
/** Of an article that changed just before the baseline: whatever it said then, not what it says now. */
const unknownFingerprint = '';
// SQLite takes at most 32,766 parameters in one statement.
const rowsAStatement = 1_000;

/** The history of the library. `db` is confined to one workspace. */
export function createContentQueries(db: Kysely<Tables>): ContentQueries {
  return {
    recordLibrary: async (articles, now) => {
      let recorded = false;
      while (!recorded) {
        recorded = await db
          .transaction()
          .execute((transaction) => record(transaction, articles, now));
      }
    },

    readMaterial: async (subscription, firstFrom) => {
      const revision = await latestRevision(db);
      const since =
        subscription.covered?.revision ?? Math.max(baseline, await latestRevision(db, firstFrom));
      const shown = await db
        .selectFrom('shown_articles')
        .select(['slug', 'shown_at'])
        .where('subscription_id', '=', subscription.id)
        .execute();
      return {
        revision,
        changes: await readChanges(db, since, revision),
        shownAt: new Map(shown.map((row) => [row.slug, row.shown_at])),
      };
    },
  };
}

/** False when another process recorded a revision at the same time: look again. */
async function record(
  transaction: Transaction<Tables>,
  articles: readonly ArticleFacts[],
  now: number,
): Promise<boolean> {
  const latest = await latestRevision(transaction);
  if (latest === 0) return recordBaseline(transaction, articles, now);
  const known = await readKnown(transaction);
  const changed = articles.filter(({ slug, fingerprint }) => known.get(slug) !== fingerprint);
  if (changed.length === 0) return true;
  const revision = latest + 1;
  if (!(await addRevision(transaction, revision, now))) return false;

  const present = new Set(articles.map(({ slug }) => slug));
  const gone = new Map(
    [...known].flatMap(([slug, fingerprint]) =>
      present.has(slug) ? [] : [[fingerprint, slug] as const],
    ),
  );
  const versions: NewVersion[] = [];
  for (const article of changed) {
    const { slug, fingerprint } = article;
    const origin = known.has(slug) ? undefined : gone.get(fingerprint);
    // An article that moved to another slug is no news: its old story is told under the new name.
    if (origin === undefined) versions.push(toVersion(article, revision));
    else versions.push(...(await readStory(transaction, origin)).map((old) => ({ ...old, slug })));
  }
  await addVersions(transaction, versions);
  return true;
}

async function readStory(
  transaction: Transaction<Tables>,
  slug: string,
): Promise<readonly Omit<NewVersion, 'slug'>[]> {
  return transaction
    .selectFrom('article_versions')
    .select(['revision', 'fingerprint', 'minor'])
    .where('slug', '=', slug)
    .execute();
}

async function recordBaseline(
  transaction: Transaction<Tables>,
  articles: readonly ArticleFacts[],
  now: number,
): Promise<boolean> {
  if (articles.length === 0) return true;
  const isRecent = ({ updated }: ArticleFacts): boolean => {
    if (updated === undefined) return false;
    const age = now - Date.parse(updated);
    return age >= 0 && age <= weekMs;
  };
  const recent = articles.filter(isRecent);
  if (!(await addRevision(transaction, baseline, 0))) return false;
  await addVersions(
    transaction,
    articles.map((article) => ({
      ...toVersion(article, baseline),
      ...(isRecent(article) && { fingerprint: unknownFingerprint }),
    })),
  );
  if (recent.length === 0) return true;
  await addRevision(transaction, baseline + 1, now);
  await addVersions(
    transaction,
    recent.map((article) => ({ ...toVersion(article, baseline + 1), minor: 0 })),
  );
  return true;
}

/** 0 before the first; with a time, the latest that was recorded by then. */
async function latestRevision(db: Kysely<Tables>, by?: number): Promise<number> {
  const row = await db
    .selectFrom('content_revisions')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .$if(by !== undefined, (query) => query.where('recorded_at', '<=', by ?? 0))
    .executeTakeFirst();
  // Null when there is none, which the types do not say.
  return (row?.revision as number | null | undefined) ?? 0;
}

/** The latest fingerprint of every article that ever was. */
async function readKnown(db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('article_versions')
    .select(['slug', 'fingerprint'])
    .where('revision', '=', (eb) =>
      eb
        .selectFrom('article_versions as later')
        .select((inner) => inner.fn.max('later.revision').as('revision'))
        .whereRef('later.slug', '=', 'article_versions.slug'),
    )
    .execute();
  return new Map(rows.map(({ slug, fingerprint }) => [slug, fingerprint]));
}

async function readChanges(
  db: Kysely<Tables>,
  since: number,
  until: number,
): Promise<readonly ArticleChange[]> {
  const rows = await db
    .selectFrom('article_versions')
    .selectAll()
    .where('revision', '<=', until)
    .where('slug', 'in', (eb) =>
      eb
        .selectFrom('article_versions as changed')
        .select('changed.slug')
        .where('changed.revision', '>', since)
        .where('changed.revision', '<=', until),
    )
    .orderBy('slug')
    .orderBy('revision')
    .execute();
  const bySlug = Map.groupBy(rows, ({ slug }) => slug);
  return [...bySlug].map(([slug, versions]) => ({
    slug,
    before: versions.findLast(({ revision }) => revision <= since)?.fingerprint,
    versions: versions
      .filter(({ revision }) => revision > since)
      .map(({ revision, fingerprint, minor }) => ({ revision, fingerprint, minor: minor === 1 })),
  }));
}

async function addRevision(
  transaction: Transaction<Tables>,
  revision: number,
  recordedAt: number,
): Promise<boolean> {
  const added = await transaction
    .insertInto('content_revisions')
    .values({ revision, recorded_at: recordedAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

async function addVersions(
  transaction: Transaction<Tables>,
  versions: readonly NewVersion[],
): Promise<void> {
  for (let start = 0; start < versions.length; start += rowsAStatement) {
    await transaction
      .insertInto('article_versions')
      .values(versions.slice(start, start + rowsAStatement))
      .execute();
  }
}

function toVersion(article: ArticleFacts, revision: number): NewVersion {
  const { slug, fingerprint, minor } = article;
  return { slug, revision, fingerprint, minor: minor ? 1 : 0 };
}
