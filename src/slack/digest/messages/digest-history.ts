import type { RichTextElement } from '@slack/types';
import type { RunRecord } from '../../../digest/delivery.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { formatDay, formatOccurrence, nameDigest, type DigestPlace } from './digest-words.ts';
import { explainRun } from './digest.ts';
import { type Message, richMessage, sentence } from '../../reply/message.ts';
import { bullets, paragraph, text } from '../../reply/rich-text.ts';

/** @param runs the latest first. */
export function renderDigestHistory(
  subscription: Subscription,
  runs: readonly RunRecord[],
  place: DigestPlace,
): Message {
  const { schedule } = subscription.settings;
  if (runs.length === 0) {
    const { next } = subscription;
    return richMessage(
      paragraph(
        sentence(nameDigest(place)),
        text(' hasn’t been sent yet.'),
        text(next ? ` The first one comes on ${formatOccurrence(next, schedule)}.` : ''),
      ),
    );
  }
  return richMessage(
    paragraph(text('The last digests', { bold: true })),
    bullets(runs.map((run) => describeRun(run, schedule.timeZone))),
  );
}

function describeRun(run: RunRecord, timeZone: string): readonly RichTextElement[] {
  const day = text(`${formatDay(run.dueAt, timeZone)}: `);
  if (run.state === 'sent') {
    return [...day, ...text(`${describeContent(run)}${describeDelay(run)}`)];
  }
  return [...day, ...text(`${stateWords[run.state]}: ${explainRun(run)}`)];
}

const stateWords: Readonly<Record<Exclude<RunRecord['state'], 'sent'>, string>> = {
  pending: 'waiting',
  sending: 'waiting',
  skipped: 'skipped',
  missed: 'missed',
  uncertain: 'uncertain',
  failed: 'failed',
  cancelled: 'cancelled',
};

function describeContent({ content }: RunRecord): string {
  if (!content) return 'sent';
  const { added, updated, leftOut } = content;
  const more = leftOut > 0 ? ` and ${leftOut} more` : '';
  return added.length + updated.length === 0
    ? 'sent, nothing was new'
    : `sent, ${added.length} new and ${updated.length} updated${more}`;
}

const minuteMs = 60_000;

function describeDelay({ dueAt, finishedAt = dueAt }: RunRecord): string {
  const minutes = Math.round((finishedAt - dueAt) / minuteMs);
  if (minutes < 15) return '';
  return minutes < 90 ? `, ${minutes} minutes late` : `, ${Math.round(minutes / 60)} hours late`;
}
