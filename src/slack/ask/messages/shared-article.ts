import type { ModalView } from '@slack/types';
import type { AnswerHit } from '../../../answers/answer.ts';
import type { Article } from '../../../content/article.ts';
import { bareHit, renderLead, titleOf, type ArticleContext } from '../../reply/article-summary.ts';
import { formModal } from '../../reply/form.ts';
import { nameOutsiders } from '../../reply/words.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import { actions, bold, richText, say, user } from '../../reply/rich-text.ts';
import type { ArticlePlace } from '../button-values.ts';
import { readButton } from './read-menu.ts';

/** What the channel sees when somebody shares an article. */
export function renderSharedArticle(
  hit: AnswerHit,
  sharedBy: string,
  view: ArticleContext,
): Message {
  return messageOf(
    richText(say`${user(sharedBy)} shared from the guide:`),
    renderLead(hit, view),
    actions(readButton(hit)),
  );
}

/** What everybody in a conversation sees below a link: what the article is, whose, and how old. */
export function renderUnfurledLink(
  { article, section }: ArticlePlace,
  view: ArticleContext,
): Message {
  return messageOf(renderLead({ ...bareHit(article), section }, view, { showsAge: true }));
}

export const confirmShareId = 'confirm_share';

/**
 * Asked before an article goes where other organisations may read it.
 * @param outsiders the organisations that are known to be there, as far as they have names; undefined
 *   when nobody can tell
 */
export function renderConfirmShare(
  article: Article,
  outsiders: readonly string[] | undefined,
): ModalView {
  const reason = outsiders
    ? say`${nameOutsiders(outsiders)} are in this channel and will read it.`
    : say`I’m not in this conversation, so I can’t tell whether people from another organisation will read it.`;
  return formModal({
    ...{ id: confirmShareId, title: 'Share it here?', submit: 'Share', close: 'Don’t share' },
    blocks: [richText(bold(titleOf(article))), richText(reason)],
  });
}
