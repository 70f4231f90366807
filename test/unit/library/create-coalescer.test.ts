import { mock } from 'node:test';
import { setImmediate as others } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCoalescer } from '../../../src/library/create-coalescer.ts';

describe('createCoalescer', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) {
      mock.timers.tick(1);
      await others();
    }
  }
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });

  it('makes one run of many requests', async () => {
    let runs = 0;
    const coalescer = createCoalescer({
      run: () => Promise.resolve(void (runs += 1)),
      settleMs: 20,
      maxWaitMs: 1_000,
    });
    for (let request = 0; request < 100; request += 1) coalescer.request();
    await pass(80);
    expect(runs).toBe(1);
    await coalescer.close();
  });

  it('does not wait for ever when requests never cease', async () => {
    let runs = 0;
    const coalescer = createCoalescer({
      run: () => Promise.resolve(void (runs += 1)),
      settleMs: 50,
      maxWaitMs: 100,
    });
    const busy = setInterval(coalescer.request, 5);
    await pass(300);
    clearInterval(busy);
    expect(runs).toBe(2);
    await coalescer.close();
  });

  it('never runs twice at once, and runs again for what came meanwhile', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const coalescer = createCoalescer({
      run: async () => {
        running += 1;
        most = Math.max(most, running);
        await wait(40);
        running -= 1;
        runs += 1;
      },
      settleMs: 5,
      maxWaitMs: 10,
    });
    coalescer.request();
    await pass(20);
    coalescer.request();
    coalescer.request();
    await pass(150);
    expect([most, runs]).toEqual([1, 2]);
    await coalescer.close();
  });

  it('drops what waits and ends what runs when it is closed', async () => {
    const ended: string[] = [];
    const coalescer = createCoalescer({
      run: async () => {
        await wait(30);
        ended.push('run');
      },
      settleMs: 1,
      maxWaitMs: 10,
    });
    coalescer.request();
    await pass(10);
    coalescer.request();
    const closed = coalescer.close();
    await pass(60);
    await closed;
    ended.push('closed');
    coalescer.request();
    await pass(60);
    expect(ended).toEqual(['run', 'closed']);
  });
});
