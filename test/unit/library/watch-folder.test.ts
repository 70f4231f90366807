import { setTimeout as delay } from 'node:timers/promises';
import { FSWatcher } from 'chokidar';
import { describe, expect, it } from '@jest/globals';
import { watchFolder } from '../../../src/library/watch-folder.ts';
import { withFolder } from '../../helpers/with-folder.ts';

describe('watchFolder', () => {
  it('looks at the folder every tick once it cannot be watched, and says why', async () => {
    await withFolder({}, async (dir) => {
      const watcher = new FSWatcher();
      const reasons: string[] = [];
      let hints = 0;
      const stop = await watchFolder({
        dir,
        onHint: () => (hints += 1),
        onPolling: (reason) => reasons.push(reason),
        tickMs: 10,
        ticksPerLook: 1_000_000,
        watch: () => watcher,
      });
      await delay(60);
      expect(hints).toBe(1);
      const error = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      watcher.emit('error', error);
      watcher.emit('error', error);
      await delay(100);
      expect(hints).toBeGreaterThan(3);
      expect(reasons).toEqual(['ENOSPC']);
      expect(watcher.closed).toBe(true);
      await stop();
    });
  });

  it('looks now and then even when no event comes', async () => {
    await withFolder({}, async (dir) => {
      let hints = 0;
      const stop = await watchFolder({
        dir,
        onHint: () => (hints += 1),
        onPolling: () => undefined,
        tickMs: 5,
        ticksPerLook: 4,
        watch: () => new FSWatcher(),
      });
      await delay(200);
      await stop();
      const atStop = hints;
      expect(atStop).toBeGreaterThan(2);
      await delay(60);
      expect(hints).toBe(atStop);
    });
  });
});
