import { describe, expect, it } from '@jest/globals';
import { letGo, runAtOnce, runBetween, type Steps } from '../../../src/content/in-steps.ts';

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
  it('lets other work go first after every step that it is told to', async () => {
    const done: number[] = [];
    const seen: number[] = [];
    let steps = 0;
    const job = runBetween(count(5, done), () => (++steps % 2 === 0 ? letGo() : undefined));
    const look = (): void => {
      seen.push(done.length);
      if (done.length < 5) setImmediate(look);
    };
    look();
    expect(await job).toBe('ready');
    expect([...new Set(seen)]).toEqual([1, 3]);
  });

  it('passes on what the job throws', async () => {
    // eslint-disable-next-line require-yield -- it fails before its first step
    function* fail(): Steps<string> {
      throw new Error('broken');
    }
    await expect(runBetween(fail(), letGo)).rejects.toThrow('broken');
  });
});
