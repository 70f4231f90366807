import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Article } from './article.ts';
import type { PassedOver } from './choose-files.ts';
import { ContentFolderError } from './content-folder-error.ts';
import { maxFileBytes, tooLarge } from './content-limits.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
import { errorCode } from './error-code.ts';
import { isArticleName } from './file-names.ts';
import { runAtOnce } from './in-steps.ts';
import { listFolder } from './list-folder.ts';
import { createFolderParser, type ParsedFolder } from './parse-folder.ts';
import { parseSynonyms, synonymsPath, type Synonym } from './parse-synonyms.ts';

export interface LoadedArticles {
  /** Every published article, sorted by slug, by code unit. */
  readonly articles: readonly Article[];
  /** What the team says means the same. */
  readonly synonyms: readonly Synonym[];
  /** Errors and warnings, by path and line. */
  readonly problems: readonly ContentProblem[];
  /** How many articles wait to be published. */
  readonly drafts: number;
  /** Files that were not read, and why. */
  readonly passedOver: readonly PassedOver[];
  /** What was read, file by file. */
  readonly folder: ParsedFolder;
}

/**
 * Loads a content folder once, for a command; the bot has `library`. What is broken is reported and
 * left out.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function loadArticles(dir: string): Promise<LoadedArticles> {
  const isRead = (path: string): boolean => isArticleName(path) || path === synonymsPath;
  const list = await listFolder(dir, isRead).catch((error: unknown) => {
    throw new ContentFolderError(dir, error);
  });
  const root = realpathSync(dir);
  const parser = createFolderParser(list.paths, {
    read: (path) => {
      const read = readInside(root, path);
      return typeof read === 'string' ? undefined : read;
    },
  });
  for (const path of parser.articles) {
    const read = readInside(root, path);
    if (typeof read === 'string') parser.fail(path, [problemOf(path, read)]);
    else parser.parse(path, '', read);
  }
  const folder = runAtOnce(parser.finish());
  const { synonyms, problems } = list.paths.includes(synonymsPath)
    ? readSynonyms(readInside(root, synonymsPath))
    : { synonyms: [], problems: [] };
  return {
    articles: folder.articles,
    synonyms,
    problems: [...folder.problems, ...list.problems, ...problems].sort(compareProblems),
    drafts: folder.drafts,
    passedOver: folder.passedOver,
    folder,
  };
}

/** A regular file of the folder, of a fit size; else what is wrong with it. */
function readInside(root: string, path: string): Uint8Array | string {
  try {
    const file = realpathSync(join(root, path));
    if (!file.startsWith(root + sep)) return 'this leads out of the folder; left out';
    const stats = statSync(file);
    if (!stats.isFile()) return 'not a regular file; left out';
    return stats.size > maxFileBytes ? tooLarge(stats.size) : readFileSync(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return `cannot read this file (${code}); check its permissions`;
  }
}

function readSynonyms(read: Uint8Array | string): Pick<LoadedArticles, 'synonyms' | 'problems'> {
  if (typeof read === 'string') return { synonyms: [], problems: [problemOf(synonymsPath, read)] };
  const decoded = decodeFile(read);
  if (decoded.kind === 'text') return parseSynonyms(decoded.text);
  return { synonyms: [], problems: [problemOf(synonymsPath, decoded.message, decoded.line)] };
}

function problemOf(path: string, message: string, line = 1): ContentProblem {
  return { severity: 'error', path, line, message };
}
