import { readFileSync, realpathSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ContentFolderError } from './content-folder-error.ts';
import { maxFileBytes } from './content-limits.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { errorCode } from './error-code.ts';
import { isArticleName } from './file-names.ts';
import { runAtOnce } from './in-steps.ts';
import { listFolder } from './list-folder.ts';
import { tooLarge } from './parse-article.ts';
import { createFolderParser, type FolderParser, type ParsedFolder } from './parse-folder.ts';
import type { Flavour } from './sites/flavour.ts';

// Enough to keep a network disk busy; parsing takes turns on one thread anyway.
const filesAtOnce = 16;

/**
 * Reads every article of a folder on disk. A file that has not changed since `previous`, by its
 * times, size and place on disk, is taken from there.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function readFolder(
  dir: string,
  { previous, flavour }: { previous?: ParsedFolder | undefined; flavour?: Flavour } = {},
): Promise<ParsedFolder> {
  const list = await listFolder(dir, isArticleName).catch((error: unknown) => {
    throw new ContentFolderError(dir, error);
  });
  const parser = createFolderParser(list.paths, {
    ...(flavour && { flavour }),
    previous,
    read: (path) => readInside(dir, path),
  });
  const waiting = parser.articles.values();
  async function work(): Promise<void> {
    for (const path of waiting) await readOne(dir, path, parser);
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work));
  const folder = runAtOnce(parser.finish());
  return { ...folder, problems: [...folder.problems, ...list.problems].sort(compareProblems) };
}

async function readOne(
  dir: string,
  path: string,
  { keep, parse, fail }: FolderParser,
): Promise<void> {
  const refuse = (message: string): void => {
    const problem: ContentProblem = { severity: 'error', path, line: 1, message };
    fail(path, [problem]);
  };
  try {
    const stats = await stat(join(dir, path), { bigint: true });
    const version = [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
    if (keep(path, version)) return;
    if (stats.size > maxFileBytes) {
      refuse(tooLarge(Number(stats.size)));
      return;
    }
    parse(path, version, await readFile(join(dir, path)));
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    // Without a version it is read again next time: the disk may be back by then.
    refuse(`cannot read this file (${code}); check its permissions`);
  }
}

/** A file that an article or a configuration names: a regular one of the folder, of a fit size. */
function readInside(dir: string, path: string): Uint8Array | undefined {
  if (path.includes('\0')) return undefined;
  try {
    const root = realpathSync(dir);
    const file = realpathSync(join(root, path));
    if (!file.startsWith(root + sep)) return undefined;
    const stats = statSync(file);
    return stats.isFile() && stats.size <= maxFileBytes ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
