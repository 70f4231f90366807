import { describe, expect, it } from '@jest/globals';
import { createPacer } from '../../../src/outbox/pacer.ts';

/** A clock that sleeping sets forward at once. */
function makeClock() {
  let time = 0;
  return {
    elapsed: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
  };
}

const { signal } = new AbortController();

describe('the pacer', () => {
  it('spreads posts over the minute', async () => {
    const clock = makeClock();
    const pacer = createPacer(clock, 240);
    for (let n = 0; n < 9; n += 1) await pacer.turn(`C${n}`, signal);
    expect(clock.elapsed()).toBe(8 * 250);
  });

  it('leaves a second between two posts in one channel', async () => {
    const clock = makeClock();
    const pacer = createPacer(clock, 6_000);
    const at: number[] = [];
    for (const channel of ['C1', 'C2', 'C1', 'C1', 'C3']) {
      await pacer.turn(channel, signal);
      at.push(clock.elapsed());
    }
    expect(at).toEqual([0, 10, 1_000, 2_000, 2_000]);
  });

  it('makes nobody wait while it is quiet', async () => {
    const asleep = { elapsed: () => 0, sleep: () => new Promise<void>(() => undefined) };
    expect(await createPacer(asleep, 60).turn('C1', signal)).toBe(true);
  });

  it('is silent for as long as Slack asks, for those too who were waiting already', async () => {
    const clock = makeClock();
    const pacer = createPacer(clock, 12);
    await pacer.turn('C1', signal);
    const waiting = pacer.turn('C2', signal);
    pacer.hold(32_000);
    expect(await waiting).toBe(true);
    expect(clock.elapsed()).toBe(5_000 + 32_000);
  });

  it('gives no turn to what was called off', async () => {
    const pacer = createPacer(makeClock(), 60);
    expect(await pacer.turn('C1', AbortSignal.abort())).toBe(false);
  });
});
