import { realpath, stat } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import {
  watchFolder,
  type WatchFolderOptions,
} from '../../../../src/sources/folder/watch-folder.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

/** Resolves when `onHint` was called so many times more. */
function countHints() {
  let hints = 0;
  const waiting: { until: number; resolve: () => void }[] = [];
  return {
    hints: () => hints,
    onHint: () => {
      hints += 1;
      for (const { until, resolve } of waiting) if (hints >= until) resolve();
    },
    more: (count: number) =>
      new Promise<void>((resolve) => waiting.push({ until: hints + count, resolve })),
  };
}

function watching(
  dir: string,
  options: Pick<WatchFolderOptions, 'onHint'> & Partial<WatchFolderOptions>,
): Promise<() => Promise<void>> {
  return watchFolder({
    dir,
    isWatched: () => true,
    onPolling: () => undefined,
    tickMs: 1,
    ticksPerLook: 1_000_000,
    ticksPerPoll: () => 1,
    watch: () => () => undefined,
    ...options,
  });
}

describe('watchFolder', () => {
  it('looks at the folder every tick once it cannot be watched, and says why', async () => {
    await withFolder({}, async (dir) => {
      let fail: (error: unknown) => void = () => undefined;
      let isStopped = false;
      const reasons: string[] = [];
      const { hints, onHint, more } = countHints();
      const stop = await watching(dir, {
        onHint,
        onPolling: (reason) => reasons.push(reason),
        watch: ({ onError }) => {
          fail = onError;
          return () => {
            isStopped = true;
          };
        },
      });
      expect(hints()).toBe(1);
      const error = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      fail(error);
      fail(error);
      await more(3);
      expect(reasons).toEqual(['ENOSPC']);
      expect(isStopped).toBe(true);
      await stop();
    });
  });

  it('looks less often at a folder that cannot be watched when that takes long', async () => {
    await withFolder({}, async (dir) => {
      const { hints, onHint, more } = countHints();
      let polls = 0;
      const stop = await watching(dir, {
        onHint,
        watch: ({ onError }) => {
          onError(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
          return () => undefined;
        },
        ticksPerPoll: () => {
          polls += 1;
          return 4;
        },
      });
      await more(3);
      await stop();
      expect(polls).toBeGreaterThanOrEqual(4 * (hints() - 1));
    });
  });

  it('looks now and then even when no event comes', async () => {
    await withFolder({}, async (dir) => {
      const { hints, onHint, more } = countHints();
      const stop = await watching(dir, { onHint, ticksPerLook: 4 });
      await more(3);
      await stop();
      expect(hints()).toBeGreaterThan(3);
    });
  });

  it('calls nobody once its stop has resolved', async () => {
    await withFolder({}, async (dir) => {
      for (let round = 0; round < 40; round += 1) {
        let tell = (): void => undefined;
        const { hints, onHint, more } = countHints();
        const stop = await watching(dir, {
          onHint,
          ticksPerLook: 1,
          watch: (options) => {
            tell = options.onHint;
            return () => undefined;
          },
        });
        await more(1);
        // Each round stops at another moment of a look.
        for (let turn = 0; turn < round; turn += 1) await stat(dir);
        await stop();
        const before = hints();
        tell();
        // As long as a look that was under way would take.
        for (let turn = 0; turn < 3; turn += 1) await stat(await realpath(dir));
        expect(hints()).toBe(before);
      }
    });
  });
});
