import { describe, expect, it } from '@jest/globals';
import { createEventLedger } from '../../../../src/slack/receive/event-ledger.ts';

function makeLedger() {
  const clock = { ms: 0 };
  return { ledger: createEventLedger(() => new Date(clock.ms)), clock };
}

describe('the event ledger', () => {
  it('does the work of one event once', async () => {
    const { ledger } = makeLedger();
    let count = 0;
    const work = () => Promise.resolve(void (count += 1));
    expect(await ledger.once('Ev1', work)).toBe(true);
    expect(await ledger.once('Ev1', work)).toBe(false);
    expect(await ledger.once('Ev2', work)).toBe(true);
    expect(count).toBe(2);
  });

  it('lets a second delivery wait for the first', async () => {
    const { ledger } = makeLedger();
    const first = Promise.withResolvers<undefined>();
    const settled: string[] = [];
    const one = ledger.once('Ev1', () => first.promise).then(() => settled.push('one'));
    const two = ledger.once('Ev1', () => Promise.reject(new Error('ran twice')));
    const twoSettled = two.then(() => settled.push('two'));
    await Promise.resolve();
    expect(settled).toEqual([]);
    first.resolve(undefined);
    await Promise.all([one, twoSettled]);
    expect(settled).toHaveLength(2);
  });

  it('tries again after a failure', async () => {
    const { ledger } = makeLedger();
    await expect(ledger.once('Ev1', () => Promise.reject(new Error('down')))).rejects.toThrow(
      'down',
    );
    expect(await ledger.once('Ev1', () => Promise.resolve())).toBe(true);
  });

  it('forgets after ten minutes, and not before', async () => {
    const { ledger, clock } = makeLedger();
    const work = () => Promise.resolve();
    await ledger.once('Ev1', work);
    clock.ms = 599_999;
    expect(await ledger.once('Ev1', work)).toBe(false);
    clock.ms = 600_001;
    expect(await ledger.once('Ev1', work)).toBe(true);
  });
});
