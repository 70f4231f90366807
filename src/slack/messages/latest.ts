import type { Article } from '../../content/article.ts';
import { bareHit, renderHit, titleOf, type ArticleContext } from './article-summary.ts';
import { fallbackText, type Message } from './message.ts';
import { paragraph, richText, text } from './rich-text.ts';

/** How many articles "latest" shows. */
export const latestCount = 5;

/** @param articles those with a date, newest first. */
export function renderLatest(articles: readonly Article[], view: ArticleContext): Message {
  const shown = articles.slice(0, latestCount);
  if (shown.length === 0) {
    const none = 'No article says when it was updated. All topics: /guide topics';
    return { text: none, blocks: [richText(paragraph(text(none)))] };
  }
  return {
    text: fallbackText(`Latest in the guide: ${shown.map(titleOf).join('; ')}.`),
    blocks: [
      richText(paragraph(text('Latest in the guide', { bold: true }))),
      ...shown.flatMap((article) => renderHit(bareHit(article), view)),
    ],
  };
}
