import { describe, expect, it } from '@jest/globals';
import { planDue } from '../../../src/digest/plan-runs.ts';
import { makeSubscription } from '../../helpers/make-subscription.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const plan = (now: number) => planDue(makeSubscription(), now);

describe('planning the runs of a subscription', () => {
  it('plans nothing before the hour', () => {
    expect(plan(monday - 1)).toMatchObject({
      runs: [],
      current: { next: { week: '2026-W49', at: monday }, lastWeek: undefined },
    });
  });

  it('plans the week at its hour, and waits for the next', () => {
    expect(plan(monday)).toMatchObject({
      runs: [{ occurrence: { week: '2026-W49', at: monday }, missed: undefined }],
      current: { next: { week: '2026-W50', at: monday + 7 * dayMs }, lastWeek: '2026-W49' },
    });
  });

  it('catches up when it is less than a day late, and records it as missed after that', () => {
    expect(plan(monday + dayMs - 1).runs).toMatchObject([{ missed: undefined }]);
    expect(plan(monday + dayMs).runs).toMatchObject([{ missed: 'late' }]);
  });

  it('has a run for every week that passed', () => {
    const { runs, current } = plan(monday + 15 * dayMs);
    expect(runs.map(({ occurrence, missed }) => [occurrence.week, missed])).toEqual([
      ['2026-W49', 'late'],
      ['2026-W50', 'late'],
      ['2026-W51', 'late'],
    ]);
    expect(current?.next?.week).toBe('2026-W52');
  });

  it('has none for a subscription that waits for nothing', () => {
    const paused = makeSubscription({ next: undefined });
    expect(planDue(paused, monday)).toEqual({ runs: [], current: paused });
  });
});
