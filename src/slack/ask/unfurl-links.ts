import type { Middleware, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { LinkUnfurls } from '@slack/types';
import type { SlackEvent } from '../receive/parse-payload.ts';
import { setOutcome } from '../receive/log-request.ts';
import { createFindLinked } from '../reply/article-links.ts';
import { sortSlackError } from '../reply/slack-errors.ts';
import type { SlackDeps } from '../app/feature.ts';
import type { ArticlePlace } from './button-values.ts';
import { renderUnfurledLink } from './messages/shared-article.ts';

/** Slack shows no more below a message. */
const maxUnfurled = 5;

/**
 * Shows what a link to an article leads to, below the message that has it. While somebody is still
 * writing nobody knows where the message will be read, so nothing is shown until it is posted.
 */
export function createUnfurlListener(
  deps: SlackDeps,
): Middleware<SlackEventMiddlewareArgs<'link_shared'>> {
  const { client, contextFor, lookUpSight, library, linkTo } = deps;
  return async ({ event, body, context }) => {
    const { channel = '', message_ts: ts = '', links = [], source, user } = event as SlackEvent;
    if (source === 'composer') return;
    const findLinked = createFindLinked(library().articles, linkTo);
    const found = links.flatMap(({ url }) => {
      const place = findLinked(url);
      return place ? [[url, place] as const] : [];
    });
    const places = new Map<string, ArticlePlace>(found.slice(0, maxUnfurled));
    if (places.size === 0) return;

    const sharing = body.is_ext_shared_channel === true ? 'external' : undefined;
    const sight = await lookUpSight({ surface: 'unfurl', user, channel, sharing });
    if (sight.kind !== 'allowed') {
      setOutcome(context, sight.kind === 'refused' ? sight.reply.outcome : sight.kind);
      return;
    }
    const view = await contextFor([...places.values()].map(({ article }) => article));
    const unfurls: LinkUnfurls = {};
    for (const [url, place] of places) {
      const { text, blocks } = renderUnfurledLink(place, view);
      unfurls[url] = { fallback: text, blocks: [...blocks] };
    }
    try {
      await client.chat.unfurl({ channel, ts, unfurls });
      setOutcome(context, 'unfurled');
    } catch (error) {
      const { kind } = sortSlackError(error);
      // Gone, or not ours to unfurl: the same the second time. For the rest, Slack asks again.
      if (kind !== 'refused' && kind !== 'closed') throw error;
      setOutcome(context, `not unfurled: ${kind}`);
    }
  };
}
