import { randomUUID } from 'node:crypto';
import { openStore } from '../src/store/open-store.ts';

/** When the bot next has a digest to send, by its own database; milliseconds since 1970. */
export async function findNextDigest({
  dataDir,
  teamId,
  now,
}: {
  dataDir: string;
  teamId: string;
  now: () => number;
}): Promise<number | undefined> {
  const store = await openStore(
    { kind: 'sqlite', dataDir },
    { now, newId: randomUUID, onIdleError: () => undefined },
  );
  try {
    return await store.forWorkspace(teamId).nextWakeAt();
  } finally {
    await store.close();
  }
}
