import type { BlockAction, BlockElementAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { renderAnswerModal } from './messages/ask-modal.ts';
import { parseThread, type ThreadPlace } from './thread-place.ts';
import type { Respond } from '../reply/respond.ts';

/** What is kept of a press that is to be confirmed. */
const pressed = z.object({
  value: z.string(),
  user: z.string(),
  /** Empty in a modal or on the Home tab, unless the answer in it was looked up for a thread. */
  channel: z.string(),
  /** Names the message the button belongs to; empty in a modal or on the Home tab. */
  messageTs: z.string(),
  /** Only the person who pressed sees that message. */
  isEphemeral: z.boolean(),
  /** Empty in a modal or on the Home tab. */
  responseUrl: z.string(),
  view: z
    .object({
      id: z.string(),
      kind: z.enum(['modal', 'home']),
      callbackId: z.string(),
      metadata: z.string(),
    })
    .optional(),
});
type Pressed = Readonly<z.infer<typeof pressed>>;

/** A button that somebody pressed, or an option they chose, with what our listeners need of it. */
export interface ButtonPress extends Pressed {
  /** The thread that the answer in a modal was looked up for. */
  readonly thread: ThreadPlace | undefined;
  /** Opens a modal, within three seconds. */
  readonly triggerId: string;
  readonly respond: Respond;
}

export interface PressesDeps {
  readonly client: WebClient;
  readonly respondTo: (url: string) => Respond;
}

export function createPresses({ client, respondTo }: PressesDeps) {
  /** What is said about a press in a modal stands in that modal; from the Home tab it opens one. */
  const respondIn =
    ({ id, kind, metadata }: NonNullable<Pressed['view']>, triggerId: string): Respond =>
    async (message) => {
      const view = renderAnswerModal(message, { metadata });
      if (kind === 'modal') await client.views.update({ view_id: id, view });
      else await client.views.open({ trigger_id: triggerId, view });
    };
  const complete = (press: Pressed, triggerId: string): ButtonPress => ({
    ...press,
    triggerId,
    thread: press.view && parseThread(press.view.metadata),
    respond: press.view ? respondIn(press.view, triggerId) : respondTo(press.responseUrl),
  });

  return {
    /** @returns undefined for what carries no value of ours, such as a plain link. */
    parse(body: BlockAction): ButtonPress | undefined {
      const [action] = body.actions;
      const value = action && valueOf(action);
      const { container, trigger_id: triggerId, user, response_url: responseUrl } = body;
      if (value === undefined) return undefined;
      if (body.view !== undefined) {
        const { id, type, callback_id: callbackId, private_metadata: metadata } = body.view;
        const view = {
          id,
          kind: type === 'home' ? 'home' : 'modal',
          callbackId,
          metadata,
        } as const;
        const channel = parseThread(metadata)?.channel ?? '';
        const inView = { messageTs: '', isEphemeral: false, responseUrl: '' };
        return complete({ value, user: user.id, channel, ...inView, view }, triggerId);
      }
      if (container['type'] !== 'message' || !responseUrl) return undefined;
      const channel = String(container['channel_id'] ?? body.channel?.id ?? '');
      const messageTs = String(container['message_ts'] ?? '');
      const isEphemeral = container['is_ephemeral'] === true;
      return complete(
        { value, user: user.id, channel, messageTs, isEphemeral, responseUrl },
        triggerId,
      );
    },

    /** A press as `formatPress` wrote it down, to be carried on with. */
    resume: (kept: string): ButtonPress => complete(pressed.parse(JSON.parse(kept)), ''),
  };
}

/** For a modal that asks whether it was meant. */
export function formatPress(press: ButtonPress): string {
  return JSON.stringify(pressed.parse(press));
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
