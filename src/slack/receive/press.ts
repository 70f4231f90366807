import type { BlockAction, BlockElementAction } from '@slack/bolt';
import type { ModalView, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { parseThread, type ThreadPlace } from '../ask/button-values.ts';
import { askModalId, renderAnswerModal } from '../ask/messages/ask-modal.ts';
import type { Message } from '../reply/message.ts';
import { noticeModal, showModal } from '../reply/show-modal.ts';
import type { Respond } from '../reply/respond.ts';

const viewSchema = z.object({
  id: z.string(),
  kind: z.enum(['modal', 'home']),
  callbackId: z.string(),
  title: z.string(),
  metadata: z.string(),
});
type PressedView = Readonly<z.infer<typeof viewSchema>>;

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
  view: viewSchema.optional(),
});
type Pressed = Readonly<z.infer<typeof pressed>>;

/** A button that somebody pressed, or an option they chose, with what our listeners need of it. */
export interface ButtonPress extends Pressed {
  /** The thread that the answer in a modal was looked up for. */
  readonly thread: ThreadPlace | undefined;
  /** Says it where the button is: beside its message or in its place; in a modal, in the modal's place. */
  readonly respond: Respond;
  /** Opens a modal, on top of the one that the button is in. Within three seconds of the press. */
  readonly show: (view: View) => Promise<void>;
}

export interface PressesDeps {
  readonly client: WebClient;
  readonly respondTo: (url: string) => Respond;
}

export interface Presses {
  /** @returns undefined for what carries no value of ours, such as a plain link. */
  readonly parse: (body: BlockAction) => ButtonPress | undefined;
  /** A press as `formatPress` wrote it down, to be carried on with. */
  readonly resume: (kept: string) => ButtonPress;
  /** How words get back to where somebody did something; undefined where they cannot. */
  readonly wayBack: (body: Done) => Respond | undefined;
}

export function createPresses({ client, respondTo }: PressesDeps): Presses {
  const respondIn =
    (view: PressedView, triggerId: string): Respond =>
    async (message) => {
      const said = renderIn(view, message);
      if (view.kind === 'modal') await client.views.update({ view_id: view.id, view: said });
      else await client.views.open({ trigger_id: triggerId, view: said });
    };
  const complete = (press: Pressed, triggerId = ''): ButtonPress => ({
    ...press,
    thread: press.view && parseThread(press.view.metadata),
    respond: press.view ? respondIn(press.view, triggerId) : respondTo(press.responseUrl),
    show: (view) => showModal(client, { triggerId, isInModal: press.view?.kind === 'modal' }, view),
  });

  return {
    wayBack({ view, response_url: url, trigger_id: triggerId = '' }) {
      if (view !== undefined) return respondIn(parseView(view), triggerId);
      return url === undefined ? undefined : respondTo(url);
    },

    parse(body) {
      const [action] = body.actions;
      const value = action && valueOf(action);
      const { container, trigger_id: triggerId, user } = body;
      const { response_url: responseUrl = '' } = body as Done;
      const view = body.view && parseView(body.view);
      if (value === undefined || (view === undefined && responseUrl === '')) return undefined;
      const { channel_id: channel = body.channel?.id, message_ts: messageTs } = container;
      const thread = view && parseThread(view.metadata);
      const inMessage = {
        channel: String(channel ?? ''),
        messageTs: String(messageTs ?? ''),
        isEphemeral: container['is_ephemeral'] === true,
        responseUrl,
      };
      const inView = { channel: thread?.channel ?? '', messageTs: '', isEphemeral: false };
      const place = view ? { ...inView, responseUrl: '', view } : inMessage;
      return complete({ value, user: user.id, ...place }, triggerId);
    },

    resume: (kept) => complete(pressed.parse(JSON.parse(kept))),
  };
}

/** For a modal that asks whether it was meant. */
export function formatPress(press: ButtonPress): string {
  return JSON.stringify(pressed.parse(press));
}

/** The part of a payload that leads back to where it came from. */
export interface Done {
  readonly view?: SentView;
  readonly response_url?: string;
  readonly trigger_id?: string;
}

interface SentView {
  readonly id: string;
  readonly type: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title?: { readonly text: string };
}

function parseView(view: SentView): PressedView {
  return {
    id: view.id,
    kind: view.type === 'home' ? 'home' : 'modal',
    callbackId: view.callback_id,
    title: view.title?.text ?? '',
    metadata: view.private_metadata,
  };
}

/** Where questions are asked, the next one can be typed above; any other modal keeps its title. */
function renderIn({ kind, callbackId, title, metadata }: PressedView, message: Message): ModalView {
  return kind === 'home' || callbackId === askModalId
    ? renderAnswerModal(message, { metadata })
    : noticeModal(title, message.blocks);
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
