import { describe, expect, it } from '@jest/globals';
import { existsSync, statSync, truncateSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runBackup, runExport, runForget, runRestore } from '../../../src/cli/stored-data.ts';
import type { StoreLocation } from '../../../src/store/open-dialect.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { OperatorError } from '../../../src/text/operator-error.ts';
import { makeSubscription } from '../../helpers/make-subscription.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { withFolder } from '../../helpers/with-folder.ts';
import { describeOnEachDatabase, keeping, readAudit, withStore } from '../../helpers/with-store.ts';

function createConsole(env: Record<string, string>) {
  const console = { printed: '', env, out: write, err: write };
  function write(text: string): void {
    console.printed += text;
  }
  return console;
}

async function subscribe(location: StoreLocation, ...channels: readonly string[]): Promise<void> {
  await withStore(location, async (store) => {
    for (const channelId of channels) {
      const subscription = makeSubscription({ id: `S-${channelId}`, channelId });
      await store.forWorkspace('T1').changeSubscription(channelId, 1_000, () => ({
        change: { action: 'subscribed', actor: 'U1', subscription, notices: [] },
      }));
    }
  });
}

const channelsIn = (dataDir: string): Promise<readonly string[]> =>
  withStore({ kind: 'sqlite', dataDir }, async (store) => {
    const found = await store.forWorkspace('T1').listSubscriptions();
    return found.map(({ channelId }) => channelId);
  });

describe('a backup', () => {
  it('taken while the bot writes has every subscription that was there when it began', async () => {
    await withFolder({ 'data/keep': '', 'elsewhere/keep': '' }, async (dir) => {
      const data = path.join(dir, 'data');
      const bot = runProcess({
        args: [path.join(import.meta.dirname, 'fixtures/subscribing-process.ts'), data],
        env: {},
      });
      const committed = () => bot.stdout().split('\n').filter(Boolean);
      try {
        await bot.waitForOutput(/^C20$/m);
        const before = committed();
        const file = path.join(dir, 'backup.db');
        const console = createConsole({ DATA_DIR: data });
        expect(await runBackup(file, console)).toBe(0);
        expect(console.printed).toMatch(/ \d+ subscriptions, schema \d+, verified\n$/);
        // It went on writing meanwhile.
        await bot.waitForOutput(new RegExp(`^C${before.length + 5}$`, 'm'));
        expect(statSync(file).mode & 0o077).toBe(0);

        const elsewhere = path.join(dir, 'elsewhere');
        expect(await runRestore(file, createConsole({ DATA_DIR: elsewhere }))).toBe(0);
        expect(await channelsIn(elsewhere)).toEqual(expect.arrayContaining(before));
      } finally {
        bot.child.kill('SIGKILL');
        await bot.exited;
      }
    });
  });

  it('does not replace a database that is in use, and keeps the one it replaces', async () => {
    await withFolder({ 'data/keep': '' }, async (dir) => {
      const dataDir = path.join(dir, 'data');
      const file = path.join(dir, 'backup.db');
      const console = createConsole({ DATA_DIR: dataDir });
      await subscribe({ kind: 'sqlite', dataDir }, 'C1');
      expect(await runBackup(file, console)).toBe(0);
      await withStore({ kind: 'sqlite', dataDir }, async (store) => {
        await expect(runRestore(file, console)).rejects.toThrow(
          'the database is in use; stop Guidepost first',
        );
        expect(await store.forWorkspace('T1').listSubscriptions()).toHaveLength(1);
      });

      await subscribe({ kind: 'sqlite', dataDir }, 'C2');
      expect(await runRestore(file, console)).toBe(0);
      expect(await channelsIn(dataDir)).toEqual(['C1']);
      const kept = path.join(dir, 'kept');
      await mkdir(kept);
      expect(
        await runRestore(
          path.join(dataDir, 'guidepost.db.before-restore'),
          createConsole({ DATA_DIR: kept }),
        ),
      ).toBe(0);
      expect([...(await channelsIn(kept))].sort()).toEqual(['C1', 'C2']);
    });
  });

  it('says so where it cannot be written', async () => {
    await withFolder({}, async (dir) => {
      await subscribe({ kind: 'sqlite', dataDir: dir }, 'C1');
      const there = createConsole({ DATA_DIR: dir });
      const target = path.join(dir, 'nowhere', 'backup.db');
      const backup = runBackup(target, there);
      await expect(backup).rejects.toThrow(`can't write the backup ${target}: `);
    });
  });

  it('that is damaged or none at all is refused, and the database stays', async () => {
    await withFolder({ 'data/keep': '' }, async (dir) => {
      const dataDir = path.join(dir, 'data');
      const console = createConsole({ DATA_DIR: dataDir });
      await subscribe({ kind: 'sqlite', dataDir }, 'C1');
      const file = path.join(dir, 'backup.db');
      await runBackup(file, console);
      await expect(runBackup(file, console)).rejects.toThrow('is there already');
      truncateSync(file, statSync(file).size / 2);
      const other = path.join(dir, 'notes.txt');
      await writeFile(other, 'not a database, but long enough to be taken for one by its size');
      for (const source of [file, other, path.join(dir, 'nothing')]) {
        await expect(runRestore(source, console)).rejects.toBeInstanceOf(StoreError);
      }
      expect(await channelsIn(dataDir)).toEqual(['C1']);
      expect(existsSync(path.join(dataDir, 'guidepost.db.incoming'))).toBe(false);
    });
  });

  it('of PostgreSQL is made by its own commands, which are printed', async () => {
    const console = createConsole({ DATABASE_URL: 'postgres://ada:secret@host/db' });
    const backup = runBackup('x.db', console);
    await expect(backup).rejects.toThrow('pg_dump --format=custom');
    await expect(backup).rejects.not.toThrow('secret');
  });
});

describeOnEachDatabase('what is stored about people', (database) => {
  const envOf = (location: StoreLocation): Record<string, string> =>
    location.kind === 'sqlite' ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.url };

  async function fill(location: StoreLocation): Promise<void> {
    await withStore(location, async (store) => {
      const add = (
        team: string,
        changes: Parameters<typeof makeSubscription>[0],
        actor: string,
      ) => {
        const subscription = makeSubscription({ createdBy: actor, changedBy: actor, ...changes });
        return store.forWorkspace(team).changeSubscription(subscription.channelId, 1_000, () => ({
          change: {
            action: 'subscribed',
            actor,
            subscription,
            notices: [{ reason: 'x' }].slice(1) as [],
          },
        }));
      };
      await add('T1', { id: 'S1', channelId: 'C1' }, 'U1ANNA');
      await add('T1', { id: 'S2', channelId: 'D1', place: 'direct' }, 'U1ANNA');
      await add('T1', { id: 'S3', channelId: 'C3' }, 'U2BERT');
      await add('T2', { id: 'S4', channelId: 'C4' }, 'U2BERT');
    });
  }

  it('is printed for a person, and for nobody else', async () => {
    await database.use(async (location) => {
      await fill(location);
      const console = createConsole(envOf(location));
      expect(await runExport('U1ANNA', console)).toBe(0);
      const exported = JSON.parse(console.printed) as Record<string, object[]>;
      expect(exported['subscriptions']).toHaveLength(2);
      expect(exported['audit']).toHaveLength(2);
      expect(console.printed).not.toContain('U2BERT');
    });
  });

  it('is forgotten: a personal digest ends, a channel keeps its own without the name', async () => {
    await database.use(async (location) => {
      await fill(location);
      const console = createConsole(envOf(location));
      expect(await runForget({ userId: 'U1ANNA', workspace: undefined }, console)).toBe(0);
      console.printed = '';
      await runExport('U1ANNA', console);
      expect(JSON.parse(console.printed)).toEqual({});
      await withStore(location, async (store) => {
        const digests = store.forWorkspace('T1');
        const left = await digests.listSubscriptions();
        expect(left.map(({ channelId, createdBy }) => [channelId, createdBy])).toEqual([
          ['C1', 'forgotten'],
          ['C3', 'U2BERT'],
        ]);
        const [entry] = await readAudit(location, 'C1');
        expect(entry).toMatchObject({ actor: 'forgotten', after: { createdBy: 'forgotten' } });
      });
    });
  });

  it('is deleted with its workspace, and another one stays', async () => {
    await database.use(async (location) => {
      await fill(location);
      const console = createConsole(envOf(location));
      expect(await runForget({ userId: undefined, workspace: 'T1' }, console)).toBe(0);
      await withStore(location, async (store) => {
        expect(await store.forWorkspace('T1').listSubscriptions()).toEqual([]);
        expect(await readAudit(location, 'C1')).toEqual([]);
        expect(await store.forWorkspace('T2').listSubscriptions()).toHaveLength(1);
      });
    });
  });

  it('is kept as history for as long as was set, and no longer', async () => {
    await database.use(async (location) => {
      await fill(location);
      await withStore(location, async (store) => {
        const ours = store.forWorkspace('T1');
        await ours.purge(keeping({ history: 1_000 }));
        expect(await readAudit(location, 'C1')).toHaveLength(1);
        await ours.purge(keeping({ history: 1_001 }));
        expect(await readAudit(location, 'C1')).toEqual([]);
        expect(await ours.listSubscriptions()).toHaveLength(3);
      });
    });
  });

  it.each([
    { userId: 'anna', workspace: undefined },
    { userId: undefined, workspace: 'Harbour' },
    { userId: undefined, workspace: undefined },
  ])('is not touched when it is not clear whose: %j', async (whom) => {
    await expect(runForget(whom, createConsole({}))).rejects.toBeInstanceOf(OperatorError);
  });
});
