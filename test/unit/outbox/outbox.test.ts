import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Claim, Item, Settlement } from '../../../src/outbox/item.ts';
import type { Kinds } from '../../../src/outbox/kind.ts';
import { createOutbox, leaseMs, tokenRefused } from '../../../src/outbox/outbox.ts';
import type { Acceptance, OutboxStore } from '../../../src/outbox/outbox-store.ts';
import type { FindOutcome, SendOutcome } from '../../../src/outbox/sender.ts';

const monday = Date.parse('2026-11-30T08:00:00Z');
const dayMs = 24 * 60 * 60 * 1000;
const item = (id: string, changes: Partial<Item> = {}): Item => ({
  id,
  kind: 'digest',
  recipient: { kind: 'channel', id: 'C1' },
  about: {},
  dueAt: monday,
  attempts: 0,
  unconfirmed: false,
  lastReason: undefined,
  ...changes,
});
const sent: SendOutcome = { kind: 'sent', messageTs: '1.1' };

interface World {
  readonly ready?: readonly Item[];
  readonly send?: (item: Item) => SendOutcome | Promise<SendOutcome>;
  readonly find?: FindOutcome;
  readonly kinds?: Kinds<string>;
  readonly token?: { works: boolean; reason: string } | undefined;
  readonly turn?: boolean;
  readonly store?: Partial<OutboxStore>;
  /** How long it is waited for the store; for ever unless something else is said. */
  readonly sleep?: () => Promise<void>;
}

/** An outbox in which these items are ready, on Monday at eight, and what it does to its world. */
function makeOutbox(world: World = {}) {
  const waiting = [...(world.ready ?? [])];
  const settled = new Map<string, Settlement>();
  const said: { id: string; attempts: number; message: string; notAfter: number }[] = [];
  const begun: [string, number, unknown][] = [];
  const searched: [string, number][] = [];
  const held: string[] = [];
  const lines: Record<string, unknown>[] = [];
  let woken = 0;
  const state = { now: monday, elapsed: 0, token: world.token };
  const store: OutboxStore = {
    accept: (accepted) => Promise.resolve({ kind: 'ours', claim: claimOf(item('', accepted)) }),
    enqueue: () => Promise.resolve(true),
    claimNext: (_, __, kinds, except = []) => {
      const at = waiting.findIndex(({ id, kind }) => kinds.includes(kind) && !except.includes(id));
      return Promise.resolve(at < 0 ? undefined : waiting.splice(at, 1).map(claimOf)[0]);
    },
    beginAttempt: ({ item: { id } }, until, content) => {
      begun.push([id, until, content]);
      return Promise.resolve(true);
    },
    settle: (claim, settlement) => {
      settled.set(claim.item.id, settlement);
      return Promise.resolve(true);
    },
    holdUnconfirmed: (until) => {
      held.push(`unconfirmed until ${until - monday}`);
      return Promise.resolve();
    },
    nextReadyAt: () => Promise.resolve(undefined),
    listSent: () => Promise.resolve([]),
    ...world.store,
  };
  const pacer = (name: string) => ({
    turn: () => Promise.resolve(world.turn ?? true),
    hold: (ms: number) => void held.push(`${name} for ${ms}`),
  });
  const outbox = createOutbox<string>({
    store,
    sender: {
      send: ({ id, attempts }, message, notAfter) => {
        said.push({ id, attempts, message, notAfter });
        return Promise.resolve(world.send?.(item(id)) ?? sent);
      },
      find: ({ id }, since) => {
        searched.push([id, since]);
        return Promise.resolve(world.find ?? { kind: 'notFound' });
      },
      checkToken: () => Promise.resolve(state.token),
    },
    kinds: world.kinds ?? { digest: words },
    now: () => state.now,
    random: () => 0.5,
    clock: {
      elapsed: () => state.elapsed,
      sleep: world.sleep ?? (() => new Promise(() => undefined)),
    },
    pacer: pacer('posts'),
    searchPacer: pacer('searches'),
    wake: () => (woken += 1),
    log: pino(
      { base: null, timestamp: false },
      new Writable({
        write: (line: Buffer, _, done) => {
          lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
          done();
        },
      }),
    ),
  });
  const finish = async (): Promise<void> => {
    await outbox.work();
    await outbox.stop();
  };
  return { outbox, state, settled, said, begun, searched, held, lines, finish, woken: () => woken };
}
const claimOf = (claimed: Item): Claim => ({ item: claimed, token: 'ours' });
const words: Kinds<string>[string] = {
  compose: ({ id }) => Promise.resolve({ words: `About ${id}.`, content: id }),
};

describe('an item that is ready', () => {
  it('is written down as begun, said, settled, and told to the log', async () => {
    const { said, begun, settled, searched, lines, finish, state } = makeOutbox({
      ready: [item('a', { attempts: 2, dueAt: monday - 5_000 })],
    });
    await finish();
    expect(state.now).toBe(monday);
    expect(searched).toEqual([]);
    expect(begun).toEqual([['a', monday + leaseMs, 'a']]);
    expect(said).toEqual([
      { id: 'a', attempts: 2, message: 'About a.', notAfter: monday + 10_000 },
    ]);
    expect(settled.get('a')).toEqual(sent);
    const told = { delivery: 'a', kind: 'digest', recipient: 'C1', outcome: 'sent' };
    expect(lines).toEqual([{ level: 30, ...told, lateMs: 5_000, settled: true, msg: 'delivery' }]);
  });

  it('is not said when somebody else has it by now', async () => {
    const { said, settled, finish } = makeOutbox({
      ready: [item('a')],
      store: { beginAttempt: () => Promise.resolve(false) },
    });
    await finish();
    expect(said).toEqual([]);
    expect(settled.size).toBe(0);
  });

  it('goes back as it was when the process stops before its turn', async () => {
    const { said, searched, settled, finish } = makeOutbox({
      ready: [item('a'), item('b', { unconfirmed: true, lastReason: 'timeout' })],
      turn: false,
    });
    await finish();
    expect([said, searched]).toEqual([[], []]);
    const later = { kind: 'later', availableAt: monday };
    expect(settled.get('a')).toEqual({ ...later, unconfirmed: false, reason: 'restart' });
    expect(settled.get('b')).toEqual({ ...later, unconfirmed: true, reason: 'timeout' });
  });

  it('is given up when it is a day late, or when its kind says', async () => {
    const { settled, said, finish } = makeOutbox({
      ready: [
        item('a', { dueAt: monday - dayMs }),
        item('b', { dueAt: monday - dayMs, kind: 'patient' }),
      ],
      kinds: { digest: words, patient: { ...words, lateAfterMs: 2 * dayMs } },
    });
    await finish();
    expect(settled.get('a')).toEqual({ kind: 'missed', reason: 'late' });
    expect(said.map(({ id }) => id)).toEqual(['b']);
  });

  it('ends without words where there is nothing to say, even if that shows only at its turn', async () => {
    const skipped: Settlement = { kind: 'skipped', content: undefined };
    let asked = 0;
    const kinds: Kinds<string> = {
      never: { compose: () => Promise.resolve(skipped) },
      notAnyMore: {
        compose: (composed) =>
          (asked += 1) === 1 ? words.compose(composed) : Promise.resolve(skipped),
      },
    };
    const ready = [item('a', { kind: 'never' }), item('b', { kind: 'notAnyMore' })];
    const { said, begun, settled, finish } = makeOutbox({ ready, kinds });
    await finish();
    expect([said, begun]).toEqual([[], []]);
    expect(settled).toEqual(
      new Map([
        ['a', skipped],
        ['b', skipped],
      ]),
    );
  });

  it.each([
    ['an error', new RangeError('no'), 'RangeError', 0, 5_000],
    ['an error', new RangeError('no'), 'RangeError', 40_000, 40_000],
    ['anything else', 'no', 'unknown', 60 * 60_000, 10 * 60_000],
  ])(
    'whose words fail with %s waits as long again as it has, within limits',
    async (...example) => {
      const [, thrown, name, lateMs, waitMs] = example;
      const { settled, said, lines, finish } = makeOutbox({
        ready: [item('a', { dueAt: monday - lateMs })],
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a library may do
        kinds: { digest: { compose: () => Promise.reject(thrown) } },
      });
      await finish();
      expect(said).toEqual([]);
      expect(settled.get('a')).toEqual({
        kind: 'later',
        availableAt: monday + waitMs,
        unconfirmed: false,
        reason: `not understood: ${name}`,
      });
      expect(lines[0]).toMatchObject({
        level: 50,
        item: 'a',
        msg: 'an item of the outbox cannot be put into words',
      });
    },
  );

  it('stays claimed when what became of it cannot be written, and others go on', async () => {
    const { outbox, lines, woken, finish } = makeOutbox({
      ready: [item('a')],
      store: { settle: () => Promise.reject(new Error('disk full')) },
    });
    await finish();
    expect(lines[0]).toMatchObject({ item: 'a', msg: 'an item of the outbox was not settled' });
    expect(woken()).toBe(1);
    expect(await outbox.work()).toBe(5_000);
  });
});

describe('what may have been said', () => {
  const unconfirmed = item('a', { unconfirmed: true, attempts: 1 });

  it('is looked for from an hour before it was due, and said if it is not there', async () => {
    const { searched, said, finish } = makeOutbox({ ready: [unconfirmed] });
    await finish();
    expect(searched).toEqual([['a', monday - 60 * 60 * 1000]]);
    expect(said.map(({ id }) => id)).toEqual(['a']);
  });

  it.each<[FindOutcome, object]>([
    [
      { kind: 'found', messageTs: '1.0' },
      { kind: 'sent', messageTs: '1.0' },
    ],
    [
      { kind: 'unreadable', reason: 'missing_scope' },
      { kind: 'uncertain', reason: 'missing_scope' },
    ],
    [
      { kind: 'retry', reason: 'busy' },
      { kind: 'later', unconfirmed: true, reason: 'busy' },
    ],
  ])('is not said again where the search ends so: %j', async (find, settlement) => {
    const { outbox, said, settled, held, finish } = makeOutbox({ ready: [unconfirmed], find });
    await finish();
    expect(said).toEqual([]);
    expect(outbox.problem()).toBeUndefined();
    expect(settled.get('a')).toMatchObject(settlement);
    expect(held).toEqual(['unconfirmed until 60000']);
  });

  it('is rather said twice where nobody lets us look and somebody waits for it', async () => {
    const { said, finish } = makeOutbox({
      ready: [unconfirmed],
      find: { kind: 'unreadable', reason: 'missing_scope' },
      kinds: { digest: { ...words, ratherTwice: true } },
    });
    await finish();
    expect(said).toHaveLength(1);
  });

  it('is not said twice where it was found, whoever waits for it', async () => {
    const { said, finish } = makeOutbox({
      ready: [unconfirmed],
      find: { kind: 'found', messageTs: '1.0' },
      kinds: { digest: { ...words, ratherTwice: true } },
    });
    await finish();
    expect(said).toEqual([]);
  });

  it('is found even if nobody knows its kind any more', async () => {
    const found = { kind: 'unreadable', reason: 'missing_scope' } as const;
    const claimed = [unconfirmed];
    const { settled, finish } = makeOutbox({
      find: found,
      kinds: {},
      store: { claimNext: () => Promise.resolve(claimed.splice(0, 1).map(claimOf)[0]) },
    });
    await finish();
    expect(settled.get('a')).toEqual({ kind: 'uncertain', reason: 'missing_scope' });
  });
});

describe('what Slack answers', () => {
  it.each([
    ['posts', { send: () => ({ kind: 'retry', reason: 'ratelimited', afterMs: 7_000 }) as const }],
    ['searches', { find: { kind: 'retry', reason: 'ratelimited', afterMs: 7_000 } as const }],
  ])('holds the pace of %s alone when it asks for silence', async (name, world) => {
    const ready = [item('a', { unconfirmed: name === 'searches' })];
    const { held, settled, finish } = makeOutbox({ ready, ...world });
    await finish();
    expect(held).toEqual(['unconfirmed until 60000', `${name} for 7000`]);
    expect(settled.get('a')).toMatchObject({ kind: 'later', reason: 'ratelimited' });
  });

  it('holds nothing when it is busy without saying for how long', async () => {
    const send = () => ({ kind: 'retry', reason: 'busy' }) as const;
    const { held, finish } = makeOutbox({ ready: [item('a')], send });
    await finish();
    expect(held).toEqual(['unconfirmed until 60000']);
  });

  it('makes it wait longer, the more often that was tried, and tells the log why', async () => {
    const send = () => ({ kind: 'retry', reason: 'busy' }) as const;
    const ready = [item('a', { attempts: 2 })];
    const { settled, lines, finish } = makeOutbox({ ready, send });
    await finish();
    expect(settled.get('a')).toMatchObject({ kind: 'later', availableAt: monday + 10_000 });
    expect(lines).toMatchObject([{ delivery: 'a', outcome: 'later', reason: 'busy' }]);
  });

  it.each<[SendOutcome, string[]]>([
    [{ kind: 'refused', reason: 'msg_too_long' }, ['refused a']],
    [{ kind: 'closed', reason: 'is_archived' }, ['refused a']],
    [{ kind: 'unknown', reason: 'timeout' }, []],
  ])('has consequences that are written down first: %j', async (outcome, expected) => {
    const followed: string[] = [];
    const onRefused = ({ id }: Item) => {
      followed.push(`refused ${id}`);
      return Promise.resolve();
    };
    const { settled, finish } = makeOutbox({
      ready: [item('a')],
      send: () => outcome,
      kinds: { digest: { ...words, onRefused } },
    });
    await finish();
    expect(followed).toEqual(expected);
    expect(settled.get('a')?.kind).toBe(outcome.kind === 'unknown' ? 'later' : 'failed');
  });

  it('means what its kind says where a channel is closed', async () => {
    const cancelled = { kind: 'cancelled', reason: 'is_archived' } as const;
    const { settled, finish } = makeOutbox({
      ready: [item('a'), item('b')],
      send: ({ id }) => ({ kind: id === 'a' ? 'closed' : 'refused', reason: 'is_archived' }),
      kinds: {
        digest: {
          ...words,
          onClosed: (_, reason) => Promise.resolve({ ...cancelled, reason }),
        },
      },
    });
    await finish();
    expect(settled.get('a')).toEqual(cancelled);
    expect(settled.get('b')?.kind).toBe('failed');
  });
});

describe('a token that Slack refuses', () => {
  const gone = { kind: 'tokenGone', reason: 'token_revoked' } as const;

  it('stops everything, is told once, and is asked about until it works', async () => {
    const ready = [item('a'), item('b')];
    const { outbox, state, said, lines } = makeOutbox({ ready, send: () => gone });
    expect(outbox.problem()).toBeUndefined();
    await outbox.work();
    await outbox.work();
    expect(outbox.problem()).toBe('Slack refuses the token: token_revoked');
    const before = said.length;
    expect(await outbox.work()).toBe(10_000);
    state.token = { works: false, reason: 'token_revoked' };
    expect(await outbox.work()).toBe(10_000);
    expect(said).toHaveLength(before);
    expect(lines.filter(({ msg }) => msg === tokenRefused)).toMatchObject([
      { level: 50, reason: 'token_revoked' },
    ]);
    state.token = { works: true, reason: '' };
    expect(await outbox.work()).toBe(5_000);
    expect(outbox.problem()).toBeUndefined();
    expect(lines.at(-1)?.['msg']).toBe('Slack accepts our token again; messages go on');
    await outbox.stop();
  });

  it('lets nothing else begin, also in the round in which it shows', async () => {
    const left = [item('a'), item('b'), item('c')];
    const { lines, finish } = makeOutbox({
      send: ({ id }) => (id === 'a' ? gone : sent),
      store: {
        claimNext: async () => {
          await setImmediate();
          return left.splice(0, 1).map(claimOf)[0];
        },
      },
    });
    await finish();
    expect(left.map(({ id }) => id)).toEqual(['c']);
    expect(lines.filter(({ msg }) => msg === tokenRefused)).toHaveLength(1);
  });

  it('may show in a search, or before any call', async () => {
    const searching = makeOutbox({ ready: [item('a', { unconfirmed: true })], find: gone });
    await searching.finish();
    expect(searching.outbox.problem()).toContain('token_revoked');
    const told = makeOutbox({ ready: [item('a')] });
    told.outbox.tokenGone('account_inactive');
    await told.finish();
    expect(told.said).toEqual([]);
    expect(told.outbox.problem()).toContain('account_inactive');
  });
});

describe('a round', () => {
  it.each([
    [undefined, 5_000],
    [monday + 60_000, 5_000],
    [monday + 700, 700],
    [monday - 700, 50],
  ])('is followed by the next when something is ready (%p): after %p ms', async (next, after) => {
    const { outbox } = makeOutbox({ store: { nextReadyAt: () => Promise.resolve(next) } });
    expect(await outbox.work()).toBe(after);
  });

  it('sends ten at a time, and more as soon as one has ended', async () => {
    const slow = Promise.withResolvers<SendOutcome>();
    const ready = Array.from({ length: 12 }, (_, n) => item(`${n}`));
    const send = ({ id }: Item) => (id === '0' ? sent : slow.promise);
    const store = { nextReadyAt: () => Promise.resolve(monday + 700) };
    const { outbox, said, woken } = makeOutbox({ ready, send, store });
    expect(await outbox.work()).toBe(5_000);
    await setImmediate();
    expect([said.length, woken()]).toEqual([10, 1]);
    expect(await outbox.work()).toBe(5_000);
    await setImmediate();
    slow.resolve(sent);
    await outbox.stop();
    expect(said).toHaveLength(11);
  });

  it('leaves alone what is being said', async () => {
    const slow = Promise.withResolvers<SendOutcome>();
    const left = [item('a')];
    const asked: (readonly string[] | undefined)[] = [];
    const { outbox } = makeOutbox({
      send: () => slow.promise,
      store: {
        claimNext: (_, __, ___, except) => {
          asked.push(except);
          return Promise.resolve(left.splice(0, 1).map(claimOf)[0]);
        },
      },
    });
    await outbox.work();
    expect(asked).toEqual([[], ['a']]);
    slow.resolve(sent);
    await outbox.stop();
  });

  it('begins nothing once the process stops', async () => {
    const { outbox, said } = makeOutbox({ ready: [item('a')] });
    await outbox.stop();
    await outbox.work();
    expect(said).toEqual([]);
  });

  it('leaves what may be on its way alone when the clock leapt, and only then', async () => {
    const { outbox, state, held } = makeOutbox();
    await outbox.work();
    state.now += 9_999;
    await outbox.work();
    state.now -= 20_000;
    state.elapsed += 60_000;
    await outbox.work();
    expect(held).toEqual(['unconfirmed until 60000']);
    state.now += 10_000;
    await outbox.work();
    expect(held[1]).toBe(`unconfirmed until ${9_999 - 10_000 + leaseMs}`);
  });
});

describe('what somebody waits for', () => {
  it('is written down for the next process when this one stops', async () => {
    const { outbox, settled, said } = makeOutbox();
    await outbox.stop();
    await outbox.accept(item('a'), true);
    expect(said).toEqual([]);
    expect(settled.get('a')).toMatchObject({ kind: 'later', unconfirmed: true, reason: 'restart' });
  });

  it('is said at once, without being begun a second time', async () => {
    const { outbox, begun, said } = makeOutbox();
    await outbox.accept(item('a', { attempts: 1 }), false);
    await outbox.stop();
    expect(begun).toEqual([]);
    expect(said).toMatchObject([{ id: 'a', notAfter: monday + 10_000 }]);
  });

  it('is ours for a minute', async () => {
    const until: number[] = [];
    const known = { kind: 'known', standing: 'open' } as const;
    const { outbox } = makeOutbox({
      store: {
        accept: (_, __, end) => {
          until.push(end);
          return Promise.resolve(known);
        },
      },
    });
    await outbox.accept(item('a'), false);
    await outbox.sayHere(item('b'), () => Promise.resolve(sent));
    expect(until).toEqual([monday + leaseMs, monday + leaseMs]);
  });

  it('is accepted once when it comes twice at the same time, and anew later', async () => {
    let times = 0;
    const known = { kind: 'known', standing: 'open' } as const;
    const { outbox } = makeOutbox({
      store: {
        accept: () => {
          times += 1;
          return Promise.resolve(known);
        },
      },
    });
    await Promise.all([outbox.accept(item('a'), false), outbox.accept(item('a'), true)]);
    expect(times).toBe(1);
    await outbox.accept(item('a'), true);
    expect(times).toBe(2);
  });

  it('ends without words where its kind has nothing to say', async () => {
    const skipped: Settlement = { kind: 'skipped', content: undefined };
    const { outbox, said, settled } = makeOutbox({
      kinds: { digest: { compose: () => Promise.resolve(skipped) } },
    });
    await outbox.accept(item('a'), false);
    await outbox.stop();
    expect(said).toEqual([]);
    expect(settled.get('a')).toEqual(skipped);
  });

  it.each<[SendOutcome, object]>([
    [sent, sent],
    [
      { kind: 'retry', reason: 'busy' },
      { kind: 'later', reason: 'busy' },
    ],
  ])('is written down after all when the outbox was only slow: %j', async (outcome, settlement) => {
    const slow = Promise.withResolvers<Acceptance>();
    let slept = 0;
    const { outbox, settled } = makeOutbox({
      store: { accept: () => slow.promise },
      // The first wait is over at once, the second lasts.
      sleep: () => ((slept += 1) === 1 ? Promise.resolve() : new Promise(() => undefined)),
      send: () => {
        slow.resolve({ kind: 'ours', claim: claimOf(item('a', { attempts: 1 })) });
        return outcome;
      },
    });
    await outbox.accept(item('a'), false);
    expect(settled.get('a')).toMatchObject(settlement);
  });

  it('is looked for first when a process may have said it and died', async () => {
    const found = { kind: 'found', messageTs: '1.0' } as const;
    const { outbox, said, settled } = makeOutbox({ find: found });
    await outbox.accept(item('a'), true);
    await outbox.stop();
    expect(said).toEqual([]);
    expect(settled.get('a')).toEqual({ kind: 'sent', messageTs: '1.0' });
  });

  it('is left to whoever came with it before', async () => {
    const known = { kind: 'known', standing: 'open' } as const;
    const { outbox, said } = makeOutbox({ store: { accept: () => Promise.resolve(known) } });
    await outbox.accept(item('a'), true);
    await outbox.stop();
    expect(said).toEqual([]);
  });

  it('is said though the outbox cannot be written, and that is told to the log', async () => {
    const away = { accept: () => Promise.reject(new Error('disk full')) };
    const { outbox, said, lines } = makeOutbox({ store: away });
    await outbox.accept(item('a'), false);
    expect(said).toMatchObject([{ id: 'a', attempts: 1 }]);
    expect(lines.map(({ msg }) => msg)).toEqual([
      'the outbox cannot be written',
      'the outbox cannot be written',
      'delivery',
    ]);
    expect(lines[2]).toMatchObject({ delivery: 'a', outcome: 'sent', settled: false });
  });

  it('is told to have failed only where it may be tried again', async () => {
    const away = { accept: () => Promise.reject(new Error('disk full')) };
    const refused = makeOutbox({ store: away, send: () => ({ kind: 'refused', reason: 'no' }) });
    await refused.outbox.accept(item('a'), false);
    const busy = makeOutbox({ store: away, send: () => ({ kind: 'retry', reason: 'busy' }) });
    await expect(busy.outbox.accept(item('a'), false)).rejects.toThrow(
      'said nothing, and the outbox cannot be written: busy',
    );
    const lost = makeOutbox({ store: away, find: { kind: 'unreadable', reason: 'no scope' } });
    await expect(lost.outbox.accept(item('a'), true)).rejects.toThrow('no scope');
  });
});

describe('what is said here and now', () => {
  it.each([
    ['sent', 'saidBefore'],
    ['open', 'underWay'],
    ['uncertain', 'uncertain'],
  ] as const)('is not said again when it is %s: %s', async (standing, outcome) => {
    const store = { accept: () => Promise.resolve({ kind: 'known', standing } as const) };
    const { outbox } = makeOutbox({ store });
    const notAgain = () => Promise.reject(new Error('said again'));
    expect(await outbox.sayHere(item('a'), notAgain)).toBe(outcome);
  });

  it.each<[SendOutcome, string, Settlement]>([
    [sent, 'said', sent],
    [{ kind: 'unknown', reason: 'lost' }, 'uncertain', { kind: 'uncertain', reason: 'lost' }],
    [{ kind: 'retry', reason: 'busy' }, 'notSaid', { kind: 'failed', reason: 'busy' }],
  ])('ends at once, as nobody can say it later: %j', async (outcome, told, settlement) => {
    const { outbox, settled } = makeOutbox();
    expect(await outbox.sayHere(item('a'), () => Promise.resolve(outcome))).toBe(told);
    expect(settled.get('a')).toEqual(settlement);
  });

  it('was said though that cannot be written down', async () => {
    const settle = () => Promise.reject(new Error('disk full'));
    const { outbox, lines } = makeOutbox({ store: { settle } });
    expect(await outbox.sayHere(item('a'), () => Promise.resolve(sent))).toBe('said');
    expect(lines).toMatchObject([
      { level: 40, item: 'a', msg: 'an item of the outbox was not settled' },
    ]);
  });
});
