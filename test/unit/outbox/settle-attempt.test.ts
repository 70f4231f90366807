import { describe, expect, it } from '@jest/globals';
import type { Item } from '../../../src/outbox/item.ts';
import {
  isLate,
  settleAttempt,
  settleLate,
  settleSearch,
} from '../../../src/outbox/settle-attempt.ts';
import { fc } from '../../helpers/fast-check.ts';

const dueAt = Date.parse('2026-11-30T08:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;

function makeItem(changes: { attempts?: number; lastReason?: string } = {}): Item {
  return {
    kind: 'notice',
    id: 'N1',
    recipient: { kind: 'user', id: 'U1' },
    dueAt,
    attempts: 0,
    unconfirmed: false,
    lastReason: undefined,
    about: undefined,
    ...changes,
  };
}

const moment = { now: dueAt + 60_000, random: 0.5 };
const busy = { kind: 'retry', reason: 'service_unavailable' } as const;

describe('what becomes of a delivery after an attempt', () => {
  it.each([
    [
      { kind: 'sent', messageTs: '1.2' },
      { kind: 'sent', messageTs: '1.2' },
    ],
    [
      { kind: 'closed', reason: 'archived' },
      { kind: 'failed', reason: 'archived' },
    ],
    [
      { kind: 'refused', reason: 'no_text' },
      { kind: 'failed', reason: 'no_text' },
    ],
    [
      { kind: 'tokenGone', reason: 'token_revoked' },
      {
        kind: 'later',
        availableAt: moment.now + 2_500,
        unconfirmed: false,
        reason: 'token_revoked',
      },
    ],
    [
      busy,
      { kind: 'later', availableAt: moment.now + 2_500, unconfirmed: false, reason: busy.reason },
    ],
    [
      { kind: 'retry', reason: 'ratelimited', afterMs: 30_000 },
      {
        kind: 'later',
        availableAt: moment.now + 32_500,
        unconfirmed: false,
        reason: 'ratelimited',
      },
    ],
    [
      { kind: 'unknown', reason: 'timeout' },
      { kind: 'later', availableAt: moment.now + 30_000, unconfirmed: true, reason: 'timeout' },
    ],
  ] as const)('%j makes it %j', (outcome, settlement) => {
    expect(settleAttempt(makeItem(), 1, outcome, moment)).toEqual(settlement);
  });

  it.each([
    [1, 2_500],
    [2, 5_000],
    [3, 10_000],
    [9, 640_000],
    [10, 15 * 60_000],
    [200, 15 * 60_000],
  ])('is tried again, after attempt %d with chance in the middle, in %d ms', (attempt, delayMs) => {
    const settlement = settleAttempt(makeItem(), attempt, busy, { now: dueAt, random: 0.5 });
    expect(settlement).toMatchObject({ kind: 'later', availableAt: dueAt + delayMs });
  });

  it('is tried again at scattered intervals of half an hour at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const settlement = settleAttempt(makeItem(), n, busy, { now: dueAt, random });
          const delayMs = settlement.kind === 'later' ? settlement.availableAt - dueAt : NaN;
          expect(delayMs).toBeGreaterThanOrEqual(0);
          expect(delayMs).toBeLessThan(Math.min(30 * 60_000, 5_000 * 2 ** (n - 1)));
        },
      ),
    );
  });

  it('waits as long as Slack asks, however often it was asked before', () => {
    const asked = { kind: 'retry', reason: 'ratelimited', afterMs: 1_000 } as const;
    expect(settleAttempt(makeItem(), 8, asked, moment)).toMatchObject({
      availableAt: moment.now + 3_500,
    });
  });

  it('is not given up by a token that is gone: the next attempt says whether it is too late', () => {
    const gone = { kind: 'tokenGone', reason: 'token_revoked' } as const;
    const late = { now: dueAt + dayMs, random: 0 };
    expect(settleAttempt(makeItem(), 9, gone, late)).toMatchObject({ kind: 'later' });
  });

  it('is given up after a day to the millisecond', () => {
    const last = { now: dueAt + dayMs - 1, random: 0 };
    expect(settleAttempt(makeItem(), 1, busy, last).kind).toBe('later');
    expect(settleAttempt(makeItem(), 1, busy, { ...last, now: dueAt + dayMs }).kind).toBe('failed');
  });

  it('is given up after a day, but never left unexplained', () => {
    const late = { now: dueAt + dayMs - 1_000, random: 0.5 };
    expect(settleAttempt(makeItem(), 9, busy, late)).toEqual({
      kind: 'failed',
      reason: 'service_unavailable',
    });
    const retryAfter = { kind: 'retry', reason: 'ratelimited', afterMs: dayMs } as const;
    expect(settleAttempt(makeItem(), 1, retryAfter, moment).kind).toBe('failed');
    const unknown = { kind: 'unknown', reason: 'timeout' } as const;
    expect(settleAttempt(makeItem(), 9, unknown, late)).toMatchObject({
      kind: 'later',
      unconfirmed: true,
    });
  });
});

describe('what becomes of a delivery of unknown outcome, once we have looked', () => {
  it.each([
    [
      { kind: 'found', messageTs: '1.2' },
      { kind: 'sent', messageTs: '1.2' },
    ],
    [
      { kind: 'unreadable', reason: 'no_scope' },
      { kind: 'uncertain', reason: 'no_scope' },
    ],
    [
      { kind: 'tokenGone', reason: 'token_revoked' },
      {
        kind: 'later',
        availableAt: moment.now + 2_500,
        unconfirmed: true,
        reason: 'token_revoked',
      },
    ],
    [
      busy,
      { kind: 'later', availableAt: moment.now + 2_500, unconfirmed: true, reason: busy.reason },
    ],
  ] as const)('%j makes it %j', (outcome, settlement) => {
    expect(settleSearch(makeItem({ attempts: 1 }), outcome, moment)).toEqual(settlement);
  });

  it('is looked for again once the token is mended, however late that is', () => {
    const gone = { kind: 'tokenGone', reason: 'token_revoked' } as const;
    const late = { now: dueAt + 3 * dayMs, random: 0 };
    expect(settleSearch(makeItem(), gone, late)).toMatchObject({
      kind: 'later',
      unconfirmed: true,
    });
  });

  it('is uncertain when nobody could look for two days', () => {
    const late = { now: dueAt + 2 * dayMs, random: 0 };
    expect(settleSearch(makeItem(), busy, late)).toEqual({
      kind: 'uncertain',
      reason: busy.reason,
    });
  });
});

describe('a delivery that is a day late', () => {
  it('is missed when nothing was tried, failed when nothing came of it', () => {
    expect(isLate(makeItem(), dueAt + dayMs - 1)).toBe(false);
    expect(isLate(makeItem(), dueAt + dayMs)).toBe(true);
    expect(settleLate(makeItem())).toEqual({ kind: 'missed', reason: 'late' });
    expect(settleLate(makeItem({ attempts: 3, lastReason: 'timeout' }))).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
  });
});
