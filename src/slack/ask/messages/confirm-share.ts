import type { ModalView } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import { titleOf } from '../../reply/article-summary.ts';
import { paragraph, plain, richText, text } from '../../reply/rich-text.ts';

export const confirmShareId = 'confirm_share';

/**
 * Asked before an article goes where other organisations may read it.
 * @param certain whether some are known to be there
 */
export function renderConfirmShare(
  article: Article,
  certain: boolean,
  metadata: string,
): ModalView {
  const reason = certain
    ? 'People from another organisation are in this channel and will read it.'
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
