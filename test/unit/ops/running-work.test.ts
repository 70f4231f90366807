import { describe, expect, it } from '@jest/globals';
import { systemTimers } from '../../../src/ops/clock.ts';
import { createRunningWork, createTurns } from '../../../src/ops/running-work.ts';

describe('running work', () => {
  it('is drained at once when there is none', async () => {
    expect(await createRunningWork(systemTimers.sleep).drain(0)).toBe(true);
  });

  it('is waited for, failed or not, and so is what it starts meanwhile', async () => {
    const running = createRunningWork(systemTimers.sleep);
    const first = Promise.withResolvers<undefined>();
    const second = Promise.withResolvers<undefined>();
    const one = running.track(() => first.promise).catch(() => running.track(() => second.promise));
    const drained = running.drain(5_000);
    first.reject(new Error('down'));
    setTimeout(() => {
      second.resolve(undefined);
    }, 5);
    expect(await drained).toBe(true);
    await one;
  });

  it('is given up when the time is up', async () => {
    const running = createRunningWork(systemTimers.sleep);
    void running.track(() => new Promise(() => undefined));
    expect(await running.drain(10)).toBe(false);
  });
});

it('lets other work in between pieces of work that come at once', async () => {
  const turn = createTurns();
  const done: string[] = [];
  const pieces = ['one', 'two'].map((piece) => turn().then(() => done.push(piece)));
  await Promise.resolve();
  setImmediate(() => done.push('other'));
  await Promise.all(pieces);
  expect(done).toEqual(['one', 'other', 'two']);
});
