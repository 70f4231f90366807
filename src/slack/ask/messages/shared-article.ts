import type { AnswerHit } from '../../../answers/answer.ts';
import { nameHit, renderLead, type ArticleContext } from '../../reply/article-summary.ts';
import { escapeText, type Message } from '../../reply/message.ts';
import { actions, paragraph, richText, text, user } from '../../reply/rich-text.ts';
import { readButton } from './read-menu.ts';

/** What the channel sees when somebody shares an article. */
export function renderSharedArticle(
  hit: AnswerHit,
  sharedBy: string,
  view: ArticleContext,
): Message {
  const title = nameHit(hit.article, hit.section);
  return {
    text: `<@${sharedBy}> shared from the guide: ${escapeText(title)}`,
    blocks: [
      richText(paragraph(user(sharedBy), text(' shared from the guide:'))),
      ...renderLead(hit, view),
      actions(readButton(hit)),
    ],
  };
}
