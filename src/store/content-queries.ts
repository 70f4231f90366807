import type { Kysely, Transaction } from 'kysely';
import type {
  ArticleChange,
  ArticleVersion,
  DigestStore,
  KnownLibrary,
  NewRevision,
} from '../digest/digest-store.ts';
import { insertNew } from './rows.ts';
import type { Tables } from './tables.ts';

export type ContentQueries = Pick<
  DigestStore,
  'recordRevision' | 'latestRevision' | 'readMaterial'
>;

// SQLite takes at most 32,766 parameters in one statement.
const rowsAStatement = 1_000;

interface ReadLibrary extends KnownLibrary {
  readonly fingerprints: Map<string, string>;
}

/** The history of the library. `db` is confined to one workspace. */
export function createContentQueries(db: Kysely<Tables>): ContentQueries {
  /** As of the revision last recorded here: ten thousand rows need not be read for every change. */
  let known: ReadLibrary | undefined;
  return {
    recordRevision: async (decide) => {
      for (;;) {
        const [before, news] = await db.transaction().execute(async (transaction) => {
          const revision = await latestRevision(transaction);
          const read =
            known?.revision === revision
              ? known
              : { revision, fingerprints: await readFingerprints(transaction) };
          const decided = decide(read);
          const isWritten = decided === undefined || (await write(transaction, decided));
          return [isWritten ? read : undefined, decided];
        });
        known = before && news ? withNews(before, news) : before;
        if (before !== undefined) return;
      }
    },

    latestRevision: (by) => latestRevision(db, by),

    readMaterial: async (subscriptionId, since) => {
      const revision = await latestRevision(db);
      const shown = await db
        .selectFrom('shownArticles')
        .select(['slug', 'shownAt'])
        .where('subscriptionId', '=', subscriptionId)
        .execute();
      return {
        revision,
        changes: await readChanges(db, since, revision),
        shownAt: new Map(shown.map((row) => [row.slug, row.shownAt])),
      };
    },
  };
}

/** The same map goes on, which nobody else has. */
function withNews(
  { fingerprints }: ReadLibrary,
  { revisions, versions, moves }: NewRevision,
): ReadLibrary {
  for (const { from, to } of moves) fingerprints.set(to, fingerprints.get(from) ?? '');
  for (const { slug, fingerprint } of versions) fingerprints.set(slug, fingerprint);
  return { revision: Math.max(...revisions.map(({ revision }) => revision)), fingerprints };
}

/** False when another process recorded a revision at the same time: look again. */
async function write(transaction: Transaction<Tables>, news: NewRevision): Promise<boolean> {
  for (const { revision, recordedAt } of news.revisions) {
    const row = { revision, recordedAt: recordedAt };
    if (!(await insertNew(transaction, 'contentRevisions', row))) return false;
  }
  const moved: ArticleVersion[] = [];
  for (const { from, to } of news.moves) {
    const story = await transaction
      .selectFrom('articleVersions')
      .select(['revision', 'fingerprint', 'minor'])
      .where('slug', '=', from)
      .execute();
    moved.push(...story.map((row) => ({ ...row, slug: to, minor: row.minor === 1 })));
  }
  const versions = [...news.versions, ...moved].map((row) => ({
    ...row,
    minor: row.minor ? 1 : 0,
  }));
  for (let start = 0; start < versions.length; start += rowsAStatement) {
    await transaction
      .insertInto('articleVersions')
      .values(versions.slice(start, start + rowsAStatement))
      .execute();
  }
  return true;
}

/** 0 before the first; with a time, the latest that was recorded by then. */
async function latestRevision(db: Kysely<Tables>, by?: number): Promise<number> {
  const row = await db
    .selectFrom('contentRevisions')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .$if(by !== undefined, (query) => query.where('recordedAt', '<=', by ?? 0))
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** The latest fingerprint of every article that ever was. */
async function readFingerprints(db: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('articleVersions')
    .select(['slug', 'fingerprint'])
    .where('revision', '=', (eb) =>
      eb
        .selectFrom('articleVersions as later')
        .select((inner) => inner.fn.max('later.revision').as('revision'))
        .whereRef('later.slug', '=', 'articleVersions.slug'),
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
    .selectFrom('articleVersions')
    .selectAll()
    .where('revision', '<=', until)
    .where('slug', 'in', (eb) =>
      eb
        .selectFrom('articleVersions as changed')
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
