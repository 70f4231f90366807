import { describe, expect, it } from '@jest/globals';
import { chmodSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withDataDir, withStore } from '../../helpers/with-store.ts';

const fileIn = (location: object) =>
  path.join((location as { dataDir: string }).dataDir, 'guidepost.db');
const item = {
  id: 'C1:1.1',
  kind: 'reply',
  recipient: { kind: 'channel', id: 'C1' },
  about: {},
  dueAt: 0,
} as const;

describe('the database file', () => {
  it('is waited for while another process has it locked, and nothing else waits with it', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        const other = new DatabaseSync(fileIn(location));
        other.exec('begin immediate');
        let isThere = false;
        const accepted = opened
          .forWorkspace('T1')
          .accept(item, 0, 0)
          .finally(() => (isThere = true));
        // Turns of the event loop pass, as a question needs them, while the store waits.
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        expect(isThere).toBe(false);
        other.exec('commit');
        other.close();
        expect((await accepted).kind).toBe('ours');
      }),
    ));

  it('that is deleted or replaced is noticed by whoever writes or reads next', () =>
    withDataDir((location) =>
      withStore(location, async (opened) => {
        renameSync(fileIn(location), `${fileIn(location)}.gone`);
        const store = opened.forWorkspace('T1');
        await expect(store.accept(item, 0, 0)).rejects.toThrow(/was deleted or replaced/);
        await expect(store.listSubscriptions()).rejects.toThrow(/DATA_DIR/);
        renameSync(`${fileIn(location)}.gone`, fileIn(location));
        expect((await store.accept(item, 0, 0)).kind).toBe('ours');
      }),
    ));

  it('is for its owner alone, also when it was for everybody before', () =>
    withDataDir(async (location) => {
      await withStore(location, () => Promise.resolve());
      chmodSync(fileIn(location), 0o644);
      await withStore(location, async (opened) => {
        await opened.forWorkspace('T1').accept(item, 0, 0);
        for (const name of ['', '-wal', '-shm']) {
          expect(statSync(`${fileIn(location)}${name}`).mode & 0o777).toBe(0o600);
        }
      });
    }));
});
