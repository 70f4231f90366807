import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { createCoalescer } from '../../../src/library/create-coalescer.ts';

describe('createCoalescer', () => {
  it('makes one run of many requests', async () => {
    let runs = 0;
    const coalescer = createCoalescer({
      run: () => Promise.resolve(void (runs += 1)),
      settleMs: 20,
      maxWaitMs: 1_000,
    });
    for (let request = 0; request < 100; request += 1) coalescer.request();
    await delay(80);
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
    await delay(300);
    clearInterval(busy);
    expect(runs).toBeGreaterThanOrEqual(1);
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
        await delay(40);
        running -= 1;
        runs += 1;
      },
      settleMs: 5,
      maxWaitMs: 10,
    });
    coalescer.request();
    await delay(20);
    coalescer.request();
    coalescer.request();
    await delay(150);
    expect([most, runs]).toEqual([1, 2]);
    await coalescer.close();
  });

  it('drops what waits and ends what runs when it is closed', async () => {
    const ended: string[] = [];
    const coalescer = createCoalescer({
      run: async () => {
        await delay(30);
        ended.push('run');
      },
      settleMs: 1,
      maxWaitMs: 10,
    });
    coalescer.request();
    await delay(10);
    coalescer.request();
    await coalescer.close();
    ended.push('closed');
    coalescer.request();
    await delay(60);
    expect(ended).toEqual(['run', 'closed']);
  });
});
