import type { KnownBlock } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import type { Gap } from '../../../upkeep/group-gaps.ts';
import type { DueArticle } from '../../../upkeep/review-book.ts';
import type { ReviewMark } from '../../../upkeep/upkeep-store.ts';
import { count } from '../../../text/count.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatPlace, markOf } from '../../ask/button-values.ts';
import { renderDay } from '../../reply/words.ts';
import { describeReview, renderName, type ArticleContext } from '../../reply/article-summary.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import {
  actions,
  bold,
  bullets,
  button,
  context,
  richText,
  row,
  say,
  text,
} from '../../reply/rich-text.ts';
import { muteButton } from '../ask-person.ts';
import { renderGapLine } from './gaps.ts';

export interface ReviewNoticeFacts {
  /** What is due, the longest first. */
  readonly due: readonly DueArticle[];
  /** What the owner has said this month, with the day until which it holds now, where there is one. */
  readonly done: readonly {
    readonly article: Article;
    readonly verdict: ReviewMark['verdict'];
    readonly until: string | undefined;
  }[];
  /** For a channel that owns them. */
  readonly isForChannel: boolean;
  /** What people asked about the owner's topics and no article answers, the most asked first. */
  readonly gaps: readonly Gap[];
}

/** Two blocks each; Slack's limit for a message is fifty. */
const maxDue = 15;
const maxDone = 20;

/** Once a month, to whoever owns articles that somebody should look at again. */
export function renderReviewNotice(facts: ReviewNoticeFacts, view: ArticleContext): Message {
  const { due, done, isForChannel, gaps } = facts;
  const left = due.length - maxDue;
  return messageOf(
    richText(bold(opening(due.length))),
    due.slice(0, maxDue).flatMap((each) => renderDue(each, view)),
    left > 0 && context(`And ${left} more. They move up when you’re done with these.`),
    done.length > 0 &&
      richText(bullets(done.slice(0, maxDone).map((each) => renderDone(each, view)))),
    gaps[0] && renderAsked(gaps[0], gaps.length - 1),
    row(!isForChannel && muteButton()),
    context(
      isForChannel
        ? 'This channel is named as the owner. I ask once a month.'
        : 'You’re named as the owner. I ask once a month. Editors see what needs work and what nobody owns.',
    ),
  );
}

function renderAsked(gap: Gap, others: number): KnownBlock {
  const more = others === 0 ? '' : `, and ${count(others, 'more question')}`;
  return richText(say`People asked this, and no article answers it: ${renderGapLine(gap)}${more}`);
}

function opening(count: number): string {
  if (count === 0) return 'That’s all for this month. Thank you.';
  return count === 1 ? 'Is this article still right?' : `Are these ${count} articles still right?`;
}

function renderDue({ article, day }: DueArticle, view: ArticleContext): readonly KnownBlock[] {
  const when = describeReview(article, view) || `review is due by ${renderDay(day)}`;
  const name = renderName({ article }, view, { bold: true });
  const choice = (label: string, actionId: string, value = article.slug) =>
    button({ label, actionId, value, spoken: `${label}: ${article.title}` });
  return [
    richText(say`${name}  ${when}`),
    {
      ...actions(
        choice('Still right', actionIds.reviewRight),
        choice('Needs work', actionIds.reviewNeedsWork),
        choice('Not mine', actionIds.reviewNotMine),
        choice('Read here', actionIds.read, formatPlace({ article })),
      ),
      block_id: `review ${markOf(article.slug)}`,
    },
  ];
}

function renderDone(
  { article, verdict, until }: ReviewNoticeFacts['done'][number],
  view: ArticleContext,
) {
  const name = renderName({ article }, view);
  return say`${name}${text(`  ${saidOf(verdict, until)}`, { italic: true })}`;
}

function saidOf(verdict: ReviewMark['verdict'], until: string | undefined): string {
  switch (verdict) {
    case 'right':
      return until === undefined ? 'still right' : `still right, next review ${renderDay(until)}`;
    case 'needsWork':
      return 'needs work';
    case 'notMine':
      return 'not yours';
  }
}
