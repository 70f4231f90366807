import type { AnswerHit } from '../../../answers/answer.ts';
import { nameHit, renderLead, titleOf, type ArticleContext } from '../../reply/article-summary.ts';
import { escapeText, type Message } from '../../reply/message.ts';
import { actions, button, paragraph, richText, text, user } from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';
import { formatPlace } from '../article-place.ts';

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
      actions(
        button({
          label: 'Read here',
          actionId: actionIds.read,
          value: formatPlace(hit),
          spoken: `Read here: ${titleOf(hit.article)}`,
        }),
      ),
    ],
  };
}
