import { z } from 'zod';
import { validateMessageBlocks } from '../../block-kit/validate-blocks.ts';
import type { Parts } from '../../parts.ts';
import type { Message } from '../../workspace/model.ts';
import { parseJson, timestamp } from '../arguments.ts';
import { findChannel } from '../find-channel.ts';
import { defineMethod } from '../method.ts';
import { SlackError, withProblems } from '../slack-error.ts';

export const chatGetPermalink = defineMethod({
  name: 'chat.getPermalink',
  token: 'bot',
  scopes: [],
  tier: 'none',
  args: z.object({ channel: z.string(), message_ts: timestamp }),
  run: (args, parts) => {
    const channel = findChannel(parts, args.channel);
    const message = parts.workspace.message(channel.id, args.message_ts);
    if (message === undefined) throw new SlackError('message_not_found');
    const { domain } = parts.workspace.team;
    const path = `/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const inThread =
      message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    return { channel: channel.id, permalink: `https://${domain}.slack.com${path}${inThread}` };
  },
});

export const chatUnfurl = defineMethod({
  name: 'chat.unfurl',
  token: 'bot',
  scopes: ['links:write'],
  tier: 3,
  args: z.object({ channel: z.string(), ts: timestamp, unfurls: z.unknown().optional() }),
  run: (args, parts) => {
    const unfurls = z.record(z.url(), z.looseObject({})).safeParse(parseJson(args.unfurls));
    if (!unfurls.success) throw new SlackError('cannot_parse_attachment');
    const message = parts.workspace.message(args.channel, args.ts);
    if (message === undefined) throw new SlackError('cannot_find_message');
    for (const [url, unfurl] of Object.entries(unfurls.data)) {
      requireUnfurlable(url, message, parts);
      if ('blocks' in unfurl) checkUnfurlBlocks(unfurl['blocks'], url);
    }
    parts.workspace.decorate(message, { unfurls: { ...message.unfurls, ...unfurls.data } });
    return {};
  },
});

function requireUnfurlable(url: string, message: Message, { installation }: Parts): void {
  const { hostname } = new URL(url);
  const domains = installation.manifest.features.unfurl_domains;
  const isOurs = domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  const isThere = message.text.includes(url.replaceAll('&', '&amp;'));
  if (!isOurs || !isThere) throw new SlackError('cannot_unfurl_url');
}

function checkUnfurlBlocks(blocks: unknown, url: string): void {
  const verdict = validateMessageBlocks(blocks, `/unfurls/${url}/blocks`);
  if (verdict.kind === 'invalid') throw withProblems('invalid_blocks', verdict.problems);
}
