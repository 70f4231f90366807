import type { KnownBlock } from '@slack/types';
import { listLatest } from '../../../answers/library.ts';
import type { Article } from '../../../content/article.ts';
import {
  describeAge,
  describeReview,
  nameOwner,
  type ArticleContext,
} from '../../reply/article-summary.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { bold, richText } from '../../reply/rich-text.ts';
import { articleList } from './read-menu.ts';

const latestCount = 5;

/** What changed last, of what says when it did. */
export function pickLatest(articles: readonly Article[]): readonly Article[] {
  return listLatest(articles)
    .filter(({ updated }) => updated !== undefined)
    .slice(0, latestCount);
}

/** @param articles as `pickLatest` chose them */
export function renderLatest(articles: readonly Article[], view: ArticleContext): Message {
  if (articles.length === 0) {
    return renderNotice(`No article says when it was updated. All topics: ${view.command} topics`);
  }
  return messageOf(richText(bold('Latest in the guide')), latestBlocks(articles, view));
}

/** The list alone, of at least one article. */
export function latestBlocks(
  articles: readonly Article[],
  view: ArticleContext,
): readonly KnownBlock[] {
  return articleList(articles, view, (article) => {
    const owner = nameOwner(article, view);
    const age = describeAge(article, view.now);
    return [owner === undefined ? age : `${age} by ${owner}`, describeReview(article, view)];
  });
}
