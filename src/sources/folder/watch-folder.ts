import { realpath, stat } from 'node:fs/promises';
import { errorCode } from '../../content/folder/error-code.ts';
import { watchDirectories } from './watch-directories.ts';

export interface WatchFolderOptions {
  readonly dir: string;
  /** Which files matter, by their path from the folder. */
  readonly isWatched: (path: string) => boolean;
  /** This path, or anything in the folder, may have changed. Called often, also for nothing. */
  readonly onHint: (path?: string) => void;
  /** The folder can only be looked at from time to time from now on, and why. Called once. */
  readonly onPolling: (reason: string) => void;
  readonly tickMs: number;
  /** Between two looks at a folder that no event may have told about, as on a network disk. */
  readonly ticksPerLook: number;
  /** Between two of them where no event tells anything; asked anew each time. */
  readonly ticksPerPoll: () => number;
  readonly watch?: typeof watchDirectories;
}

/**
 * Watches a folder through everything that happens to one: removed and made again, a link to it
 * turned elsewhere, out of watch handles. Returns what stops it; once that has resolved, nothing is
 * called any more.
 */
export async function watchFolder({
  dir,
  isWatched,
  onHint,
  onPolling,
  tickMs,
  ticksPerLook,
  ticksPerPoll,
  watch = watchDirectories,
}: WatchFolderOptions): Promise<() => Promise<void>> {
  let stopWatching = (): void => undefined;
  let watched: FolderIdentity | undefined;
  let isPolling = false;
  let isClosed = false;
  let ticksSinceLook = 0;
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();

  const hint = (path?: string): void => {
    if (!isClosed) onHint(path);
  };

  async function tick(): Promise<void> {
    ticksSinceLook += 1;
    const found = await identify(dir);
    if (found?.id !== watched?.id) {
      watched = found;
      reopen();
      ticksSinceLook = ticksPerLook;
    }
    if (ticksSinceLook >= (isPolling ? ticksPerPoll() : ticksPerLook)) {
      ticksSinceLook = 0;
      hint();
    }
    if (isClosed) return;
    timer = setTimeout(() => {
      ticking = tick();
    }, tickMs).unref();
  }

  function reopen(): void {
    stopWatching();
    if (watched === undefined || isPolling || isClosed) return;
    stopWatching = watch({ root: watched.realPath, isWatched, onHint: hint, onError: fail });
  }

  function fail(error: unknown): void {
    if (isPolling || isClosed) return;
    isPolling = true;
    onPolling(errorCode(error) ?? String(error));
    stopWatching();
  }

  await tick();
  return async () => {
    isClosed = true;
    clearTimeout(timer);
    await ticking;
    stopWatching();
  };
}

interface FolderIdentity {
  readonly realPath: string;
  readonly id: string;
}

/** Tells a folder from another at the same place. Undefined while there is none. */
async function identify(dir: string): Promise<FolderIdentity | undefined> {
  try {
    const realPath = await realpath(dir);
    const { dev, ino, birthtimeNs } = await stat(realPath, { bigint: true });
    return { realPath, id: [realPath, dev, ino, birthtimeNs].join(':') };
  } catch {
    return undefined;
  }
}
