import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openStore } from '../../../src/store/open-store.ts';
import { describeOnEachDatabase } from '../../helpers/with-store.ts';

const deps = { now: () => 0, newId: randomUUID, onIdleError: () => undefined };
const share = { answer: 'C1:1.1:U1', slug: 'retries' };
const dayMs = 24 * 60 * 60 * 1000;

describeOnEachDatabase('shares', (database) => {
  it('are claimed by one process of several, in each workspace', async () => {
    await database.use(async (location) => {
      const [one, two] = [await openStore(location, deps), await openStore(location, deps)];
      const claims = [one, two, one, two].map((store) => store.sharesOf('T1').claim(share, 0));
      expect((await Promise.all(claims)).toSorted()).toEqual([
        'claimed',
        'underWay',
        'underWay',
        'underWay',
      ]);
      expect(await two.sharesOf('T2').claim(share, 0)).toBe('claimed');

      await one.sharesOf('T1').confirm(share);
      expect(await two.sharesOf('T1').claim(share, 0)).toBe('posted');
      expect(await two.sharesOf('T1').listPosted(share.answer)).toEqual(['retries']);
      expect(await two.sharesOf('T2').listPosted(share.answer)).toEqual([]);

      await two.sharesOf('T2').release(share);
      expect(await one.sharesOf('T2').claim(share, 0)).toBe('claimed');
      await one.close();
      await two.close();
    });
  });

  it('are forgotten when nobody can press the button any more', async () => {
    await database.use(async (location) => {
      const store = await openStore(location, deps);
      const shares = store.sharesOf('T1');
      await shares.claim(share, 0);
      expect(await shares.claim({ ...share, slug: 'queues' }, 6 * dayMs)).toBe('claimed');
      expect(await shares.claim(share, 6 * dayMs)).toBe('underWay');
      expect(await shares.claim(share, 8 * dayMs)).toBe('claimed');
      await store.close();
    });
  });
});
