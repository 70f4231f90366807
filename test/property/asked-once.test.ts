import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createOutbox, leaseMs, type Outbox } from '../../src/outbox/outbox.ts';
import type { Item } from '../../src/outbox/item.ts';
import type { Sender } from '../../src/outbox/sender.ts';
import { askKinds, decideAnswer, planAsk, type AskAnswer } from '../../src/upkeep/ask.ts';
import type { WorkspaceStore } from '../../src/store/open-store.ts';
import { fc } from '../helpers/fast-check.ts';
import { describeOnEachDatabase, withStore } from '../helpers/with-store.ts';

type Step =
  | { readonly do: 'ask'; readonly asker: string; readonly question: string }
  | { readonly do: 'answer'; readonly nth: number; readonly kind: AskAnswer['kind'] }
  /** What Slack makes of the posts of this round; `dies` never hears of any. */
  | { readonly do: 'work'; readonly slack: 'works' | 'busy' | 'silent' | 'silentlyPosts' | 'dies' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('ask' as const),
    asker: fc.constantFrom('U1', 'U2'),
    question: fc.constantFrom('who', 'WHO', 'what'),
  }),
  fc.record({
    do: fc.constant('answer' as const),
    nth: fc.nat(5),
    kind: fc.constantFrom('linked', 'promised', 'declined', 'undelivered'),
  }),
  fc.record({
    do: fc.constant('work' as const),
    slack: fc.constantFrom('works', 'busy', 'silent', 'silentlyPosts', 'dies'),
  }),
);

/** A workspace in which people ask and answer, while processes die in the middle of it. */
function createWorld(store: WorkspaceStore) {
  const posted: string[] = [];
  const asks: string[] = [];
  const wished = new Set<string>();
  let at = 0;
  let elapsed = 0;

  const say = ({ id }: Item, slack: string): ReturnType<Sender<string>['send']> => {
    if (slack !== 'busy' && slack !== 'silent') posted.push(id);
    if (slack === 'works') return Promise.resolve({ kind: 'sent', messageTs: '1' });
    if (slack === 'busy') return Promise.resolve({ kind: 'retry', reason: 'busy' });
    if (slack === 'dies') return new Promise(() => undefined);
    return Promise.resolve({ kind: 'unknown', reason: 'timeout' });
  };

  const start = (slack: string): Outbox => {
    const pacer = { turn: () => Promise.resolve(true), hold: () => undefined };
    const words = { compose: () => Promise.resolve({ words: '' } as const) };
    return createOutbox<string>({
      store,
      sender: {
        send: (item) => say(item, slack),
        find: ({ id }) =>
          Promise.resolve(
            posted.includes(id) ? { kind: 'found', messageTs: '1' } : { kind: 'notFound' },
          ),
        checkToken: () => Promise.resolve(undefined),
      },
      kinds: { [askKinds.ask]: words, [askKinds.told]: words },
      now: () => at,
      random: () => 0.5,
      clock: { elapsed: () => elapsed, sleep: () => new Promise(() => undefined) },
      pacer,
      searchPacer: pacer,
      wake: () => undefined,
      log: pino({ level: 'silent' }),
    });
  };

  const work = async (slack: string): Promise<void> => {
    at += leaseMs * 2;
    elapsed += leaseMs * 2;
    const outbox = start(slack);
    await outbox.work();
    at += leaseMs * 2;
    elapsed += leaseMs * 2;
    await outbox.work();
    // A process that dies waits for nothing, and nobody for it.
    if (slack !== 'dies') await outbox.stop();
  };

  const act = async (next: Step): Promise<void> => {
    if (next.do === 'work') return work(next.slack);
    if (next.do === 'ask') {
      let id = '';
      const to = { kind: 'user', id: 'U9' } as const;
      const { asker, question } = next;
      const isNew = await store.addAsk((given) => {
        id = given;
        return planAsk({ id, asker, question, slug: undefined, to, askedAt: at });
      });
      const key = `${asker} ${question.toLowerCase()}`;
      expect(isNew).toBe(!wished.has(key));
      wished.add(key);
      if (isNew) asks.push(id);
      return;
    }
    const id = asks[next.nth];
    if (id === undefined) return;
    const answer = next.kind === 'linked' ? { kind: next.kind, slug: 'a' } : { kind: next.kind };
    const changed = await store.changeAsk(id, at, (ask) =>
      decideAnswer(ask, answer, { by: 'U9', now: at }),
    );
    if (changed) told.push(`told:${id}:${changed.state}`);
  };
  const told: string[] = [];

  return { act, work, posted, promised: () => [...asks.map((id) => `ask:${id}`), ...told] };
}

describeOnEachDatabase('whatever dies while people ask and answer', (database) => {
  it('everything is said once, and nothing is lost', async () => {
    const usually = database.engine === 'sqlite' ? 12 : 4;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), (steps) =>
        database.use((location) =>
          withStore(location, async (opened) => {
            const world = createWorld(opened.forWorkspace(`T${randomUUID()}`));
            for (const next of steps) await world.act(next);
            for (let round = 0; round < 6; round += 1) await world.work('works');
            expect(world.posted.toSorted()).toEqual(world.promised().toSorted());
          }),
        ),
      ),
      { numRuns: usually },
    );
  });
});
