import type { KnownBlock } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import type { Digest } from '../../../digest/build-digest.ts';
import type { RunRecord } from '../../../digest/delivery.ts';
import type { Occurrence, Schedule, Standing, StopReason } from '../../../digest/subscription.ts';
import {
  type ArticleContext,
  describeReview,
  nameOwner,
  renderLine,
  renderName,
} from '../../reply/article-summary.ts';
import { joinParts, type Message, messageOf } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import {
  bold,
  bullets,
  code,
  context,
  plain,
  present,
  richText,
  say,
} from '../../reply/rich-text.ts';
import { listWords } from '../../../text/list-words.ts';
import { cutText } from '../../reply/words.ts';
import { describeSchedule, formatDay, formatOccurrence, formatPeriod } from './digest-words.ts';

export interface DigestView extends ArticleContext {
  /** Who set it up, by name; undefined when Slack does not tell. */
  readonly setUpBy: string | undefined;
}

/** One week's digest, one message. The shape is in the README. */
export function renderDigest(digest: Digest, view: DigestView): Message {
  const { added, updated, leftOut, shelf, period } = digest;
  const isEmpty = added.length + updated.length === 0;
  return messageOf(
    { type: 'header', text: plain('This week in the guide') },
    context(formatPeriod(period)),
    renderGroup('New', added, view),
    renderGroup('Updated', updated, view),
    isEmpty && richText(say`Nothing is new or changed.`),
    leftOut > 0 &&
      richText(say`And ${leftOut} more. The newest: ${code(`${view.command} latest`)}`),
    renderGroup('From the shelf', present(shelf), view),
    renderClosing(digest.closing, view),
    digest.lost.length > 0 && context(explainLost(digest)),
    context(footer(digest, view)),
  );
}

function renderGroup(
  heading: string,
  articles: readonly Article[],
  view: DigestView,
): KnownBlock | false {
  const entries = articles.map((article) => {
    const owner = nameOwner(article, view);
    return renderLine(article, view, [owner && `by ${owner}`, describeReview(article, view)]);
  });
  return entries.length > 0 && richText(bold(heading), bullets(entries));
}

const maxQuestionChars = 150;

function renderClosing(closing: Digest['closing'], view: DigestView): KnownBlock | false {
  const { asked = [], pastDate, gap } = closing ?? {};
  const name = (article: Article) => renderName({ article }, view);
  const lines = [
    asked.length > 0 && say`Asked most: ${joinParts(asked.map(name), '; ')}`,
    pastDate && say`Still right? ${name(pastDate)}, ${describeReview(pastDate, view)}`,
    gap !== undefined && say`No article answers: ${cutText(gap, maxQuestionChars)}`,
  ].filter((line) => line !== undefined && line !== false);
  return lines.length > 0 && richText(bullets(lines));
}

function footer({ subscription }: Digest, { setUpBy, command }: DigestView): string {
  const { next, settings } = subscription;
  const { schedule } = settings;
  const rhythm = describeSchedule(schedule);
  const start = setUpBy === undefined ? `Comes ${rhythm}` : `Set up by ${setUpBy}, ${rhythm}`;
  const after = next ? ` Next: ${formatDay(next.at, schedule.timeZone)}.` : '';
  return `${start}.${after} Pause: ${command} digest pause. Change: ${command} digest`;
}

function explainLost({ lost, subscription }: Digest): string {
  const { timeZone } = subscription.settings.schedule;
  const days = lost.map(({ dueAt }) => formatDay(dueAt, timeZone));
  const came = lost.every(({ state }) => state === 'uncertain')
    ? 'may not have been posted'
    : 'wasn’t posted';
  const reasons = new Set(lost.map(explainRun));
  return `The digest for ${listWords(days)} ${came}: ${listWords([...reasons])}.`;
}

// It was not running, or Slack refused its token.
const couldNotSend = 'I couldn’t send anything for most of that day';
/** Reasons that are our own; all others are Slack's codes. */
const ownReasons: Readonly<Record<string, string> & Record<StopReason, string>> = {
  archived: 'the channel was archived',
  deleted: 'the channel was deleted',
  notFound: 'I couldn’t see the channel',
  notMember: 'I wasn’t in the channel',
  restricted: 'I wasn’t allowed to post in the channel',
  shared: 'the channel was shared with another organisation',
  late: couldNotSend,
  restart: couldNotSend,
  too_late_to_begin: 'I couldn’t start in time',
  paused: 'it was paused',
  ended: 'somebody had ended it',
};

/** Why a run was not simply sent. */
export function explainRun({ state, reason = '' }: RunRecord): string {
  switch (state) {
    case 'missed':
    case 'failed':
    case 'cancelled':
      return ownReasons[reason] ?? `Slack didn’t take it (${reason})`;
    case 'uncertain':
      return `Slack’s answer got lost, and I couldn’t read the channel to check (${reason})`;
    case 'pending':
    case 'sending':
      return reason === '' ? 'on its way' : `I’ll try again (${reason})`;
    case 'skipped':
      return 'nothing was new';
    case 'sent':
      return '';
  }
}

/** @param digest undefined when the week would be skipped as things are. */
export function renderPreview(
  digest: Message | undefined,
  schedule: Schedule,
  next: Occurrence,
  standing: Standing['kind'],
): Message {
  const when = formatOccurrence(next, schedule);
  const isActive = standing === 'active';
  if (!digest) {
    return renderNotice(
      isActive
        ? `Nothing is new yet. If nothing changes, I’ll skip the digest on ${when}.`
        : `Nothing is new yet, and the digest is ${standing} anyway.`,
    );
  }
  const what = isActive
    ? `Preview of the digest on ${when}.`
    : `The digest is ${standing}. If it were running, the one on ${when} would look like this.`;
  return messageOf(context(`${what} Only you can see this.`), digest.blocks);
}
