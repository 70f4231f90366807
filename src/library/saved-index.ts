import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import { errorCode } from '../content/error-code.ts';
import { makeFolder } from '../kept/make-folder.ts';
import {
  openArticleIndex,
  type ArticleIndex,
  type IndexOptions,
  type OpenedIndex,
} from '../search/article-index.ts';
import { readSavedSet, type SavedSet } from '../search/saved-set.ts';

/** Where the index is kept on disk. */
export interface KeptIndex {
  readonly path: string;
  /** Changes with the code that takes articles apart: what another saved is of no use. */
  readonly version: string;
  readonly log: Logger;
}

/** The index kept on disk, brought up to these articles; built anew where that cannot be used. */
export async function openIndex(
  kept: KeptIndex,
  articles: readonly Article[],
  options: IndexOptions,
): Promise<OpenedIndex> {
  return openArticleIndex(articles, options, await readKept(kept));
}

async function readKept({ path, version, log }: KeptIndex): Promise<SavedSet | undefined> {
  try {
    const saved = readSavedSet(await readFile(path), version);
    if (saved !== undefined) return saved;
    log.warn({ path }, 'the saved index is damaged or of another version; it is built anew');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log.warn({ err: error, path }, 'the saved index cannot be read; it is built anew');
    }
  }
  return undefined;
}

/** For the next start, which is slower without: a failure is a line in the log. */
export async function keepIndex(
  { path, version, log }: KeptIndex,
  index: ArticleIndex,
): Promise<void> {
  try {
    makeFolder(dirname(path));
    const temporary = `${path}.${process.pid}.new`;
    await writeFile(temporary, index.save(version), { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    log.warn({ err: error, path }, 'the index could not be saved for the next start');
  }
}
