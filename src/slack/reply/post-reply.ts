import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { plainTextOf, type Message } from './message.ts';
import { sortSlackError } from './slack-errors.ts';

export interface ReplyTarget {
  readonly channel: string;
  readonly threadTs?: string | undefined;
  /** The same for the same question, so that a reply of unknown outcome can be found again. */
  readonly replyKey: string;
  /** The question's `ts`: the reply comes after it. */
  readonly askedTs: string;
  /** Slack delivers the question again: a process that died may have answered it. */
  readonly mayBePosted?: boolean;
}

export interface PostReplyDeps {
  readonly client: WebClient;
  readonly log: Logger;
  readonly sleep: (ms: number) => Promise<void>;
}

export type PostReply = (message: Message, target: ReplyTarget) => Promise<void>;

/** The metadata that marks our replies. Any member can read it. */
const eventType = 'guidepost_reply';
const maxAttempts = 4;
/** Spent on rate limits, where nothing was done; several questions at once take their turns. */
const maxWaitMs = 60_000;
const retryDelayMs = 1_000;

/**
 * Posts a reply once. When Slack leaves the outcome open we look for the reply before posting again;
 * where history may not be read we post again, because an answer twice is better than none.
 * @throws the last error of Slack's, when the reply cannot be posted.
 */
export function createPostReply({ client, log, sleep }: PostReplyDeps): PostReply {
  return async (message, target) => {
    if (target.mayBePosted && (await isPosted(client, target))) return;
    let plainOnly = false;
    let waitedMs = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.chat.postMessage({
          channel: target.channel,
          ...(target.threadTs !== undefined && { thread_ts: target.threadTs }),
          ...(plainOnly
            ? { text: plainTextOf(message) }
            : { text: message.text, blocks: [...message.blocks] }),
          mrkdwn: false,
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: eventType, event_payload: { reply_key: target.replyKey } },
        });
        return;
      } catch (error) {
        const failure = sortSlackError(error);
        const isLast = attempt === maxAttempts;
        switch (failure.kind) {
          case 'blocksRefused':
            if (plainOnly || isLast) throw error;
            log.error({ code: failure.code }, 'Slack refused our blocks; sending plain text');
            plainOnly = true;
            break;
          case 'rateLimited':
            waitedMs += failure.retryAfterMs;
            if (waitedMs > maxWaitMs) throw error;
            await sleep(failure.retryAfterMs);
            attempt -= 1;
            break;
          case 'temporary':
            if (isLast) throw error;
            await sleep(retryDelayMs * attempt);
            break;
          case 'unknown':
            log.warn({ code: failure.code, attempt }, 'reply of unknown outcome; looking for it');
            await sleep(retryDelayMs * attempt);
            if (await isPosted(client, target)) return;
            if (isLast) throw error;
            break;
          case 'channel':
          case 'installation':
          case 'refused':
            throw error;
        }
      }
    }
  };
}

async function isPosted(client: WebClient, target: ReplyTarget): Promise<boolean> {
  const { channel, threadTs, replyKey, askedTs } = target;
  // A thread is read from its beginning: without `oldest`, a long one would end before our reply.
  const options = { channel, oldest: askedTs, limit: 50, include_all_metadata: true };
  try {
    const { messages = [] } =
      threadTs === undefined
        ? await client.conversations.history(options)
        : await client.conversations.replies({ ...options, ts: threadTs });
    return messages.some(({ metadata }) => {
      const payload: unknown = metadata?.event_payload;
      return (
        metadata?.event_type === eventType &&
        typeof payload === 'object' &&
        payload !== null &&
        'reply_key' in payload &&
        payload.reply_key === replyKey
      );
    });
  } catch {
    return false;
  }
}
