import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../content/folder/error-code.ts';

export interface WatchDirectoriesOptions {
  readonly root: string;
  /** Which files matter, by their path from the root. */
  readonly isWatched: (path: string) => boolean;
  /**
   * Something that matters may have changed: this path, or anything at all; once too when everything
   * is watched.
   */
  readonly onHint: (path?: string) => void;
  /** Not everything can be watched any more. */
  readonly onError: (error: unknown) => void;
}

/**
 * Watches each directory of a tree, but no hidden one and nothing that links lead to. A directory
 * tells of the files in it, so that a change costs the same however many there are. Returns what
 * stops it, at once.
 */
export function watchDirectories({
  root,
  isWatched,
  onHint,
  onError,
}: WatchDirectoriesOptions): () => void {
  /** By their path from the root, which itself is ''. */
  const watchers = new Map<string, FSWatcher>();
  let isClosed = false;
  let walked = walk('').then(() => {
    hint();
  });

  function hint(path?: string): void {
    if (!isClosed) onHint(path);
  }

  /** Watches first and lists then, so that what comes in between is not missed. */
  async function walk(path: string): Promise<void> {
    if (isClosed) return;
    try {
      const watcher = watch(join(root, path), (event, name) => {
        hear(path, event, name);
      });
      watchers.set(path, watcher);
      watcher.on('error', (error) => {
        watcher.close();
        judge(error);
      });
      for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
        if (entry.isDirectory() && !isHidden(entry.name)) await walk(join(path, entry.name));
      }
    } catch (error) {
      judge(error);
    }
  }

  function hear(directory: string, event: string, name: string | null): void {
    if (name === null) {
      hint();
      return;
    }
    const path = join(directory, name);
    if (isWatched(path)) hint(path);
    // It came, went, or another is in its place.
    if (event === 'rename') walked = walked.then(() => lookAgain(path, name));
  }

  async function lookAgain(path: string, name: string): Promise<void> {
    if (isClosed) return;
    const stats = await lstat(join(root, path)).catch(() => undefined);
    if (stats?.isFile() === true) return;
    const gone = [...watchers].filter(([each]) => each === path || each.startsWith(`${path}/`));
    for (const [each, watcher] of gone) {
      watcher.close();
      watchers.delete(each);
    }
    if (stats?.isDirectory() === true && !isHidden(name)) await walk(path);
    // Who saves a file often writes another and moves it: a name that is gone is no more than that.
    hint(stats === undefined && gone.length === 0 ? path : undefined);
  }

  /** What has gone meanwhile or may not be read is left to whoever lists the files. */
  function judge(error: unknown): void {
    const isPassedOver = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '');
    if (!isPassedOver && !isClosed) onError(error);
  }

  return () => {
    isClosed = true;
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  };
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
