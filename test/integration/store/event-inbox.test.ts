import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openStore } from '../../../src/store/open-store.ts';
import { describeOnEachDatabase } from '../../helpers/with-store.ts';

const deps = { now: () => 0, newId: randomUUID, onIdleError: () => undefined };

describeOnEachDatabase('the event inbox', (database) => {
  it('keeps events of each workspace apart, once each, over a restart', async () => {
    await database.use(async (location) => {
      const first = await openStore(location, deps);
      const inbox = first.inboxOf('T1');
      await inbox.keep({ id: 'Ev2', body: '{"n":2}' }, 20);
      await inbox.keep({ id: 'Ev1', body: '{"n":1}' }, 10);
      await inbox.keep({ id: 'Ev1', body: '{"n":"again"}' }, 30);
      await first.inboxOf('T2').keep({ id: 'Ev1', body: '{"n":"other"}' }, 10);
      await first.close();

      const second = await openStore(location, deps);
      expect(await second.inboxOf('T1').list()).toEqual([
        { id: 'Ev1', body: '{"n":1}' },
        { id: 'Ev2', body: '{"n":2}' },
      ]);
      await second.inboxOf('T1').forget('Ev1');
      expect(await second.inboxOf('T1').list()).toEqual([{ id: 'Ev2', body: '{"n":2}' }]);
      expect(await second.inboxOf('T2').list()).toHaveLength(1);
      await second.close();
    });
  });
});
