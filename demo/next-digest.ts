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
    { now, newId: randomUUID, onProblem: () => undefined },
  );
  try {
    const digests = store.forWorkspace(teamId);
    const times = [await digests.nextDueAt(0), await digests.nextReadyAt(0)];
    const known = times.filter((at) => at !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  } finally {
    await store.close();
  }
}
