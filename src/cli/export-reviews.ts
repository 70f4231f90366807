import { join } from 'node:path';
import { parsePlaces } from '../ops/config.ts';
import { NotWrittenError, writeVerified } from '../sources/folder/write-verified.ts';
import { loadSources } from '../sources/load-sources.ts';
import type { SourceSettings } from '../sources/source-settings.ts';
import { readReviewMarks } from '../store/upkeep-queries.ts';
import { findContent } from './find-content.ts';
import { OperatorError } from '../text/operator-error.ts';
import type { Io } from './io.ts';

export interface ExportReviewsCall {
  /** A checkout of the source; undefined: every source that is a folder here. */
  readonly checkout: string | undefined;
  readonly source: string | undefined;
}

/** Writes into files on which day people said that they are still right. Commits nothing. */
export async function runExportReviews(
  call: ExportReviewsCall,
  { out, err, env }: Io,
): Promise<number> {
  const { database, ...places } = parsePlaces(env);
  const dirs = findFolders(
    call,
    await loadSources({ ...places, contentDir: findContent(places), env }),
  );
  const marks = (await readReviewMarks(database))
    .filter(({ verdict }) => verdict === 'right')
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const counts = { written: 0, same: 0, failed: 0 };
  const elsewhere = new Map<string, number>();
  for (const { source, path, at } of marks) {
    const dir = dirs.get(source);
    if (dir === undefined) {
      elsewhere.set(source, (elsewhere.get(source) ?? 0) + 1);
      continue;
    }
    const file = join(dir, path);
    const day = new Date(at).toISOString().slice(0, 10);
    try {
      const isWritten = await writeVerified(dir, path, day);
      counts[isWritten ? 'written' : 'same'] += 1;
      if (isWritten) out(`${file}: ${day}\n`);
    } catch (error) {
      if (!(error instanceof NotWrittenError)) throw error;
      counts.failed += 1;
      err(`${file}: ${error.message}\n`);
    }
  }
  const { written, same, failed } = counts;
  out(`${written} written, ${same} already there, ${failed} not written\n`);
  for (const [source, count] of call.checkout === undefined ? elsewhere : []) {
    out(`${count} more: guidepost export-reviews CHECKOUT --source ${source}\n`);
  }
  return failed === 0 ? 0 : 1;
}

/** Where the files of each source lie. @throws OperatorError when it isn't clear what was checked out. */
function findFolders(
  { checkout, source }: ExportReviewsCall,
  sources: readonly SourceSettings[],
): ReadonlyMap<string, string> {
  if (checkout === undefined) {
    return new Map(
      sources.flatMap(({ id, place }) => (place.kind === 'folder' ? [[id, place.dir]] : [])),
    );
  }
  const [one, ...others] = sources.filter(
    ({ id, place }) => (source === undefined && place.kind === 'git') || id === source,
  );
  if (one === undefined || others.length > 0) {
    const names = sources.map((each) => each.id || 'CONTENT_DIR').join(', ');
    throw new OperatorError(`Say with --source which of them that is a checkout of: ${names}`);
  }
  const { id, place } = one;
  return new Map([[id, place.kind === 'git' ? join(checkout, place.folder) : checkout]]);
}
