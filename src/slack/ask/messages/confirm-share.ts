import type { ModalView } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import { titleOf } from '../../reply/article-summary.ts';
import { nameOutsiders } from '../../reply/outsiders.ts';
import { paragraph, plain, richText, text } from '../../reply/rich-text.ts';

export const confirmShareId = 'confirm_share';

/**
 * Asked before an article goes where other organisations may read it.
 * @param outsiders the organisations that are known to be there, as far as they have names; undefined
 *   when nobody can tell
 */
export function renderConfirmShare(
  article: Article,
  outsiders: readonly string[] | undefined,
  metadata: string,
): ModalView {
  const reason = outsiders
    ? `${nameOutsiders(outsiders)} are in this channel and will read it.`
    : 'I’m not in this conversation, so I can’t tell whether people from another organisation are.';
  return {
    type: 'modal',
    callback_id: confirmShareId,
    private_metadata: metadata,
    title: plain('Share it here?'),
    submit: plain('Share'),
    close: plain('Don’t share'),
    blocks: [
      richText(paragraph(text(titleOf(article), { bold: true }))),
      richText(paragraph(text(reason))),
    ],
  };
}
