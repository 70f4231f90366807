import type { Logger } from 'pino';
import { errorCode } from '../../content/folder/error-code.ts';
import { maxFileBytes, tooLarge } from '../../content/content-limits.ts';
import { codeOwnersPaths, parseCodeOwners } from '../../content/folder/code-owners.ts';
import { isArticleName } from '../../content/folder/file-names.ts';
import {
  SourceError,
  type Snapshot,
  type Source,
  type SourceFile,
  type UnreadableFile,
} from '../source.ts';
import type { GitPlace } from '../source-settings.ts';
import { enterCopy } from './enter-copy.ts';
import { explainGitFailure, isDamaged } from './explain-git-failure.ts';
import type { FileHistory } from './git-history.ts';
import {
  emptyCopy,
  makeCopy,
  openGitRepository,
  removeLeftovers,
  RepositoryTooLargeError,
  type GitRepository,
  type TreeEntry,
} from './git-repository.ts';
import { createPoller } from './poller.ts';
import { resolveTree } from './resolve-tree.ts';
import { GitError } from './run-git.ts';

export interface GitSourceDeps extends Omit<GitPlace, 'kind' | 'hookSecret'> {
  /** Where our copy is kept. */
  readonly dir: string;
  /** Which files are read; the others are known by name alone. */
  readonly isRead: (path: string) => boolean;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  readonly log: Logger;
  readonly maxCopyBytes?: number;
}

/** More than the text and the history of any handbook. */
const defaultMaxCopyBytes = 1024 ** 3;
const noArticles =
  'there are no articles in the repository; check "folder" and "include" (those from before stay)';
const notYet = "it's being fetched for the first time";
const maxFiles = 200_000;
/** As much of CODEOWNERS as GitHub reads. */
const maxListBytes = 3 * 1024 * 1024;

interface State {
  readonly commit: string;
  readonly snapshot: Snapshot;
  /** By path from the top of the repository. */
  readonly history: ReadonlyMap<string, FileHistory>;
}

export interface GitSource extends Source {
  /** Somebody says that there is something new; resolves with whether that could be looked up. */
  readonly refresh: () => Promise<boolean>;
}

/** A branch of a git repository, or a folder of one, looked at now and then. */
export function createGitSource(deps: GitSourceDeps): GitSource {
  const { dir, address, branch, folder, isRead, access, log } = deps;
  const { maxCopyBytes: maxBytes = defaultMaxCopyBytes } = deps;
  const stopped = new AbortController();
  const repository = openGitRepository({ dir, address, access, maxBytes, signal: stopped.signal });
  /** What the copy is known to hold. */
  let held: string | undefined;
  let state: State | undefined;
  let trouble: string | undefined;

  /** What nobody can use any more, and what is left over, goes when nobody else is at it. */
  async function useCopy<T>(work: (git: GitRepository) => Promise<T>): Promise<T> {
    const leave = await enterCopy(dir);
    let tidy = removeLeftovers;
    try {
      if (makeCopy(dir)) held = undefined;
      return await work(repository);
    } catch (error) {
      if (isUseless(error)) tidy = emptyCopy;
      throw error;
    } finally {
      leave(() => {
        try {
          tidy(dir);
        } catch (error) {
          log.warn({ err: error }, "can't delete what nobody can use of our copy");
        }
      });
    }
  }

  async function readState(git: GitRepository, commit: string): Promise<State> {
    const entries = await git.listTree(commit);
    if (entries.length > maxFiles) {
      throw new SourceError(`it has more than ${maxFiles} files; split it`);
    }
    const { files: ids, problems } = await resolveTree(entries, {
      folder,
      readLinks: git.readFiles,
    });
    if (ids.size === 0) throw new SourceError(explainNothing(folder));
    const read = [...ids].filter(([path]) => isRead(path));
    if (!read.some(([path]) => isArticleName(path))) throw new SourceError(noArticles);
    await git.fetchFiles(read.map(([, id]) => id));
    const full = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
    const ownerOf = parseCodeOwners(await readFirst(git, entries, codeOwnersPaths));
    const history = await git.readHistory(
      commit,
      {
        paths: read.map(([path]) => full(path)),
        ignoredRevisions: await readFirst(git, entries, ['.git-blame-ignore-revs']),
      },
      state,
    );
    const files = [...ids]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, id]): SourceFile => {
        const owner = isRead(path) ? ownerOf(full(path)) : undefined;
        return { path, version: id, ...history.get(full(path)), owner };
      });
    const snapshot = { files: new Map(files.map((file) => [file.path, file])), problems };
    return { commit, history, snapshot };
  }

  /** Asks the server, and takes in what is new there. */
  async function pull(
    git: GitRepository,
    past: 'whole' | 'none' = 'whole',
  ): Promise<'changed' | 'same'> {
    const found = await git.findBranch(branch);
    if (found === undefined) throw new SourceError(explainNoBranch(branch));
    if (found.commit === state?.commit && found.commit === held) return 'same';
    // Somebody may push between the question and the fetch: what came is what counts.
    const commit =
      found.commit === (await git.accepted())
        ? found.commit
        : await git.fetchBranch(found.name, past);
    const next = await readState(git, commit);
    await git.accept(commit);
    state = next;
    held = commit;
    log.info({ commit, branch: found.name, files: next.snapshot.files.size }, 'repository pulled');
    // As good without, such as where there is no room for it.
    await git.packAnew().catch((error: unknown) => {
      log.warn(detailsOf(error), "can't pack the copy of the repository anew");
    });
    return 'changed';
  }

  async function tryPull(): Promise<'changed' | 'same' | 'failed'> {
    try {
      const outcome = await useCopy(pull).catch((error: unknown) => {
        // Its whole past does not fit, but its present may. The days of its files are then unknown.
        if (!(error instanceof RepositoryTooLargeError)) throw error;
        return useCopy((git) => pull(git, 'none'));
      });
      if (trouble !== undefined) log.info('the repository can be read again');
      trouble = undefined;
      return outcome;
    } catch (error) {
      if (stopped.signal.aborted) return 'failed';
      const problem = explain(error);
      if (problem !== trouble) log.warn(detailsOf(error), problem);
      trouble = problem;
      return 'failed';
    }
  }

  /** What is on disk from before, without asking anybody. */
  async function readKept(): Promise<State | undefined> {
    try {
      return await useCopy(async (git) => {
        held = await git.accepted();
        return held === undefined ? undefined : await readState(git, held);
      });
    } catch (error) {
      // Damaged, or the settings now name files that were not fetched: the server has them.
      const details = { ...detailsOf(error), problem: explain(error) };
      log.warn(details, "can't use what was fetched before; fetching it again");
      return undefined;
    }
  }

  const problem = (): string | undefined => trouble ?? (state === undefined ? notYet : undefined);
  const poller = createPoller({ ...deps, run: tryPull });

  return {
    versionsAreContent: true,

    async look() {
      state ??= await readKept();
      if (state === undefined) throw new SourceError(problem() ?? notYet);
      return state.snapshot;
    },

    async read(files, maxBytes = maxFileBytes) {
      try {
        const ids = files.map(({ version }) => version);
        const read = await useCopy((git) => git.readFiles(ids, maxBytes));
        return new Map(
          files.map(({ path, version }) => [path, orExplain(read.get(version))] as const),
        );
      } catch (error) {
        throw new SourceError(explain(error), { cause: error });
      }
    },

    watch(onHint) {
      poller.start(onHint, { isUrgent: state === undefined });
      return Promise.resolve(async () => {
        stopped.abort();
        await poller.stop();
      });
    },
    refresh: poller.now,
    problem,
  };
}

/** The text of the first of these files that is there; empty when none is. */
async function readFirst(
  git: GitRepository,
  entries: readonly TreeEntry[],
  paths: readonly string[],
): Promise<string> {
  const found = paths.map((path) => entries.find((entry) => entry.path === path));
  const file = found.find((entry) => entry !== undefined);
  if (file?.mode.startsWith('100') !== true) return '';
  const read = (await git.readFiles([file.id], maxListBytes)).get(file.id);
  return typeof read === 'number' ? '' : String(read ?? '');
}

/** What a line of the log needs besides the problem: only what nobody planned for needs its place in our code. */
function detailsOf(error: unknown): object {
  if (error instanceof SourceError) return {};
  return error instanceof GitError ? { git: error.message } : { err: error };
}

/** No part of the copy is worth keeping. */
function isUseless(error: unknown): boolean {
  if (error instanceof RepositoryTooLargeError) return error.isFirst;
  return error instanceof GitError && isDamaged(error);
}

function explain(error: unknown): string {
  if (error instanceof SourceError) return error.message;
  if (error instanceof GitError) return explainGitFailure(error);
  const code = errorCode(error);
  return code === undefined
    ? 'something broke on our side; the log says what'
    : `its copy under DATA_DIR can't be written (${code}); make room, or let Guidepost write there`;
}

function explainNoBranch(branch: string | undefined): string {
  return branch === undefined
    ? 'its main branch is empty or was deleted; push something to it, or name another as "branch"'
    : `there's no branch "${branch}"; it may have been renamed, so name the new one as "branch"`;
}

function explainNothing(folder: string): string {
  return folder === ''
    ? 'the repository has no files'
    : `the repository has no folder "${folder}"; name another as "folder"`;
}

function orExplain(read: Buffer | number | undefined): Buffer | UnreadableFile {
  if (read === undefined) return { problem: "git doesn't have this file" };
  return typeof read === 'number' ? { problem: tooLarge(read) } : read;
}
