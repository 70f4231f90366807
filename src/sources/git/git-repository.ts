import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maxFileBytes } from '../../content/content-limits.ts';
import { makeFolder } from '../../kept/make-folder.ts';
import { SourceError } from '../source.ts';
import { entryName } from './enter-copy.ts';
import {
  articlesOnly,
  historyArgs,
  readHistory,
  type FileHistory,
  type HistoryOptions,
} from './git-history.ts';
import { GitError, runGit, type GitAccess, type GitRun } from './run-git.ts';

export interface TreeEntry {
  /** `100644` and `100755` are files, `120000` links, `160000` submodules. */
  readonly mode: string;
  readonly id: string;
  /** From the top of the repository. */
  readonly path: string;
}

export interface RemoteBranch {
  readonly name: string;
  readonly commit: string;
}

export interface GitRepositoryDeps {
  /** Where our copy is kept, a bare repository that `makeCopy` has made. */
  readonly dir: string;
  readonly address: string;
  readonly access: GitAccess;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type GitRepository = ReturnType<typeof openGitRepository>;

const acceptedRef = 'refs/guidepost/accepted';
const sizeCheckMs = 250;
const maxPackingMs = 30 * 60_000;
/** Without the files themselves: their text is fetched for the few that are read. */
const partial = '--filter=blob:none';
/**
 * Our copy lacks files on purpose. Only a fetch knows: everything else is to say that a file is not
 * here, instead of fetching one after another.
 */
const maybePartial = [
  ...['-c', 'remote.origin.promisor=true'],
  ...['-c', 'remote.origin.partialclonefilter=blob:none'],
];

/** Its functions throw GitError when git does not do what it was asked. */
export function openGitRepository({ dir, address, access, maxBytes, signal }: GitRepositoryDeps) {
  const withoutNetwork: GitAccess = { env: access.env, protocol: undefined };
  /** Not in the copy's own settings: where it comes from is for the caller to say. */
  const origin = ['-c', `remote.origin.url=${address}`];
  /** A place of its own: another process may share the copy. */
  const incomingRef = `refs/guidepost/${randomUUID()}`;
  /** Only in the copy: it may lie in a repository that is somebody else's. */
  const run = ({ args, ...more }: Omit<GitRun, 'dir'>): Promise<Buffer> =>
    runGit({ dir, signal, ...more, args: ['--git-dir=.', ...args] });
  const gitHere = (args: readonly string[], input?: string): Promise<Buffer> =>
    run({ args, access: withoutNetwork, input });

  /** @throws RepositoryTooLargeError when what comes grows beyond `maxBytes`. */
  async function fetch(args: readonly string[], input?: string): Promise<void> {
    const tooLarge = new AbortController();
    const checkSize = async (): Promise<void> => {
      if ((await folderBytes(join(dir, 'objects/pack'))) > maxBytes) tooLarge.abort();
    };
    const watching = setInterval(() => void checkSize(), sizeCheckMs);
    try {
      await run({
        args: [
          ...maybePartial,
          ...origin,
          // What packs anew needs the room twice for a while, and says nothing meanwhile.
          ...['-c', 'gc.auto=0'],
          ...(input === undefined ? [] : ['-c', 'fetch.negotiationAlgorithm=noop']),
          ...['fetch', '--progress', '--no-tags', '--no-write-fetch-head', ...args],
        ],
        access,
        signal: AbortSignal.any([signal, tooLarge.signal]),
        input,
      });
      await checkSize();
    } catch (error) {
      if (!tooLarge.signal.aborted) throw error;
    } finally {
      clearInterval(watching);
    }
    if (tooLarge.signal.aborted) throw new RepositoryTooLargeError(await readRef(acceptedRef));
  }

  /**
   * Brings the branch's commits and folders, and its files where the server cannot leave them out.
   * Resolves with the newest commit. @throws RepositoryTooLargeError
   *
   * @param past whether what led to this commit is wanted too
   */
  async function fetchBranch(name: string, past: 'whole' | 'none'): Promise<string> {
    const depth = past === 'none' ? ['--depth=1'] : [];
    await fetch([partial, ...depth, 'origin', `+refs/heads/${name}:${incomingRef}`]);
    const commit = (await readRef(incomingRef)) ?? '';
    await gitHere(['update-ref', '-d', incomingRef]);
    return commit;
  }

  /** Sizes of those of these files that are here. */
  async function sizesOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (ids.length === 0) return new Map();
    const lines = await gitHere(['cat-file', '--batch-check'], ids.join('\n') + '\n');
    return new Map(
      lines
        .toString('latin1')
        .split('\n')
        .flatMap((line) => {
          const [id = '', type, size] = line.split(' ');
          return type === 'blob' ? [[id, Number(size)] as const] : [];
        }),
    );
  }

  /** Files by id, brought here first; of one that is larger than `maxBytes`, how large it is. */
  async function readFiles(
    ids: readonly string[],
    maxBytes = maxFileBytes,
  ): Promise<ReadonlyMap<string, Buffer | number>> {
    const files = new Map<string, Buffer | number>(await fetchFiles(ids));
    const read = [...files.keys()].filter((id) => Number(files.get(id)) <= maxBytes);
    if (read.length === 0) return files;
    const output = await gitHere(['cat-file', '--batch'], read.join('\n') + '\n');
    for (let at = 0; at < output.length;) {
      const lineEnd = output.indexOf(10, at);
      const [id = '', , size] = output.toString('latin1', at, lineEnd).split(' ');
      at = lineEnd + 1;
      files.set(id, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return files;
  }

  /** Brings what is missing of these files, at once; how large each is. */
  async function fetchFiles(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const here = await sizesOf(ids);
    const missing = ids.filter((id) => !here.has(id));
    if (missing.length === 0) return here;
    await fetch([partial, '--stdin', 'origin'], missing.join('\n') + '\n');
    return sizesOf(ids);
  }

  /** Everything in the repository. */
  async function listTree(commit: string): Promise<readonly TreeEntry[]> {
    const output = await gitHere(['ls-tree', '-r', '-z', '--full-tree', commit]);
    return output
      .toString('utf8')
      .split('\0')
      .flatMap((line) => {
        const match = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line);
        if (match === null) return [];
        const [, mode = '', id = '', name = ''] = match;
        return [{ mode, id, path: name }];
      });
  }

  async function readRef(name: string): Promise<string | undefined> {
    const output = await gitHere(['for-each-ref', '--format=%(objectname)', name]);
    return output.toString().trim() || undefined;
  }

  return {
    /** The commit that was last accepted; undefined before the first. */
    accepted: () => readRef(acceptedRef),
    /** From now on this is what the copy holds, also after a restart. */
    accept: async (commit: string) => {
      await gitHere(['update-ref', acceptedRef, commit]);
    },
    /** Makes one pack of many, now and then. */
    packAnew: async () => {
      const args = [...maybePartial, 'gc', '--auto', '--quiet'];
      await run({ args, access: withoutNetwork, idleMs: maxPackingMs });
    },
    /** The branch of this name, or the one the repository calls its own; undefined for none. */
    findBranch: async (name: string | undefined): Promise<RemoteBranch | undefined> => {
      const wanted = name === undefined ? 'HEAD' : `refs/heads/${name}`;
      const output = await run({
        access,
        args: ['ls-remote', '--symref', '--', address, wanted],
      });
      const lines = output.toString().split('\n');
      const commit = lines.find((line) => line.endsWith(`\t${wanted}`) && !line.startsWith('ref:'));
      const own = /^ref: refs\/heads\/(.*)\tHEAD$/m.exec(output.toString())?.[1];
      const branch = name ?? own;
      if (commit === undefined || branch === undefined) return undefined;
      return { name: branch, commit: commit.split('\t')[0] ?? '' };
    },
    fetchBranch,
    fetchFiles,
    listTree,
    readFiles,
    readHistory: async (
      commit: string,
      given: Pick<HistoryOptions, 'paths' | 'ignoredRevisions'>,
      since?: { readonly commit: string; readonly history: ReadonlyMap<string, FileHistory> },
    ) => {
      const shallow = await readFile(join(dir, 'shallow'), 'utf8').catch(() => '');
      const range =
        since !== undefined && (await isAncestor(since.commit, commit))
          ? [`${since.commit}..${commit}`]
          : [commit];
      const log = await gitHere([...historyArgs, ...range, '--', ...articlesOnly]);
      return readHistory(log.toString('utf8'), {
        ...given,
        shallow,
        ...(range[0] !== commit && since !== undefined && { before: since.history }),
      });
    },
  };

  async function isAncestor(older: string, newer: string): Promise<boolean> {
    try {
      await gitHere(['merge-base', '--is-ancestor', older, newer]);
      return true;
    } catch (error) {
      if (error instanceof GitError) return false;
      throw error;
    }
  }
}

export class RepositoryTooLargeError extends SourceError {
  /** Nothing of it was ever of use. */
  readonly isFirst: boolean;

  constructor(accepted: string | undefined) {
    super('the repository is larger than 1 GB');
    this.isFirst = accepted === undefined;
  }
}

async function folderBytes(dir: string): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(dir, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * An empty one where there is none, or a full disk has left a part of it; true when it was made. Two
 * processes may make the same.
 */
export function makeCopy(dir: string): boolean {
  const head = join(dir, 'HEAD');
  if ((statSync(head, { throwIfNoEntry: false })?.size ?? 0) > 0) return false;
  for (const folder of ['objects', 'refs']) makeFolder(join(dir, folder));
  writeFileSync(head, 'ref: refs/heads/main\n');
  return true;
}

/** Only for whoever is alone with it. */
export function emptyCopy(dir: string): void {
  const names = readdirSync(dir).filter((name) => name !== entryName);
  for (const name of names) rmSync(join(dir, name), { recursive: true, force: true });
}

/**
 * What was broken off leaves files, also a process that was killed: git would leave them there, until
 * in the end the disk is full or nothing can be locked any more. Only for whoever is alone with it.
 */
export function removeLeftovers(dir: string): void {
  for (const folder of ['', 'objects', 'objects/pack', 'refs/guidepost']) {
    const path = join(dir, folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    const leftovers = names.filter(
      (name) =>
        /^\.?tmp[-_]|\.lock$/.test(name) || (folder === 'refs/guidepost' && name !== 'accepted'),
    );
    for (const name of leftovers) rmSync(join(path, name), { recursive: true, force: true });
  }
}
