import { type Kysely, sql } from 'kysely';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Deletes what nobody needs any more and is older than `before`: the audit, what was delivered, and
 * versions of articles that no digest will ever be compared with again.
 */
export async function purgeHistory(db: Kysely<never>, before: number): Promise<void> {
  await sql`delete from audit where at < ${before}`.execute(db);
  // An owner's monthly message must be known until its month is over, whatever the retention.
  await sql`
    delete from deliveries
    where finished_at < ${before} and (kind <> 'review' or finished_at < ${before - 32 * dayMs})
  `.execute(db);
  await sql`
    delete from article_versions where exists (
      select 1 from article_versions as newer
      join content_revisions as r
        on r.workspace_id = newer.workspace_id and r.revision = newer.revision
      where newer.workspace_id = article_versions.workspace_id
        and newer.slug = article_versions.slug
        and newer.revision > article_versions.revision
        and r.recorded_at < ${before}
        and newer.revision <= coalesce((
          select min(s.covered_revision) from subscriptions as s
          where s.workspace_id = newer.workspace_id
        ), newer.revision)
    )
  `.execute(db);
}
