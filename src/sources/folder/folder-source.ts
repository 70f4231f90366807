import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { maxFileBytes, tooLarge } from '../../content/content-limits.ts';
import { errorCode } from '../../content/folder/error-code.ts';
import { isArticleName } from '../../content/folder/file-names.ts';
import type { GitAccess } from '../git/run-git.ts';
import {
  SourceError,
  type FileFacts,
  type Snapshot,
  type Source,
  type SourceFile,
  type UnreadableFile,
} from '../source.ts';
import { listFolder } from '../../content/folder/list-folder.ts';
import { watchFolder } from './watch-folder.ts';
import { describeFiles } from './work-tree.ts';

export interface FolderSourceDeps {
  readonly dir: string;
  /** Which files are read; the others are known by name alone. */
  readonly isRead: (path: string) => boolean;
  /** How git may be asked about the folder's past, when it is part of a work tree; undefined: not at all. */
  readonly gitEnv: GitAccess['env'] | undefined;
  readonly log: Logger;
}

const tickMs = 1_000;
const ticksPerLook = 30;
/** Looking at so many takes a twentieth of a second. */
const filesPerTick = 5_000;
const secondLookMs = 1_500;
/** Enough to keep a network disk busy. */
const filesAtOnce = 16;

/** What a look has seen. */
interface Seen {
  readonly snapshot: Snapshot;
  /** The files that are read. */
  readonly read: readonly string[];
  /** What is known of them; the same as long as it says the same. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly hasLinks: boolean;
}

/** Fewer files than that may go at once without a second look. */
const fewFiles = 10;

/**
 * A folder on this machine, watched. When it is emptied, or most of it is gone at once, somebody may
 * be in the middle of putting something else there: what it held before stays until two looks in a
 * row have seen the same.
 */
export function createFolderSource({ dir, isRead, gitEnv, log }: FolderSourceDeps): Source {
  const describe = describeFiles(dir, gitEnv);
  let trouble: string | undefined;
  let last: Seen | undefined;
  /** What may have changed since the last look, when nothing else can have. */
  let touched: Set<string> | undefined;
  let doubted: string | undefined;
  let hint = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;

  /** True when this must be seen once more before it is believed. */
  function isDoubtful(before: readonly string[], names: readonly string[]): boolean {
    const now = new Set(names);
    const gone = before.filter((path) => !now.has(path)).length;
    const seen = names.join('\n');
    const isSure = gone <= fewFiles || gone <= before.length / 2 || seen === doubted;
    doubted = isSure ? undefined : seen;
    return !isSure;
  }

  async function lookAtAll(): Promise<Seen> {
    const list = await listFolder(dir, isRead);
    const versions = await mapAtOnce(list.paths, (path) => versionOf(join(dir, path)));
    const read = list.paths.filter(isRead);
    const facts = await describe(read);
    const files = list.paths.map((path, index): [string, SourceFile] => {
      return [path, { path, version: versions[index] ?? '', ...facts.get(path) }];
    });
    const made = { files: new Map(files), problems: list.problems };
    const snapshot = last && isDeepStrictEqual(last.snapshot, made) ? last.snapshot : made;
    return { snapshot, read, facts, hasLinks: list.hasLinks };
  }

  /** Undefined when more can have changed than what these files say. */
  async function lookAtSome(seen: Seen, paths: ReadonlySet<string>): Promise<Seen | undefined> {
    if (seen.hasLinks || (await describe(seen.read)) !== seen.facts) return undefined;
    const files = new Map(seen.snapshot.files);
    let hasChanged = false;
    for (const path of paths) {
      const file = files.get(path);
      const stats = await lstat(join(dir, path)).catch(() => undefined);
      if (file === undefined && stats === undefined) continue;
      if (file === undefined || stats?.isFile() !== true) return undefined;
      const version = await versionOf(join(dir, path));
      hasChanged ||= version !== file.version || version === '';
      files.set(path, { ...file, version });
    }
    return hasChanged ? { ...seen, snapshot: { ...seen.snapshot, files } } : seen;
  }

  async function look(): Promise<Snapshot> {
    const some = touched;
    touched = new Set();
    const seen = some?.size && last && (await lookAtSome(last, some).catch(refuse));
    if (seen) {
      last = seen;
      return seen.snapshot;
    }
    const next = await lookAtAll().catch(refuse);
    const before = last?.read ?? [];
    if (before.some(isArticleName) && !next.read.some(isArticleName)) {
      throw new SourceError(`there are no articles in ${dir} any more; those from before stay`);
    }
    if (last !== undefined && isDoubtful(before, next.read)) {
      touched = undefined;
      timer = setTimeout(hint, secondLookMs).unref();
      return last.snapshot;
    }
    last = next;
    return next.snapshot;
  }

  /** The folder may be taken away at any moment. */
  function refuse(error: unknown): never {
    const code = errorCode(error);
    if (code === undefined) throw error;
    const message = `can't read the content folder ${dir}: ${explain(code)}`;
    throw new SourceError(message, { cause: error });
  }

  return {
    versionsAreContent: false,

    async look() {
      try {
        return await look();
      } catch (error) {
        touched = undefined;
        throw error;
      }
    },

    async read(files, maxBytes = maxFileBytes) {
      const root = await realpath(dir).catch(refuse);
      const read = await mapAtOnce(files, ({ path }) => readOne(root, path, maxBytes));
      return new Map(
        files.map(({ path }, index) => [path, read[index] ?? { problem: "wasn't read" }]),
      );
    },

    async watch(onHint) {
      hint = onHint;
      const stop = await watchFolder({
        dir,
        isWatched: isRead,
        tickMs,
        ticksPerLook,
        ticksPerPoll: () => Math.min((last?.snapshot.files.size ?? 0) / filesPerTick, ticksPerLook),
        onHint: (path) => {
          if (path === undefined) touched = undefined;
          else touched?.add(path);
          onHint();
        },
        onPolling: (reason) => {
          trouble = `can't watch for changes (${reason}); looking at the folder every few seconds instead`;
          log.warn(trouble);
        },
      });
      return async () => {
        hint = () => undefined;
        clearTimeout(timer);
        await stop();
      };
    },
    problem: () => trouble,
  };
}

function explain(code: string): string {
  switch (code) {
    case 'ENOENT':
      return "it doesn't exist; create it, or name another folder";
    case 'ENOTDIR':
      return "it isn't a folder; name the folder that holds the articles";
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; let the user that runs Guidepost read it';
    default:
      return code;
  }
}

/** Empty when it cannot be told: it is read again next time, the disk may be back by then. */
async function versionOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return '';
  }
}

async function readOne(
  root: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | UnreadableFile> {
  try {
    // What was a file when it was listed may be a link by now.
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return { problem: 'this leads out of the folder; left out' };
    // A picture is shown to whoever asks: it is not to be a way to what lies here besides.
    if (extname(file).toLowerCase() !== extname(path).toLowerCase()) {
      return { problem: 'this link leads to another kind of file; left out' };
    }
    const stats = await stat(file);
    if (!stats.isFile()) return { problem: 'not a regular file; left out' };
    const { size } = stats;
    if (size > maxBytes) return { problem: tooLarge(size) };
    return await readFile(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return { problem: `can't read this file (${code}); check its permissions` };
  }
}

async function mapAtOnce<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = [];
  const waiting = items.entries();
  async function take(): Promise<void> {
    for (const [index, item] of waiting) results[index] = await work(item);
  }
  await Promise.all(Array.from({ length: filesAtOnce }, take));
  return results;
}
