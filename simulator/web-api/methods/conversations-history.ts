import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import type { Message } from '../../workspace/model.ts';
import { toApiMessage } from '../api-objects.ts';
import { flag, timestamp } from '../arguments.ts';
import { allScopes, findJoinedChannel, requireScopeFor } from '../find-channel.ts';
import { defineMethod } from '../method.ts';
import { pageArguments, paginate } from '../pagination.ts';
import { SlackError } from '../slack-error.ts';

const historyArguments = {
  channel: z.string(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
  ...pageArguments,
};

export const conversationsHistory = defineMethod({
  name: 'conversations.history',
  token: 'bot',
  scopes: allScopes('history'),
  tier: 3,
  args: z.object(historyArguments),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'history');
    const messages = visibleInTime(args, parts)
      .filter(({ threadTs, isBroadcast }) => threadTs === undefined || isBroadcast)
      .toReversed();
    return toPage(messages, args, parts);
  },
});

export const conversationsReplies = defineMethod({
  name: 'conversations.replies',
  token: 'bot',
  scopes: allScopes('history'),
  tier: 3,
  args: z.object({ ...historyArguments, ts: timestamp }),
  run: (args, parts) => {
    const channel = findJoinedChannel(parts, args.channel);
    requireScopeFor(parts, channel.kind, 'history');
    const named = parts.workspace.message(channel.id, args.ts);
    if (named === undefined) throw new SlackError('thread_not_found');
    const messages = visibleInTime(args, parts).filter(
      ({ ts, threadTs }) => ts === named.ts || threadTs === named.ts,
    );
    return toPage(messages, args, parts);
  },
});

type HistoryArguments = z.output<z.ZodObject<typeof historyArguments>>;

/** What everyone sees in a channel between `oldest` and `latest`, oldest first. */
function visibleInTime(args: HistoryArguments, { workspace }: Parts): readonly Message[] {
  const oldest = Number(args.oldest ?? 0);
  const latest = Number(args.latest ?? Infinity);
  if (Number.isNaN(oldest)) throw new SlackError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new SlackError('invalid_ts_latest');
  return workspace
    .messages(args.channel)
    .filter(({ isDeleted, ephemeralTo }) => !isDeleted && ephemeralTo === undefined)
    .filter(({ ts }) => {
      const at = Number(ts);
      return args.inclusive === true ? at >= oldest && at <= latest : at > oldest && at < latest;
    });
}

function toPage(messages: readonly Message[], args: HistoryArguments, parts: Parts): object {
  const { items, response_metadata } = paginate(messages, args, { most: 999 });
  const withMetadata = args.include_all_metadata === true;
  return {
    messages: items.map((message) => ({
      ...toApiMessage(message, parts, { withMetadata }),
      ...replyFields(message, parts),
    })),
    has_more: response_metadata.next_cursor !== '',
    response_metadata,
  };
}

function replyFields(message: Message, { workspace }: Parts): object {
  const replies = workspace
    .messages(message.channel)
    .filter(({ threadTs, isDeleted }) => threadTs === message.ts && !isDeleted)
    .filter(({ ephemeralTo }) => ephemeralTo === undefined);
  if (replies.length === 0) return {};
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map(({ user }) => user))],
    latest_reply: replies.at(-1)?.ts,
  };
}
