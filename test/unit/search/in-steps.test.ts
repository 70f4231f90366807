import { describe, expect, it } from '@jest/globals';
import { runAtOnce, runBetween, type Steps } from '../../../src/search/in-steps.ts';

function* count(to: number, done: number[]): Steps<string> {
  for (let i = 1; i <= to; i++) {
    yield;
    done.push(i);
  }
  return 'ready';
}

describe('runAtOnce', () => {
  it('does the whole job', () => {
    const done: number[] = [];
    expect(runAtOnce(count(3, done))).toBe('ready');
    expect(done).toEqual([1, 2, 3]);
  });
});

describe('runBetween', () => {
  it('lets other work go first after every few steps', async () => {
    const done: number[] = [];
    const seen: number[] = [];
    const job = runBetween(count(5, done), 2);
    const look = (): void => {
      seen.push(done.length);
      if (done.length < 5) setImmediate(look);
    };
    look();
    expect(await job).toBe('ready');
    expect(seen.some((steps) => steps > 0 && steps < 5)).toBe(true);
  });

  it('passes on what the job throws', async () => {
    // eslint-disable-next-line require-yield -- it fails before its first step
    function* fail(): Steps<string> {
      throw new Error('broken');
    }
    await expect(runBetween(fail(), 1)).rejects.toThrow('broken');
  });
});
