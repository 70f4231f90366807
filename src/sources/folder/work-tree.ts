import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { codeOwnersPaths, parseCodeOwners } from '../../content/folder/code-owners.ts';
import { historyArgs, readHistory, type FileHistory } from '../git/git-history.ts';
import { GitError, runGit, type GitAccess } from '../git/run-git.ts';
import type { FileFacts } from '../source.ts';

type Facts = ReadonlyMap<string, FileFacts>;

/**
 * What is known of files of a folder that may be part of somebody's clone, where commits are made
 * beside us. The same map as long as it says the same.
 */
export function describeFiles(
  dir: string,
  env: GitAccess['env'] | undefined,
): (paths: readonly string[]) => Promise<Facts> {
  let known: { readonly key: string; readonly facts: Facts } | undefined;

  return async (paths) => {
    const folder = await realpath(dir);
    const top = findTop(folder) ?? folder;
    const isClone = env !== undefined && existsSync(join(top, '.git'));
    const git = async (...args: string[]): Promise<string> => {
      const run = { dir: folder, args, access: { env: env ?? {}, protocol: undefined } };
      return (await runGit(run)).toString('utf8');
    };
    const commit = isClone ? await orNothing(git('rev-parse', '--verify', 'HEAD')) : undefined;
    const { base, text } = await readOwners([top, folder]);
    const within = relative(base, folder)
      .split(sep)
      .filter((name) => name !== '');
    const key = JSON.stringify([commit, within, text, paths]);
    if (known?.key === key) return known.facts;
    const history = commit && (await orNothing(readCommits(commit.trim(), paths)));
    const ownerOf = parseCodeOwners(text);
    const factsOf = (path: string): FileFacts => ({
      ...(history && history.get(path)),
      owner: ownerOf([...within, path].join('/')),
    });
    const facts = new Map(paths.map((path) => [path, factsOf(path)]));
    // What could not be asked is asked again.
    if (history !== undefined || commit === undefined) known = { key, facts };
    return facts;

    async function readCommits(
      newest: string,
      files: readonly string[],
    ): Promise<ReadonlyMap<string, FileHistory>> {
      const [log, ignoredRevisions, shallow] = await Promise.all([
        git(...historyArgs, '--relative', newest, '--', '.'),
        readFile(join(top, '.git-blame-ignore-revs'), 'utf8').catch(() => ''),
        git('rev-parse', '--git-path', 'shallow').then((path) =>
          readFile(join(folder, path.trim()), 'utf8').catch(() => ''),
        ),
      ]);
      return readHistory(log, { paths: files, ignoredRevisions, shallow });
    }
  };
}

/** No git here, or nothing committed yet: then there are no days to tell. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** A folder that was a repository of its own may have brought its owners along. */
async function readOwners(bases: readonly string[]): Promise<{ base: string; text: string }> {
  for (const base of bases) {
    for (const path of codeOwnersPaths) {
      const text = await readFile(join(base, path), 'utf8').catch(() => undefined);
      if (text !== undefined) return { base, text };
    }
  }
  return { base: bases[0] ?? '', text: '' };
}

/** The folder at or above this one that git calls the top of a work tree. */
function findTop(folder: string): string | undefined {
  for (let dir = folder; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return dir;
    if (dir === dirname(dir)) return undefined;
  }
}
