import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Recipient } from '../../digest/delivery.ts';
import type {
  DigestSender,
  FindOutcome,
  Outgoing,
  SendOutcome,
} from '../../digest/digest-sender.ts';
import type { StopReason } from '../../digest/subscription.ts';
import { renderDigestNotice } from './messages/digest-notice.ts';
import { plainTextOf, type Message } from '../reply/message.ts';
import type { RenderDigestFor } from './render-digest-for.ts';
import { sortSlackError, type SlackFailure } from '../reply/slack-errors.ts';

export interface DigestSenderDeps {
  /** Must not try anything again on its own. */
  readonly client: WebClient;
  readonly renderDigest: RenderDigestFor;
  readonly now: () => Date;
  readonly log: Logger;
}

/** The metadata that marks what we deliver. Any member can read it. */
const eventType = 'guidepost_delivery';
const pageSize = 200;
/** A channel with more than this since the digest was due is one we cannot read to the end of. */
const maxPages = 10;

export function createDigestSender(deps: DigestSenderDeps): DigestSender {
  const { client, renderDigest, now, log } = deps;

  /** Where to post: a person is written to in our conversation with them. */
  const channelOf = async ({ kind, id }: Recipient): Promise<string> => {
    if (kind === 'channel') return id;
    const { channel } = await client.conversations.open({ users: id });
    return channel?.id ?? id;
  };

  const post = async (
    channel: string,
    id: string,
    content: { text: string; blocks?: Message['blocks'] },
  ): Promise<SendOutcome> => {
    const { blocks } = content;
    const { ts = '' } = await client.chat.postMessage({
      channel,
      ...(blocks ? { text: content.text, blocks: [...blocks] } : { text: content.text }),
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: eventType, event_payload: { delivery_id: id } },
    });
    return { kind: 'sent', messageTs: ts };
  };

  return {
    send: async (outgoing, notAfter) => {
      const message = await render(outgoing);
      let channel: string;
      try {
        channel = await channelOf(outgoing.recipient);
      } catch (error) {
        return notOpened(sortSlackError(error));
      }
      if (now().getTime() > notAfter) return { kind: 'retry', reason: 'too_late_to_begin' };
      try {
        return await post(channel, outgoing.id, message);
      } catch (error) {
        const failure = sortSlackError(error);
        if (failure.kind !== 'blocksRefused') return outcomeOf(failure);
        log.error({ code: failure.code }, 'Slack refused our blocks; sending plain text');
      }
      try {
        return await post(channel, outgoing.id, { text: plainTextOf(message) });
      } catch (error) {
        return outcomeOf(sortSlackError(error));
      }
    },

    find: async ({ id, recipient }, since) => {
      try {
        const channel = await channelOf(recipient);
        let cursor: string | undefined;
        for (let page = 0; page < maxPages; page += 1) {
          // Not from `since` on: a clock of ours that is ahead would hide what is there.
          const { messages = [], response_metadata: rest } = await client.conversations.history({
            channel,
            limit: pageSize,
            include_all_metadata: true,
            ...(cursor && { cursor }),
          });
          const ours = messages.find(({ metadata }) => isOurs(metadata, id));
          if (ours?.ts !== undefined) return { kind: 'found', messageTs: ours.ts };
          cursor = rest?.next_cursor;
          const isBefore = Number(messages.at(-1)?.ts ?? 0) * 1_000 < since;
          if (!cursor || isBefore) return { kind: 'notFound' };
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
        return failure.kind === 'installation' ? { works: false, reason: failure.code } : undefined;
      }
    },

    isMended: async (channelId, reason) => {
      try {
        const { channel = {} } = await client.conversations.info({ channel: channelId });
        if (channel.is_archived === true) return false;
        return channel.is_member === true || (reason === 'archived' && !channel.is_private);
      } catch {
        return false;
      }
    },
  };

  async function render(outgoing: Outgoing): Promise<Message> {
    return outgoing.kind === 'digest'
      ? renderDigest(outgoing.digest)
      : renderDigestNotice(outgoing.notice);
  }
}

function isOurs(metadata: unknown, id: string): boolean {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const { event_type: type, event_payload: payload } = metadata as Record<string, unknown>;
  if (type !== eventType || typeof payload !== 'object' || payload === null) return false;
  return 'delivery_id' in payload && payload.delivery_id === id;
}

const reasonOfCode: Readonly<Record<string, StopReason>> = {
  is_archived: 'archived',
  channel_not_found: 'notFound',
  not_in_channel: 'notMember',
  user_not_in_channel: 'notMember',
};

/** What is wrong with the message itself will be wrong again. */
const payloadCodes = ['no_text', 'msg_too_long', 'metadata_too_large', 'invalid_metadata_format'];
/** A person who cannot be written to. */
const personCodes = ['cannot_dm_bot', 'user_not_found', 'user_disabled', 'users_not_found'];

function outcomeOf(failure: SlackFailure): SendOutcome {
  switch (failure.kind) {
    case 'rateLimited':
      return { kind: 'retry', reason: 'ratelimited', afterMs: failure.retryAfterMs };
    case 'temporary':
      return { kind: 'retry', reason: failure.code };
    case 'unknown':
      return { kind: 'unknown', reason: failure.code };
    case 'installation':
      return { kind: 'tokenGone', reason: failure.code };
    case 'blocksRefused':
      return { kind: 'refused', reason: failure.code };
    case 'channel':
      return personCodes.includes(failure.code)
        ? { kind: 'refused', reason: failure.code }
        : { kind: 'stopped', reason: reasonOfCode[failure.code] ?? 'restricted' };
    case 'refused': {
      const isFinal = [...payloadCodes, ...personCodes].includes(failure.code);
      // A code we do not know may pass by itself; it is tried for a day.
      return { kind: isFinal ? 'refused' : 'retry', reason: failure.code };
    }
  }
}

/** Nothing has been posted, whatever went wrong when the conversation was to be opened. */
function notOpened(failure: SlackFailure): SendOutcome {
  if ('code' in failure && failure.code === 'missing_scope') {
    // Writing to people needs a scope of its own; without it channels still get their digests.
    return { kind: 'refused', reason: failure.code };
  }
  const outcome = outcomeOf(failure);
  return outcome.kind === 'unknown' ? { kind: 'retry', reason: outcome.reason } : outcome;
}

function searchOutcomeOf(failure: SlackFailure): FindOutcome {
  switch (failure.kind) {
    case 'rateLimited':
      return { kind: 'retry', reason: 'ratelimited', afterMs: failure.retryAfterMs };
    case 'temporary':
    case 'unknown':
      return { kind: 'retry', reason: failure.code };
    case 'installation':
      // Reading needs a scope of its own; without it everything else still works.
      return failure.code === 'missing_scope'
        ? { kind: 'unreadable', reason: failure.code }
        : { kind: 'tokenGone', reason: failure.code };
    case 'blocksRefused':
    case 'channel':
    case 'refused':
      return { kind: 'unreadable', reason: failure.code };
  }
}
