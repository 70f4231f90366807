import type { AnswerHit } from '../../../answers/answer.ts';
import { renderHit, titleOf, type ArticleContext } from '../../reply/article-summary.ts';
import { escapeText, type Message } from '../../reply/message.ts';
import { paragraph, richText, text, user } from '../../reply/rich-text.ts';

/** What the channel sees when somebody shares an article. */
export function renderSharedArticle(
  hit: AnswerHit,
  sharedBy: string,
  view: ArticleContext,
): Message {
  return {
    text: `<@${sharedBy}> shared from the guide: ${escapeText(titleOf(hit.article))}`,
    blocks: [
      richText(paragraph(user(sharedBy), text(' shared from the guide:'))),
      ...renderHit(hit, view),
    ],
  };
}
