import { describe, expect, it } from '@jest/globals';
import { createPoller, waitMs } from '../../../../src/sources/git/poller.ts';

const minute = 60_000;

/** Ends when it is told to, or the poller stops. */
function createSleeps() {
  const waits: number[] = [];
  const wake: (() => void)[] = [];
  return {
    waits,
    next: () => wake.shift()?.(),
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        waits.push(ms);
        wake.push(resolve);
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('createPoller', () => {
  it('looks soon, then now and then, and tells of changes', async () => {
    const { sleep, waits, next } = createSleeps();
    const results = ['changed', 'same'] as const;
    let looks = 0;
    let changes = 0;
    const poller = createPoller({
      run: () => Promise.resolve(results[looks++] ?? 'same'),
      everyMs: 5 * minute,
      sleep,
      random: () => 0.5,
    });
    poller.start(() => (changes += 1), { isUrgent: false });
    next();
    await settled();
    next();
    await settled();
    expect(looks).toBe(2);
    expect(changes).toBe(1);
    expect(waits).toEqual([1_000, 5 * minute, 5 * minute]);
    await poller.stop();
  });

  it('looks at once for the first time when that is urgent', async () => {
    const { sleep, waits } = createSleeps();
    const poller = createPoller({
      run: () => Promise.resolve('same'),
      everyMs: minute,
      sleep,
      random: () => 0.5,
    });
    poller.start(() => undefined, { isUrgent: true });
    await settled();
    expect(waits).toEqual([minute]);
    await poller.stop();
  });

  it('makes one look of all who ask while one runs, and never two at once', async () => {
    const ends: (() => void)[] = [];
    let running = 0;
    let most = 0;
    let runs = 0;
    const poller = createPoller({
      run: async () => {
        runs += 1;
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => ends.push(resolve));
        running -= 1;
        return 'same';
      },
      everyMs: minute,
      sleep: () => Promise.resolve(),
      random: () => 0.5,
    });
    const first = poller.now();
    await settled();
    const others = [poller.now(), poller.now(), poller.now()];
    ends.shift()?.();
    await first;
    await settled();
    ends.shift()?.();
    expect(await Promise.all(others)).toEqual([true, true, true]);
    expect([runs, most]).toEqual([2, 1]);
    await poller.stop();
  });

  it('calls nobody after it was stopped', async () => {
    const { sleep } = createSleeps();
    let end = (): void => undefined;
    let changes = 0;
    const poller = createPoller({
      run: () =>
        new Promise((resolve) => {
          end = () => {
            resolve('changed');
          };
        }),
      everyMs: minute,
      sleep,
      random: () => 0.5,
    });
    poller.start(() => (changes += 1), { isUrgent: true });
    await settled();
    const stopped = poller.stop();
    end();
    await stopped;
    expect(await poller.now()).toBe(false);
    expect(changes).toBe(0);
  });
});

describe('waitMs', () => {
  it.each([
    [minute, 0, 0.5, minute],
    [minute, 1, 0.5, 2 * minute],
    [minute, 3, 0.5, 8 * minute],
    [minute, 30, 0.5, 60 * minute],
    [180 * minute, 2, 0.5, 180 * minute],
    [10 * minute, 0, 0, 9 * minute],
    [10 * minute, 0, 1, 11 * minute],
  ])('%i ms after %i failures, by chance %d: %i ms', (every, failures, chance, expected) => {
    expect(waitMs(every, failures, chance)).toBeCloseTo(expected);
  });
});
