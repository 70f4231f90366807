import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { codeOwnersPaths, parseCodeOwners, type FindOwner } from '../../content/code-owners.ts';
import { historyArgs, readHistory, type FileHistory } from '../git/git-history.ts';
import { GitError, runGit, type GitAccess } from '../git/run-git.ts';

export interface WorkTree {
  /** What commits and CODEOWNERS say about files of the folder; nothing when there are none. */
  readonly describe: (paths: readonly string[]) => Promise<Described>;
}

/** Both are the same objects as long as they say the same. */
export interface Described {
  readonly history: ReadonlyMap<string, FileHistory>;
  readonly ownerOf: FindOwner;
}

interface KnownHistory {
  readonly commit: string;
  readonly paths: string;
  readonly history: ReadonlyMap<string, FileHistory>;
}

/** A folder that may be part of somebody's clone, where commits are made beside us. */
export function createWorkTree(dir: string, env: GitAccess['env'] | undefined): WorkTree {
  let known: KnownHistory | undefined;
  let owners: { readonly key: string; readonly ownerOf: FindOwner } | undefined;

  return {
    async describe(paths) {
      const folder = await realpath(dir);
      const top = (await findTop(folder)) ?? folder;
      const { base, text } = await readOwners([top, folder]);
      const within = relative(base, folder)
        .split(sep)
        .filter((name) => name !== '');
      const key = JSON.stringify([within, text]);
      if (owners?.key !== key) {
        const find = parseCodeOwners(text);
        owners = { key, ownerOf: (path) => find([...within, path].join('/')) };
      }
      return { history: await readCommits(folder, top, paths), ownerOf: owners.ownerOf };
    },
  };

  async function readCommits(
    folder: string,
    top: string,
    paths: readonly string[],
  ): Promise<ReadonlyMap<string, FileHistory>> {
    if (env === undefined || !(await exists(join(top, '.git')))) return noHistory;
    const access: GitAccess = { env, protocol: undefined };
    const git = (...args: string[]): Promise<Buffer> => runGit({ dir: folder, args, access });
    try {
      const commit = (await git('rev-parse', '--verify', 'HEAD')).toString().trim();
      const key = paths.join('\n');
      if (known?.commit === commit && known.paths === key) return known.history;
      const [log, ignoredRevisions, shallow] = await Promise.all([
        git(...historyArgs, '--relative', commit, '--', '.'),
        readFile(join(top, '.git-blame-ignore-revs'), 'utf8').catch(() => ''),
        git('rev-parse', '--git-path', 'shallow').then((path) =>
          readFile(join(folder, path.toString().trim()), 'utf8').catch(() => ''),
        ),
      ]);
      const history = readHistory(log.toString('utf8'), { paths, ignoredRevisions, shallow });
      known = { commit, paths: key, history };
      return history;
    } catch (error) {
      // No git here, or nothing committed yet: then there are no days to tell.
      if (error instanceof GitError) return noHistory;
      throw error;
    }
  }
}

const noHistory: ReadonlyMap<string, FileHistory> = new Map();

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
async function findTop(folder: string): Promise<string | undefined> {
  for (let dir = folder; ; dir = dirname(dir)) {
    if (await exists(join(dir, '.git'))) return dir;
    if (dir === dirname(dir)) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
