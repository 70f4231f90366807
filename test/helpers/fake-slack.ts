import type { ChannelChangesDeps } from '../../src/slack/digest/channel-changes.ts';
import type { StopReason } from '../../src/digest/subscription.ts';
import type { FindOutcome, Sender, SendOutcome } from '../../src/outbox/sender.ts';
import type { Message } from '../../src/slack/reply/message.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a process needs of Slack. */
export interface Connection extends Sender<Message> {
  readonly isMended: ChannelChangesDeps['isMended'];
}

/** A channel's messages, and what becomes of attempts to post there. */
export interface FakeSlack {
  /** Every message that arrived: the id it was sent under, and where. */
  readonly messages: () => readonly { readonly id: string }[];
  readonly close: (channelId: string, reason: StopReason) => void;
  readonly open: (channelId: string) => void;
  /** Share of requests that meet a fault, from 0 to 1. */
  faults: number;
  /** Share of searches that are refused for good. */
  unreadable: number;
  /** For what nobody was let to look. */
  readonly unread: Set<string>;
  tokenWorks: boolean;
  /** Requests on their way. */
  readonly pending: () => number;
  /** Lets go of what it holds. */
  readonly end: () => Promise<void>;
  /** One process's way to it. `isAlive`: whether anybody is there to hear the answer. */
  connect(process: { readonly isAlive: () => boolean; readonly now: () => number }): Connection;
}

const timeoutMs = 10_000;

const codeOf: Readonly<Record<StopReason, string>> = {
  archived: 'is_archived',
  deleted: 'channel_not_found',
  notFound: 'channel_not_found',
  notMember: 'not_in_channel',
  restricted: 'restricted_action',
  shared: 'restricted_action',
};

export const faultKinds = [
  'busy',
  'rateLimited',
  'dropBefore',
  'dropAfter',
  'slow',
  'internal',
] as const;

/** Slack as digests see it: replies get lost, and what was sent may arrive after it was given up. */
export function createFakeSlack(time: VirtualTime, random: () => number): FakeSlack {
  const messages: { id: string }[] = [];
  const closed = new Map<string, StopReason>();
  let pending = 0;

  const slack: FakeSlack = {
    messages: () => messages,
    close: (channelId, reason) => {
      closed.set(channelId, reason);
    },
    open: (channelId) => {
      closed.delete(channelId);
    },
    faults: 0,
    unreadable: 0,
    unread: new Set(),
    tokenWorks: true,
    pending: () => pending,
    end: () => Promise.resolve(),
    connect: ({ isAlive, now }) => {
      /** The request goes on when its sender dies; its answer is heard by nobody then. */
      const request = <T>(act: () => { after: number; answer: T }): Promise<T> =>
        new Promise((resolve) => {
          pending += 1;
          time.after(random() * 2_000, () => {
            const { after, answer } = act();
            time.after(after, () => {
              pending -= 1;
              if (isAlive()) resolve(answer);
            });
          });
        });
      const quick = () => random() * 2_000;
      const tokenGone = { kind: 'tokenGone', reason: 'token_revoked' } as const;

      return {
        send: async ({ id, recipient }, _, notAfter): Promise<SendOutcome> => {
          if (now() > notAfter) return { kind: 'retry', reason: 'too_late_to_begin' };
          return request((): { after: number; answer: SendOutcome } => {
            const arrive = () => messages.push({ id });
            if (!slack.tokenWorks) return { after: quick(), answer: tokenGone };
            const reason = closed.get(recipient.id);
            if (reason) {
              return { after: quick(), answer: { kind: 'closed', reason: codeOf[reason] } };
            }
            const fault = random() < slack.faults ? pick(faultKinds, random) : undefined;
            switch (fault) {
              case undefined:
                arrive();
                return {
                  after: quick(),
                  answer: { kind: 'sent', messageTs: String(time.elapsed()) },
                };
              case 'busy':
                return { after: quick(), answer: { kind: 'retry', reason: 'service_unavailable' } };
              case 'rateLimited': {
                const afterMs = Math.ceil(random() * 60) * 1_000;
                return {
                  after: quick(),
                  answer: { kind: 'retry', reason: 'ratelimited', afterMs },
                };
              }
              case 'dropBefore':
                return { after: quick(), answer: { kind: 'unknown', reason: 'ECONNRESET' } };
              case 'dropAfter':
                arrive();
                return { after: quick(), answer: { kind: 'unknown', reason: 'ECONNRESET' } };
              case 'slow':
                pending += 1;
                time.after(timeoutMs + random() * 20_000, () => {
                  pending -= 1;
                  arrive();
                });
                return { after: timeoutMs, answer: { kind: 'unknown', reason: 'timeout' } };
              case 'internal':
                if (random() < 0.5) arrive();
                return { after: quick(), answer: { kind: 'unknown', reason: 'internal_error' } };
            }
          });
        },
        find: ({ id }) =>
          request((): { after: number; answer: FindOutcome } => {
            if (!slack.tokenWorks) return { after: quick(), answer: tokenGone };
            if (random() < slack.unreadable) {
              slack.unread.add(id);
              return { after: quick(), answer: { kind: 'unreadable', reason: 'missing_scope' } };
            }
            if (random() < slack.faults) {
              return { after: quick(), answer: { kind: 'retry', reason: 'timeout' } };
            }
            const found = messages.some((message) => message.id === id);
            const answer = found
              ? { kind: 'found' as const, messageTs: String(time.elapsed()) }
              : { kind: 'notFound' as const };
            return { after: quick(), answer };
          }),
        checkToken: () =>
          request(() => ({
            after: quick(),
            answer: { works: slack.tokenWorks, reason: 'token_revoked' },
          })),
        isMended: (channelId) =>
          request(() => ({ after: quick(), answer: slack.tokenWorks && !closed.has(channelId) })),
      };
    },
  };
  return slack;
}

export function pick<T>(values: readonly [T, ...T[]], random: () => number): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}
