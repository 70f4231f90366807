import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import { errorCode } from '../content/error-code.ts';
import {
  buildArticleIndexBetween,
  loadArticleIndex,
  type ArticleIndex,
  type IndexOptions,
  type LoadedIndex,
} from '../search/article-index.ts';

/** The index kept on disk, brought up to these articles; built anew where that cannot be used. */
export async function openIndex(
  path: string,
  articles: readonly Article[],
  options: IndexOptions,
  log: Logger,
): Promise<LoadedIndex> {
  try {
    const loaded = await loadArticleIndex(await readFile(path), articles, options);
    if (loaded !== undefined) return loaded;
    log.warn({ path }, 'the saved index is damaged or of another version; it is built anew');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log.warn({ err: error, path }, 'the saved index cannot be read; it is built anew');
    }
  }
  return { index: await buildArticleIndexBetween(articles, options), isAsSaved: false };
}

/** For the next start, which is slower without: a failure is a line in the log. */
export async function keepIndex(path: string, index: ArticleIndex, log: Logger): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.new`;
    await writeFile(temporary, index.save(), { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    log.warn({ err: error, path }, 'the index could not be saved for the next start');
  }
}
