import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const savedSchema = z.record(z.string(), z.number());

/** nDCG@10 of the last run, by set. */
export type SavedResults = Readonly<Record<string, number>>;

/** Nothing when there was no run before or its file is not readable any more. */
export async function loadSavedResults(path: string): Promise<SavedResults> {
  try {
    return savedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Only a comparison is lost, and this run writes the file anew.
    return {};
  }
}

/** Keeps the results of this run beside those of sets that were not part of it. */
export async function saveResults(path: string, results: SavedResults): Promise<void> {
  const all = { ...(await loadSavedResults(path)), ...results };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(all, undefined, 2)}\n`);
}
