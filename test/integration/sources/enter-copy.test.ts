import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { enterCopy } from '../../../src/sources/git/enter-copy.ts';
import { withFolder } from '../../helpers/with-folder.ts';

it('lets only the last to leave work alone', async () => {
  await withFolder({}, async (dir) => {
    const copy = join(dir, 'sources/copy');
    const [one, other] = [await enterCopy(copy), await enterCopy(copy)];
    const tidied: string[] = [];
    one(() => tidied.push('one'));
    other(() => tidied.push('other'));
    const third = await enterCopy(copy);
    third(() => tidied.push('third'));
    expect(tidied).toEqual(['other', 'third']);
  });
});

it('writes nothing, so that a full disk is tidied up too', async () => {
  await withFolder({}, async (dir) => {
    const leave = await enterCopy(dir);
    let found: readonly (readonly [string, number])[] = [];
    leave(() => {
      found = readdirSync(dir).map((name) => [name, statSync(join(dir, name)).size]);
    });
    expect(found).toEqual([['in-use', 0]]);
  });
});

it('waits for who is leaving, also in another process', async () => {
  await withFolder({}, async (dir) => {
    (await enterCopy(dir))(() => undefined);
    const other = new DatabaseSync(join(dir, 'in-use'));
    other.exec('pragma journal_mode = memory; begin exclusive');
    const entered = enterCopy(dir);
    setImmediate(() => {
      other.close();
    });
    await expect(entered).resolves.toBeInstanceOf(Function);
    (await entered)(() => undefined);
  });
});
