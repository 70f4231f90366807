import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Item, Recipient } from '../../outbox/item.ts';
import type { FindOutcome, Sender, SendOutcome } from '../../outbox/sender.ts';
import type { Message } from './message.ts';
import { sayOrPlain, type SlackFailure, sortSlackError, type Words } from './slack-errors.ts';

export interface SlackSenderDeps {
  /** Must not try anything again on its own. */
  readonly client: WebClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** The metadata that marks what we say. Any member can read it. */
const eventType = 'guidepost_delivery';
const pageSize = 200;
/** A channel with more than this since the item was due is one we cannot read to the end of. */
const maxPages = 10;

/** As much of an item as it takes to say it. */
type Said = Pick<Item, 'id' | 'recipient'>;

export type SlackSender = ReturnType<typeof createSlackSender>;

/** The outbox's way into Slack. */
export function createSlackSender({ client, now, log }: SlackSenderDeps) {
  /** Where to post: a person is written to in our conversation with them. */
  const channelOf = async ({ kind, id }: Recipient): Promise<string> => {
    if (kind === 'channel') return id;
    const { channel } = await client.conversations.open({ users: id });
    return channel?.id ?? id;
  };

  const post = async (channel: string, item: Said, words: Words): Promise<SendOutcome> => {
    const { threadTs } = item.recipient;
    const { ts = '' } = await client.chat.postMessage({
      channel,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
      ...(words.blocks ? { text: words.text, blocks: [...words.blocks] } : { text: words.text }),
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: eventType, event_payload: { delivery_id: item.id } },
    });
    return { kind: 'sent', messageTs: ts };
  };

  const read = (channel: string, threadTs: string | undefined, cursor: string | undefined) => {
    // Not from when it was due on: a clock of ours that is ahead would hide what is there.
    const options = {
      channel,
      limit: pageSize,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    };
    return threadTs === undefined
      ? client.conversations.history(options)
      : client.conversations.replies({ ...options, ts: threadTs });
  };

  return {
    send: async (item: Said, message: Message, notAfter: number): Promise<SendOutcome> => {
      let channel: string;
      try {
        channel = await channelOf(item.recipient);
      } catch (error) {
        return notOpened(sortSlackError(error));
      }
      if (now() > notAfter) return { kind: 'retry', reason: 'too_late_to_begin' };
      try {
        return await sayOrPlain(message, (words) => post(channel, item, words), log);
      } catch (error) {
        return outcomeOf(sortSlackError(error));
      }
    },

    find: async ({ id, recipient }: Said, since: number): Promise<FindOutcome> => {
      // What a response URL has posted carries no mark.
      if (recipient.kind === 'answer') return { kind: 'unreadable', reason: 'no_history' };
      const { threadTs } = recipient;
      try {
        const channel = await channelOf(recipient);
        let cursor: string | undefined;
        for (let page = 0; page < maxPages; page += 1) {
          const found = await read(channel, threadTs, cursor);
          const { messages = [], response_metadata: rest } = found;
          const ours = messages.find(({ metadata }) => isOurs(metadata, id));
          if (ours?.ts !== undefined) return { kind: 'found', messageTs: ours.ts };
          cursor = rest?.next_cursor;
          if (!cursor) return { kind: 'notFound' };
          // A thread is read from its beginning, a channel from its end. A page may be empty.
          const oldest = messages.at(-1)?.ts;
          const isBefore = oldest !== undefined && Number(oldest) * 1_000 < since;
          if (threadTs === undefined && isBefore) return { kind: 'notFound' };
        }
        return { kind: 'unreadable', reason: 'too_many_messages' };
      } catch (error) {
        return searchOutcomeOf(sortSlackError(error));
      }
    },

    checkToken: async () => {
      try {
        await client.auth.test();
        return { works: true, reason: '' };
      } catch (error) {
        const failure = sortSlackError(error);
        return failure.kind === 'tokenGone' ? { works: false, reason: failure.reason } : undefined;
      }
    },
  } satisfies Sender<Message>;
}

/** The release before this one marked its replies by another name. */
function isOurs(metadata: unknown, id: string): boolean {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { event_payload: payload } = metadata as Record<string, unknown>;
  if (typeof payload !== 'object' || payload === null) return false;
  const { delivery_id: ours, reply_key: older } = payload as Record<string, unknown>;
  return ours === id || older === id;
}

/** What is wrong with the message itself will be wrong again. */
const payloadCodes = ['no_text', 'msg_too_long', 'metadata_too_large', 'invalid_metadata_format'];
/** A person who cannot be written to. */
const personCodes = ['cannot_dm_bot', 'user_not_found', 'user_disabled', 'users_not_found'];

function outcomeOf(failure: SlackFailure): SendOutcome {
  const { kind, reason } = failure;
  if (kind === 'blocksRefused' || personCodes.includes(reason)) return { kind: 'refused', reason };
  // A code we do not know may pass by itself; it is tried for a day.
  const mayPass = kind === 'refused' && !payloadCodes.includes(reason);
  return { ...failure, kind: mayPass ? 'retry' : kind };
}

/** Nothing has been posted, whatever went wrong when the conversation was to be opened. */
function notOpened(failure: SlackFailure): SendOutcome {
  const { kind, reason } = failure;
  // Writing to people needs a scope of its own; without it channels still get their messages.
  if (reason === 'missing_scope') return { kind: 'refused', reason };
  return kind === 'unknown' ? { ...failure, kind: 'retry' } : outcomeOf(failure);
}

function searchOutcomeOf(failure: SlackFailure): FindOutcome {
  const { kind, reason } = failure;
  if (kind === 'retry' || kind === 'unknown') return { ...failure, kind: 'retry' };
  // Reading needs a scope of its own; without it everything else still works.
  const isTokenGone = kind === 'tokenGone' && reason !== 'missing_scope';
  return { kind: isTokenGone ? 'tokenGone' : 'unreadable', reason };
}
