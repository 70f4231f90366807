import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { decideAnswer, planAsk, type Ask } from '../../../src/upkeep/ask.ts';
import { runExport, runForget } from '../../../src/cli/stored-data.ts';
import type { StoreLocation } from '../../../src/store/open-dialect.ts';
import type { WorkspaceStore } from '../../../src/store/open-store.ts';
import {
  describeOnEachDatabase,
  keeping,
  withDatabase,
  withDataDir,
  withStore,
} from '../../helpers/with-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
const [anna, bert] = ['U1ANNA', 'U2BERT'];
const rating = { answer: 'a1:vpn', slug: 'vpn', helpful: false } as const;
const unanswered = (question: string, askedAt = 0) => ({
  question,
  stems: question.split(' '),
  topic: 'ops',
  week: Math.floor(askedAt / (7 * dayMs)),
  askedAt,
});

const ask = (store: WorkspaceStore, asker: string, question: string, askedAt = 0) =>
  store.addAsk((id) =>
    planAsk({ id, asker, question, slug: 'vpn', to: { kind: 'user', id: bert }, askedAt }),
  );

/** Every row of every table, as text. */
async function dump(location: StoreLocation): Promise<Readonly<Record<string, string>>> {
  return withDatabase(location, async (db) => {
    const tables = await db.introspection.getTables();
    const rows = tables.map(async ({ name }) => {
      const all = await sql`select * from ${sql.table(name)}`.execute(db);
      return [name, JSON.stringify(all.rows)] as const;
    });
    return Object.fromEntries(await Promise.all(rows));
  });
}

describeOnEachDatabase('what is kept for the upkeep', (database) => {
  it('counts a person once for each answer, and each week, and knows no name', () =>
    database.use(async (location) => {
      await withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        expect(await store.rate(anna, { ...rating, reason: 'outOfDate', note: 'old' }, 1)).toBe(
          true,
        );
        expect(await store.rate(anna, { ...rating, helpful: true }, 2)).toBe(false);
        expect(await store.rate(bert, rating, 3)).toBe(true);
        expect([...(await store.countUnhelpful())]).toEqual([['vpn', 2]]);
        for (const person of [anna, anna, bert]) {
          await store.addUnanswered(person, unanswered('dragon food'));
        }
        await store.addUnanswered(anna, unanswered('dragon food', 8 * dayMs));
        const kept = await store.listUnanswered();
        expect(kept).toHaveLength(3);
        expect(new Set(kept.map(({ person }) => person)).size).toBe(2);
        // Another workspace has another key, and sees none of this.
        const other = opened.forWorkspace('T2');
        await other.addUnanswered(anna, unanswered('dragon food'));
        const [elsewhere] = await other.listUnanswered();
        expect(kept.map(({ person }) => person)).not.toContain(elsewhere?.person);
      });
      const { ratings, unanswered: questions } = await dump(location);
      expect(ratings).not.toMatch(/ANNA|BERT/);
      expect(questions).not.toMatch(/ANNA|BERT/);
    }));

  it('keeps its key when several processes make it at once, and after a restart', () =>
    database.use((location) =>
      withStore(location, (one) =>
        withStore(location, async (two) => {
          const stores = [one, two, one, two].map((each) => each.forWorkspace('T1'));
          const rated = await Promise.all(stores.map((store) => store.rate(anna, rating, 1)));
          expect(rated.filter(Boolean)).toHaveLength(1);
        }),
      ),
    ));

  it('asks a question once for a person, with the row that says it', () =>
    database.use(async (location) => {
      await withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        const both = await Promise.all([
          ask(store, anna, 'Who feeds it?'),
          ask(store, anna, 'who feeds it?'),
        ]);
        expect(both.filter(Boolean)).toHaveLength(1);
        expect(await ask(store, bert, 'who feeds it?')).toBe(true);
      });
      const rows = await withDatabase(location, async (db) => {
        const found = await sql`select id from deliveries where kind = 'ask'`.execute(db);
        return found.rows;
      });
      expect(rows).toHaveLength(2);
    }));

  it('takes one of two answers that come at once, and tells of that alone', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        let id = '';
        await store.addAsk((given) => {
          id = given;
          const to = { kind: 'channel', id: 'C1' } as const;
          return planAsk({ id, asker: anna, question: 'q', slug: undefined, to, askedAt: 0 });
        });
        const answer = (kind: 'declined' | 'undelivered') =>
          store.changeAsk(id, 5, (current: Ask) =>
            decideAnswer(current, { kind }, { by: bert, now: 5 }),
          );
        const answers = await Promise.all([answer('declined'), answer('undelivered')]);
        const [changed, ...others] = answers.filter((each) => each !== undefined);
        expect(others).toEqual([]);
        expect(await store.getAsk(id)).toEqual(changed);
        const claims: string[] = [];
        for (;;) {
          const claim = await store.claimNext(10, 60_000, ['ask told']);
          if (!claim) break;
          claims.push(claim.item.id);
        }
        expect(claims).toEqual([`told:${id}:${changed?.state ?? ''}`]);
      }),
    ));

  it('is deleted when its time is over', () =>
    database.use((location) =>
      withStore(location, async (opened) => {
        const store = opened.forWorkspace('T1');
        await store.rate(anna, rating, 100);
        await store.addUnanswered(anna, unanswered('old dragon', 100));
        await store.addUnanswered(anna, unanswered('new dragon', 200));
        await ask(store, anna, 'who', 100);
        await store.purge(keeping({ asked: 100, unanswered: 100 }));
        expect((await store.countUnhelpful()).size).toBe(1);
        expect(await store.listUnanswered()).toHaveLength(2);
        expect(await ask(store, anna, 'who', 150)).toBe(false);
        await store.purge(keeping({ asked: 101, unanswered: 101 }));
        expect((await store.countUnhelpful()).size).toBe(0);
        expect(await store.listUnanswered()).toMatchObject([{ question: 'new dragon' }]);
        expect(await ask(store, anna, 'who', 150)).toBe(true);
      }),
    ));
});

describeOnEachDatabase('what is kept about a person for the upkeep', (database) => {
  const run = async (location: StoreLocation, act: typeof runExport) => {
    const env: Record<string, string> =
      location.kind === 'sqlite' ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.url };
    let printed = '';
    const out = (text: string) => void (printed += text);
    expect(await act(anna, { env, out, err: out })).toBe(0);
    return printed;
  };
  const forget: typeof runExport = (userId, deps) =>
    runForget({ userId, workspace: undefined }, deps);

  const fill = (location: StoreLocation) =>
    withStore(location, async (opened) => {
      const store = opened.forWorkspace('T1');
      for (const person of [anna, bert]) {
        await store.mute(person, 0);
        await store.rate(person, { ...rating, note: `note of ${person.slice(2)}` }, 0);
        await store.addUnanswered(person, unanswered(`unanswered ${person.slice(2)}`));
        await ask(store, person, `asked by ${person.slice(2)}`);
      }
      await store.addAsk((id) => {
        const to = { kind: 'user', id: anna } as const;
        return planAsk({ id, asker: bert, question: 'to ANNA', slug: undefined, to, askedAt: 0 });
      });
    });

  it('is exported with what is known by a hash alone', () =>
    database.use(async (location) => {
      await fill(location);
      const printed = await run(location, runExport);
      const tables = Object.keys(JSON.parse(printed) as object).sort();
      expect(tables).toEqual(['asks', 'deliveries', 'mutes', 'ratings', 'unanswered']);
      for (const text of ['note of ANNA', 'unanswered ANNA', 'asked by ANNA', 'to ANNA']) {
        expect(printed).toContain(text);
      }
      expect(printed).not.toMatch(/of BERT|unanswered BERT|by BERT/);
    }));

  it('is gone from every table after forgetting, and nothing of anybody else', () =>
    database.use(async (location) => {
      await fill(location);
      await run(location, forget);
      const rows = Object.values(await dump(location)).join('\n');
      expect(rows).not.toContain(anna);
      expect(rows).not.toMatch(/note of ANNA|unanswered ANNA|asked by ANNA/);
      expect(rows).toMatch(/note of BERT/);
      expect(rows).toMatch(/unanswered BERT/);
      expect(rows).toMatch(/asked by BERT/);
      expect(JSON.parse(await run(location, runExport))).toEqual({});
      // Forgetting two people must not make them one.
      await withStore(location, async (opened) => {
        expect(await opened.forWorkspace('T1').isMuted(bert)).toBe(true);
      });
    }));
});

describe('docs/privacy.md', () => {
  it('names every table of the database', () =>
    withDataDir(async (location) => {
      await withStore(location, () => Promise.resolve());
      const document = await readFile('docs/privacy.md', 'utf8');
      const tables = Object.keys(await dump(location));
      expect(tables.length).toBeGreaterThan(10);
      expect(tables.filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
    }));
});
