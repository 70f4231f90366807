import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import { decideDue } from './change-subscription.ts';
import type { DigestStore } from './digest-store.ts';
import { planRevision } from './plan-revision.ts';

// What digests do by themselves. Each job says after how many milliseconds to do it again.

/** However quiet it is: another process may have written something. */
const lookEveryMs = 5_000;
const lookSeldomMs = 60 * 60 * 1000;

/** Records the library whenever it is another one than before. */
export function createRecordLibrary(
  store: DigestStore,
  articles: () => readonly Article[],
  now: () => number,
): () => Promise<number> {
  let recorded: readonly Article[] | undefined;
  return async () => {
    const library = articles();
    if (library !== recorded) {
      await store.recordRevision((known) => planRevision(known, library, now()));
      recorded = library;
    }
    // Whoever changes it wakes us.
    return lookSeldomMs;
  };
}

/**
 * Gives every week that has come due its run. One that cannot be planned stops no other; then it
 * throws when the others have theirs.
 */
export async function planDueRuns(
  store: DigestStore,
  now: () => number,
  /** There are new runs. */
  wake: () => void,
  log: Logger,
): Promise<number> {
  const at = now();
  const due = await store.listDue(at);
  const failures: unknown[] = [];
  for (const { id, channelId } of due) {
    try {
      await store.changeSubscription(channelId, at, (current) => decideDue(current, at));
    } catch (error) {
      log.error({ err: error, subscription: id }, 'a digest cannot be planned');
      failures.push(error);
    }
  }
  if (failures.length < due.length) wake();
  if (failures.length > 0) throw new Error('a digest cannot be planned', { cause: failures[0] });
  const next = (await store.nextDueAt(at)) ?? Infinity;
  return Math.max(0, Math.min(lookEveryMs, next - now()));
}

/** Slack tells us once when a channel is mended; this finds what we were not there to hear. */
export async function restoreStopped(
  store: DigestStore,
  opened: (channelId: string) => Promise<void>,
  turn: (channelId: string, signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  for (const { channelId, standing } of await store.listSubscriptions()) {
    if (standing.kind !== 'stopped') continue;
    if (!(await turn(channelId, signal))) return;
    await opened(channelId);
  }
}
