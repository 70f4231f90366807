import type { ModalView } from '@slack/types';
import type { Contact } from '../../../outbox/item.ts';
import type { Ask } from '../../../upkeep/ask.ts';
import { actionIds } from '../../app/action-ids.ts';
import { field, formModal } from '../../reply/form.ts';
import { richMessage, type Message } from '../../reply/message.ts';
import { channel, plain, quote, richText, say, text, user } from '../../reply/rich-text.ts';

export const askConfirmId = 'ask_owner';
export const linkFormId = 'ask_link';
/** Blocks, each with an input of the same name but for the menu, which suggests as everywhere. */
export const linkFields = { article: 'ask_article', address: 'ask_address' } as const;

const named = ({ kind, id }: Contact) => (kind === 'user' ? user(id) : channel(id));

/** Says whom the question goes to, and what goes along. */
export function renderAskConfirm(
  { question, to }: Pick<Ask, 'question' | 'to'>,
  metadata: string,
): ModalView {
  const where = to.kind === 'user' ? ' in a direct message:' : ':';
  return formModal({
    ...{ id: askConfirmId, metadata },
    ...{ title: 'Ask the owner?', submit: 'Ask', close: 'Don’t ask' },
    blocks: [
      richText(
        say`I’ll send your question and your name to ${named(to)}${where}`,
        quote(text(question)),
        say`I only ask once, and you’ll hear back from me.`,
      ),
    ],
  });
}

export function renderAskSent(to: Contact, isNew: boolean): Message {
  const when = to.kind === 'user' ? 'If it’s late where they are, I’ll wait until morning.' : '';
  return richMessage(
    isNew
      ? say`I’ll ask ${named(to)} and write to you when there’s an answer. ${when}`
      : say`You’ve asked this before, so I haven’t asked again.`,
  );
}

/** Asks an owner for the article: chosen by its title, or by its address. */
export function renderLinkForm(): ModalView {
  const { article, address } = linkFields;
  const menu = {
    type: 'external_select',
    action_id: actionIds.findArticle,
    placeholder: plain('Type a few letters of its title'),
    min_query_length: 0,
  } as const;
  const input = { type: 'plain_text_input', action_id: address, max_length: 500 } as const;
  return formModal({
    ...{ id: linkFormId, title: 'Which article?', submit: 'Send' },
    blocks: [
      field('The article that answers it', menu, { block_id: article, optional: true }),
      field('Or its link', input, { optional: true }),
    ],
  });
}
