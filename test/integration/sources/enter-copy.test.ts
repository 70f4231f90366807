import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
