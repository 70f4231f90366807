import type { AckFn, AllMiddlewareArgs, AnyMiddlewareArgs, Context, Middleware } from '@slack/bolt';
import type { ModalView, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Message } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import type { Respond } from '../reply/respond.ts';
import {
  viewSchema,
  type Action,
  type Input,
  type Payload,
  type SentView,
} from './parse-payload.ts';

const keptSchema = z.object({
  /** The command, or the id of the button or the form. */
  id: z.string(),
  user: z.string(),
  /** What a button carries, what stands behind a command, what a message says. */
  value: z.string(),
  /** Empty in a modal or on the Home tab, unless the answer in it was looked up for a thread. */
  channel: z.string(),
  /** That is a conversation of two people, or of a few. */
  isDirect: z.boolean(),
  /** Names the message that a button belongs to; empty elsewhere. */
  messageTs: z.string(),
  /** Only this person sees that message, or the answer to a command. */
  isEphemeral: z.boolean(),
  /** Empty in a modal or on the Home tab. */
  responseUrl: z.string(),
  view: viewSchema.optional(),
});
type Kept = Readonly<z.infer<typeof keptSchema>>;

/** A thread that an answer was looked up for, and can be shared in. */
export interface ThreadPlace {
  readonly channel: string;
  readonly ts: string;
}

/** What somebody typed, pressed, chose or sent, and the ways to answer them alone. */
export interface Interaction extends Kept {
  /** What the modal is about, or the message that a shortcut was chosen at. */
  readonly thread: ThreadPlace | undefined;
  /** What a form says, by the id of each block. */
  readonly values: Readonly<Record<string, Input | undefined>>;
  /**
   * Says it where they are: to a command or a form in the acknowledgement, where nothing can get lost
   * in between; else beside the button's message or in its place, or in the place of the modal.
   */
  readonly respond: Respond;
  /** Opens a modal, on top of the one that is open. Within three seconds. A form remembers this. */
  readonly show: (view: View) => Promise<void>;
  /** What a form was opened from, for the form that is sent. */
  readonly origin: () => Interaction;
  /** Says what is wrong with a form, beside the block with this id. */
  readonly refuse: (errors: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Nothing more is to be said in the acknowledgement: a form that was not answered closes. */
  readonly finish: () => Promise<unknown>;
}

/** What to do about it, with one word for the log on how it went. */
export type Listener = (doing: Interaction) => Promise<string>;

export interface InteractionsDeps {
  readonly client: Pick<WebClient, 'views'>;
  readonly respondTo: (url: string) => Respond;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A message in the place of a view, or in a modal of its own where there is none. */
  readonly renderIn: (view: SentView | undefined, message: Message) => ModalView;
}

const contextKey = 'interaction';

/** @returns undefined for events, and for what carries no value of ours, such as a plain link. */
export function interactionOf(context: Context): Interaction | undefined {
  return context[contextKey] as Interaction | undefined;
}

/** Slack shows the person an error after 3 s; leave room for a slow network. */
const ackWithinMs = 2_000;

/**
 * Reads what somebody does, for whatever comes after: see `interactionOf`. It's acknowledged in time,
 * however long what is done about it takes.
 */
export function createInteractions(deps: InteractionsDeps): Middleware<AnyMiddlewareArgs> {
  const { client, respondTo, sleep, renderIn } = deps;

  const complete = (
    kept: Kept,
    payload?: Doing,
    sayInAck: SayInAck = () => Promise.resolve(false),
  ): Interaction => {
    const { view, responseUrl } = kept;
    const trigger = payload?.trigger_id ?? '';
    const isModal = view?.type === 'modal';
    const said = payload && 'view' in payload ? payload.view?.state?.values : undefined;
    const values = Object.entries<Readonly<Record<string, Input>>>(said ?? {});
    return {
      ...kept,
      thread: view ? parseThread(view.private_metadata) : threadOf(payload),
      values: Object.fromEntries(values.map(([id, block]) => [id, Object.values(block)[0]])),
      respond: async (message, place) => {
        const shown = renderIn(view, message);
        if (await sayInAck(view ? inPlace(shown) : inChannel(message))) return;
        if (isModal) await client.views.update({ view_id: view.id, view: shown });
        else if (responseUrl !== '') await respondTo(responseUrl)(message, place);
        else await client.views.open({ trigger_id: trigger, view: shown });
      },
      show: async (view) => {
        const shown = remember(view, kept);
        if (isModal && (await sayInAck({ response_action: 'push', view: shown }))) return;
        const show = isModal ? client.views.push : client.views.open;
        await show({ trigger_id: trigger, view: shown });
      },
      origin: () => complete(parseKept(view?.private_metadata ?? '') ?? kept),
      refuse: (errors) => sayInAck({ response_action: 'errors', errors }),
      finish: () => sayInAck(),
    };
  };

  const read = async (payload: Payload, sayInAck: SayInAck): Promise<Interaction | undefined> => {
    if ('event' in payload) return undefined;
    if (!('command' in payload) && payload.type !== 'view_submission') {
      if (payload.type === 'block_suggestion' || payload.type === 'view_closed') return undefined;
      // Nothing else can be answered in it.
      await sayInAck();
      if (payload.actions && valueOf(payload.actions[0]) === undefined) return undefined;
    }
    return complete(keep(payload), payload, sayInAck);
  };

  return async ({ body, ack, context, next }: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const sayInAck = once(ack as AckFn<unknown>);
    const doing = await read(body as Payload, sayInAck);
    context[contextKey] = doing;
    if (doing === undefined) {
      await next();
      return;
    }
    const work = next();
    const enough = new AbortController();
    const late = sleep(ackWithinMs, enough.signal).then(() => true);
    const isLate = await Promise.race([work, late]).finally(() => {
      enough.abort();
    });
    const { view } = doing;
    if (isLate) await sayInAck(view && inPlace(renderIn(view, renderNotice('One moment …'))));
    await work;
    await sayInAck();
  };
}

/** A form that remembers nothing else remembers what it was opened from. */
function remember(view: View, kept: Kept): View {
  const isForm = view.type === 'modal' && view.submit && view.private_metadata === undefined;
  return isForm ? { ...view, private_metadata: JSON.stringify(keptSchema.parse(kept)) } : view;
}

/** @returns undefined for what we can't read, such as what another release remembered. */
function parseKept(metadata: string): Kept | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}

/** Answers in the acknowledgement, if nothing did; false, too, when the socket that it came by is gone. */
function once(ack: AckFn<unknown>): SayInAck {
  let isDone = false;
  return async (answer) => {
    if (isDone) return false;
    isDone = true;
    return ack(answer).then(
      () => true,
      () => false,
    );
  };
}

type SayInAck = (answer?: object) => Promise<boolean>;

function inPlace(shown: View): object {
  return { response_action: 'update', view: shown };
}

function inChannel({ text, blocks }: Message): object {
  return { response_type: 'ephemeral', text, blocks: [...blocks], mrkdwn: false };
}

type Doing = Exclude<Payload, { readonly event: object }>;

function keep(payload: Doing): Kept {
  if ('command' in payload) {
    const { command, text, channel_name: name = '' } = payload;
    return {
      id: command,
      user: payload.user_id,
      value: text,
      channel: payload.channel_id,
      // Slack has names of its own for these.
      isDirect: /^(?:directmessage$|mpdm-)/.test(name),
      messageTs: '',
      isEphemeral: true,
      responseUrl: payload.response_url,
    };
  }
  const { actions: [action] = [], container, view, user, channel } = payload;
  const about = 'message' in payload ? payload.message.text : undefined;
  const place = view ? parseThread(view.private_metadata)?.channel : container?.channel_id;
  return {
    id: action?.action_id ?? view?.callback_id ?? payload.callback_id ?? '',
    user: user.id,
    value: (action && valueOf(action)) ?? about ?? '',
    channel: place ?? channel?.id ?? '',
    isDirect: false,
    messageTs: container?.message_ts ?? '',
    isEphemeral: container?.is_ephemeral === true,
    responseUrl: payload.response_url ?? '',
    ...(view && { view }),
  };
}

/** Undefined for what can't be ours. */
function valueOf({ type, value, selected_option: chosen }: Action): string | undefined {
  return type === 'button' ? (value ?? '') : (chosen?.value ?? value);
}

function threadOf(payload: Doing | undefined): ThreadPlace | undefined {
  if (!payload || !('message' in payload)) return undefined;
  const { channel, message } = payload;
  return { channel: channel.id, ts: message.thread_ts ?? message.ts };
}

/** As a modal keeps it, in `private_metadata`. */
export function formatThread({ channel, ts }: ThreadPlace): string {
  return `${channel}:${ts}`;
}

/** @returns undefined for a modal that was opened from nowhere in particular. */
function parseThread(metadata: string): ThreadPlace | undefined {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(metadata) ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
