import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { RunRecord, RunState } from '../../src/digest/delivery.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { noticeKind } from '../../src/upkeep/plan-notices.ts';
import {
  channels,
  createWorld,
  type World,
  worldStart,
  type WorldStep,
} from '../helpers/digest-world.ts';
import { noticeLateAfterMs } from '../helpers/digest-process.ts';
import { createFakeSlack } from '../helpers/fake-slack.ts';
import { createSimulatedSlack } from '../helpers/simulated-slack.ts';
import { describeOnEachDatabase, readAudit, withDatabase } from '../helpers/with-store.ts';
import { fc } from '../helpers/fast-check.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
const mondayNine = Date.parse('2026-10-19T09:00:00Z');

/** Mondays at 09:00 UTC, and at 09:00 in Berlin, where the clocks went back on 25 October. */
const inUtc = (n: number) => mondayNine + n * weekMs;
const inBerlin = (n: number) => inUtc(n) - (n === 0 ? 2 : 1) * hourMs;
/** What nobody changes or closes is due every week; the expected hours come from here alone. */
const undisturbed = { C1: inUtc, C2: inBerlin, D4: inUtc, C5: inUtc, C6: inUtc, C7: inUtc };

const step: fc.Arbitrary<WorldStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.nat(3 * dayMs) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.nat(90_000) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('passToDue'),
      berlin: fc.boolean(),
      ms: fc.integer({ min: -30_000, max: 60_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('stepClock'),
      ms: fc.oneof(fc.integer({ min: -2 * hourMs, max: 2 * hourMs }), fc.nat(10 * dayMs)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('start'),
      crashAfter: fc.option(fc.nat(60), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stop'), process: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash'), process: fc.nat(2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('crashInside'),
      process: fc.nat(2),
      steps: fc.nat(80),
      before: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('faults'),
      share: fc.constantFrom(0, 0.2, 0.5, 0.9),
      unreadable: fc.constantFrom(0, 0, 0, 0.3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('token'), works: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close'),
      channel: fc.constant('C3'),
      reason: fc.constantFrom('archived', 'notMember', 'deleted'),
      told: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('open'),
      channel: fc.constant('C3'),
      told: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit'), article: fc.nat(8), minor: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('ask'), channel: fc.constantFrom('C1', 'D4') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove'), article: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wish'),
      wish: fc.constantFrom('subscribe', 'pause', 'resume', 'unsubscribe'),
      channel: fc.constant('C3'),
      weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
    }),
  },
);

const beginning: readonly WorldStep[] = [
  { do: 'start' },
  ...channels.map((channel) => ({ do: 'wish', wish: 'subscribe', channel, weekday: 1 }) as const),
];

/** How many messages a run of each state may have left behind. */
const messagesOf: Record<RunState, readonly number[]> = {
  pending: [],
  sending: [],
  sent: [1],
  skipped: [0],
  missed: [0],
  uncertain: [0, 1],
  failed: [0],
  cancelled: [0],
};

/** A digest may be lost to an outage, but not while everything worked for hours within its day. */
function isExcused(run: RunRecord, world: World): boolean {
  if (run.state === 'uncertain') return true;
  if (run.state !== 'missed' && run.state !== 'failed') return false;
  return !world.healthy.some(({ from, to }) => {
    const overlap = Math.min(to, run.dueAt + dayMs) - Math.max(from, run.dueAt);
    return overlap > 12 * hourMs;
  });
}

/** What must be so once everything works again. */
async function expectPromisesKept(world: World, location: StoreLocation): Promise<void> {
  const store = await world.finish();
  expect(world.errors.slice(0, 1)).toEqual([]);

  const sentUnder = Map.groupBy(world.slack.messages(), ({ id }) => id);
  for (const channel of channels) {
    const history = await store.listHistory(`S-${channel}`, 1_000);
    expect(new Set(history.map(({ week }) => week)).size).toBe(history.length);
    for (const { id, state, reason } of history) {
      expect(messagesOf[state]).toContain(sentUnder.get(id)?.length ?? 0);
      const explained = state === 'sent' || state === 'skipped' || reason !== undefined;
      expect(explained).toBe(true);
    }
  }

  // Whoever changes a digest after its hour finds that week sent or explained, whatever he changes.
  for (const channel of channels) {
    const weeks = (await store.listHistory(`S-${channel}`, 1_000)).map(({ week }) => week);
    for (const { at, before } of await readAudit(location, channel)) {
      if (before?.next && before.next.at <= at) expect(weeks).toContain(before.next.week);
    }
  }

  for (const [channel, dueAt] of Object.entries(undisturbed)) {
    const history = await store.listHistory(`S-${channel}`, 1_000);
    const weeks = Math.ceil((world.now() - worldStart) / weekMs) + 1;
    const expected = Array.from({ length: weeks }, (_, n) => dueAt(n));
    expect(history.map((run) => run.dueAt).reverse()).toEqual(
      expected.filter((at) => at <= world.now()),
    );
    const inexcusable = history.filter((run) => run.state !== 'sent' && !isExcused(run, world));
    expect(inexcusable).toEqual([]);
  }

  const others = await withDatabase(location, async (db) => {
    const { rows } = await sql<{ id: string; kind: string; state: RunState; due_at: string }>`
      select id, kind, state, due_at from deliveries where kind <> 'digest'`.execute(db);
    return rows;
  });
  for (const { id, kind, state } of others) {
    // An answer is rather given twice than never, where nobody lets us look for the first.
    if (kind === 'reply' && world.slack.unread.has(id)) continue;
    expect(messagesOf[state]).toContain(sentUnder.get(id)?.length ?? 0);
  }
  // An owner is asked once a month, and this month's question isn't lost.
  const notices = others.filter(({ kind }) => kind === noticeKind).map(({ id }) => id);
  expect(notices.filter((id) => !/^review:U1:\d{4}-\d\d$/.test(id))).toEqual([]);
  const month = new Date(world.now()).toISOString().slice(0, 7);
  const asked = others.find(({ id }) => id === `${noticeKind}:U1:${month}`);
  const isLate = world.now() - Number(asked?.due_at) > noticeLateAfterMs;
  expect(isLate ? 'sent' : asked?.state).toMatch(/^(?:sent|uncertain)$/);
  const known = new Set(others.map(({ id }) => id));
  for (const id of world.heard) expect(known.has(id) || sentUnder.has(id)).toBe(true);
}

// One here, and the same every time; `npm run prove-digests` tries as many as it is told.
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1);

describeOnEachDatabase('whatever happens', (database) => {
  it.each([
    // Quick, and cruel in ways that no server on this machine can be.
    ['in a world made for it', createFakeSlack],
    ['in the local Slack, by the real sender', createSimulatedSlack],
  ] as const)(
    'every due week yields one message or a recorded reason, %s',
    (_, createSlack) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 20, maxLength: 40 }),
          fc.integer(),
          async (steps, seed) => {
            await database.use(async (location) => {
              const world = await createWorld(location, seed, createSlack);
              try {
                for (const next of [...beginning, ...steps]) await world.act(next);
                await expectPromisesKept(world, location);
              } finally {
                await world.end();
              }
            });
          },
        ),
        { numRuns },
      ),
    24 * hourMs,
  );
});
