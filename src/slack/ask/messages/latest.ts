import type { Article } from '../../../content/article.ts';
import { bareHit, renderHit, titleOf, type ArticleContext } from '../../reply/article-summary.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { paragraph, richText, text } from '../../reply/rich-text.ts';

/** @param articles those with a date, newest first. */
export function renderLatest(articles: readonly Article[], view: ArticleContext): Message {
  if (articles.length === 0) {
    const none = 'No article says when it was updated. All topics: /guide topics';
    return { text: none, blocks: [richText(paragraph(text(none)))] };
  }
  return {
    text: fallbackText(`Latest in the guide: ${articles.map(titleOf).join('; ')}.`),
    blocks: [
      richText(paragraph(text('Latest in the guide', { bold: true }))),
      ...articles.flatMap((article) => renderHit(bareHit(article), view)),
    ],
  };
}
