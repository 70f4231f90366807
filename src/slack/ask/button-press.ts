import type { BlockAction, BlockElementAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Message } from '../reply/message.ts';
import { renderAnswerModal } from './messages/ask-modal.ts';
import { parseThread, type ThreadPlace } from './thread-place.ts';
import type { Respond } from '../reply/respond.ts';

/** A button that somebody pressed, or an option they chose, with what our listeners need of it. */
export interface ButtonPress {
  readonly value: string;
  readonly user: string;
  /** Empty in a modal or on the Home tab, unless the answer in it was looked up for a thread. */
  readonly channel: string;
  /** That thread. */
  readonly thread: ThreadPlace | undefined;
  /** Names the message the button belongs to; empty in a modal or on the Home tab. */
  readonly messageTs: string;
  /** Only the person who pressed sees that message. */
  readonly isEphemeral: boolean;
  /** Opens a modal, within three seconds. */
  readonly triggerId: string;
  readonly view:
    | {
        readonly id: string;
        readonly kind: 'modal' | 'home';
        readonly callbackId: string;
        readonly metadata: string;
      }
    | undefined;
  /** Empty in a modal or on the Home tab. */
  readonly responseUrl: string;
  readonly respond: Respond;
}

export interface ButtonPressDeps {
  readonly respondTo: (url: string) => Respond;
  readonly respondInView: (
    view: NonNullable<ButtonPress['view']>,
    triggerId: string,
  ) => (message: Message, options?: { readonly replaceOriginal?: boolean }) => Promise<void>;
}

/** What is said about a press in a modal stands in that modal; from the Home tab it opens one. */
export function createRespondInView(client: WebClient): ButtonPressDeps['respondInView'] {
  return (view, triggerId) => async (message) => {
    const modal = renderAnswerModal(message, { metadata: view.metadata });
    if (view.kind === 'modal') await client.views.update({ view_id: view.id, view: modal });
    else await client.views.open({ trigger_id: triggerId, view: modal });
  };
}

/** @returns undefined for what carries no value of ours, such as a plain link. */
export function parseButtonPress(
  body: BlockAction,
  { respondTo, respondInView }: ButtonPressDeps,
): ButtonPress | undefined {
  const [action] = body.actions;
  const value = action && valueOf(action);
  const { container, trigger_id: triggerId } = body;
  if (value === undefined) return undefined;
  const pressed = { value, user: body.user.id, triggerId };
  if (body.view !== undefined) {
    const { id, type, callback_id: callbackId, private_metadata: metadata } = body.view;
    const view = { id, kind: type === 'home' ? 'home' : 'modal', callbackId, metadata } as const;
    const thread = parseThread(metadata);
    const noMessage = { messageTs: '', isEphemeral: false, responseUrl: '' };
    return {
      ...pressed,
      ...noMessage,
      channel: thread?.channel ?? '',
      thread,
      view,
      respond: respondInView(view, triggerId),
    };
  }
  if (container['type'] !== 'message' || !body.response_url) return undefined;
  return {
    ...pressed,
    channel: String(container['channel_id'] ?? body.channel?.id ?? ''),
    messageTs: String(container['message_ts'] ?? ''),
    isEphemeral: container['is_ephemeral'] === true,
    thread: undefined,
    view: undefined,
    responseUrl: body.response_url,
    respond: respondTo(body.response_url),
  };
}

function valueOf(action: BlockElementAction): string | undefined {
  if (action.type === 'button') return action.value ?? '';
  if (action.type === 'static_select' || action.type === 'overflow') {
    return action.selected_option.value;
  }
  if (action.type === 'external_select') return action.selected_option?.value;
  // Nothing else of ours can be pressed.
  return action.type === 'plain_text_input' ? action.value : undefined;
}
