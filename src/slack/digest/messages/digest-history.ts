import type { RunRecord } from '../../../digest/delivery.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { listWords } from '../../../text/list-words.ts';
import { type Message, richMessage, sentence } from '../../reply/message.ts';
import { bold, bullets, type Part, say } from '../../reply/rich-text.ts';
import { type DigestPlace, formatDay, formatOccurrence, nameDigest } from './digest-words.ts';
import { explainRun } from './digest.ts';

/** @param runs the latest first. */
export function renderDigestHistory(
  { settings: { schedule }, next }: Subscription,
  runs: readonly RunRecord[],
  place: DigestPlace,
): Message {
  if (runs.length === 0) {
    const first = next ? ` The first one comes on ${formatOccurrence(next, schedule)}.` : '';
    return richMessage(say`${sentence(nameDigest(place))} hasn’t been sent yet.${first}`);
  }
  return richMessage(
    bold('The last digests'),
    bullets(runs.map((run) => describeRun(run, schedule.timeZone))),
  );
}

function describeRun(run: RunRecord, timeZone: string): Part {
  return say`${formatDay(run.dueAt, timeZone)}: ${describeState(run)}`;
}

function describeState(run: RunRecord): string {
  switch (run.state) {
    case 'sent':
      return `${describeContent(run)}${describeDelay(run)}`;
    case 'pending':
    case 'sending':
      return explainRun(run);
    case 'skipped':
    case 'missed':
    case 'uncertain':
    case 'failed':
    case 'cancelled':
      return `${run.state} because ${explainRun(run)}`;
  }
}

function describeContent({ content }: RunRecord): string {
  if (!content) return 'sent';
  const counts = [
    [content.added.length, 'new'],
    [content.updated.length, 'updated'],
    [content.leftOut, 'more'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map((part) => part.join(' '));
  return parts.length === 0 ? 'sent, nothing was new' : `sent, ${listWords(parts)}`;
}

const minuteMs = 60_000;

function describeDelay({ dueAt, finishedAt = dueAt }: RunRecord): string {
  const minutes = Math.round((finishedAt - dueAt) / minuteMs);
  if (minutes < 15) return '';
  return minutes < 90 ? `, ${minutes} minutes late` : `, ${Math.round(minutes / 60)} hours late`;
}
