import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ContentFolderError } from './content-folder-error.ts';
import { maxFileBytes } from './content-limits.ts';
import type { ContentProblem } from './content-problem.ts';
import { errorCode } from './error-code.ts';
import { InvalidArticleError } from './invalid-article-error.ts';
import { listFiles } from './list-files.ts';
import { parseArticle, tooLarge, type ParsedArticle } from './parse-article.ts';

/** One file of the folder: an article, or why it is none. */
export type ReadFile =
  | { readonly kind: 'parsed'; readonly version: string; readonly parsed: ParsedArticle }
  | {
      readonly kind: 'broken';
      readonly version: string;
      readonly problems: readonly ContentProblem[];
    };

export interface ReadFolder {
  /** By path, sorted by code unit. */
  readonly files: ReadonlyMap<string, ReadFile>;
  /** What is wrong with the folder rather than with one of the files above. */
  readonly problems: readonly ContentProblem[];
}

// Enough to keep a network disk busy; parsing takes turns on one thread anyway.
const filesAtOnce = 16;

/**
 * Reads every article of the folder. A file that has not changed since `previous`, by its times,
 * size and place on disk, is taken from there.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function readFolder(dir: string, previous?: ReadFolder): Promise<ReadFolder> {
  const list = await listFiles(dir).catch((error: unknown) => {
    throw new ContentFolderError(dir, error);
  });
  const results = new Map<string, ReadFile>();
  const waiting = list.paths.values();
  async function work(): Promise<void> {
    for (const path of waiting) {
      results.set(path, await readOne(dir, path, previous?.files.get(path)));
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  const files = new Map(
    list.paths.flatMap((path) => {
      const file = results.get(path);
      return file === undefined ? [] : [[path, file] as const];
    }),
  );
  return { files, problems: list.problems };
}

async function readOne(
  dir: string,
  path: string,
  previous: ReadFile | undefined,
): Promise<ReadFile> {
  let version = '';
  try {
    const stats = await stat(join(dir, path), { bigint: true });
    version = [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
    if (previous?.version === version) return previous;
    if (stats.size > maxFileBytes) return broken(path, version, tooLarge(Number(stats.size)));
    return { kind: 'parsed', version, parsed: parseArticle(path, await readFile(join(dir, path))) };
  } catch (error) {
    if (error instanceof InvalidArticleError) {
      return { kind: 'broken', version, problems: error.problems };
    }
    const code = errorCode(error);
    if (code === undefined) throw error;
    // Without a version it is read again next time: the disk may be back by then.
    return broken(path, '', `cannot read this file (${code}); check its permissions`);
  }
}

function broken(path: string, version: string, message: string): ReadFile {
  return { kind: 'broken', version, problems: [{ severity: 'error', path, line: 1, message }] };
}
