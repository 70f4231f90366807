import type { HomeView, KnownBlock, Overflow } from '@slack/types';
import type { Topic } from '../../answers/answer.ts';
import type { Article } from '../../content/article.ts';
import type { DigestRights } from '../../digest/decide-rights.ts';
import type { Standing, Subscription } from '../../digest/subscription.ts';
import { actionIds } from '../app/action-ids.ts';
import { questionInput } from '../ask/messages/ask-modal.ts';
import { latestBlocks } from '../ask/messages/latest.ts';
import { readMenu } from '../ask/messages/read-menu.ts';
import { topicButtons } from '../ask/messages/topics.ts';
import { digestButtons } from '../digest/messages/digest-buttons.ts';
import { describeRhythm } from '../digest/messages/digest-words.ts';
import {
  describeAge,
  describeReview,
  renderName,
  type ArticleContext,
} from '../reply/article-summary.ts';
import { field, option } from '../reply/form.ts';
import {
  actions,
  bullets,
  context,
  plain,
  present,
  richText,
  row,
  text,
} from '../reply/rich-text.ts';

export interface HomeFacts extends ArticleContext {
  /** Most used first. */
  readonly topics: readonly Topic[];
  /** Newest first. */
  readonly latest: readonly Article[];
  readonly digests: readonly HomeDigest[];
  /** Articles of this person that nobody has touched for long, the oldest first. */
  readonly waiting: readonly Article[];
  /** What features show below. */
  readonly added: readonly KnownBlock[];
}

interface HomeDigest {
  readonly subscription: Subscription;
  readonly name: string;
  /** Undefined where the person may not even look. */
  readonly rights?: DigestRights;
}

/** Slack's limit for a view. */
const maxBlocks = 100;
const maxTopics = 12;
const maxWaiting = 10;

/** What the bot shows of itself: ask, look around, one's digests, and what waits for an owner. */
export function renderHome(facts: HomeFacts): HomeView {
  const { topics, latest, digests, waiting } = facts;
  const dated = (article: Article) =>
    text(`  ${describeReview(article, facts) || describeAge(article, facts.now)}`);
  const waitingLines = waiting
    .slice(0, maxWaiting)
    .map((article) => [...renderName({ article }, facts, { bold: true }), ...dated(article)]);
  const noDigest = `None of your channels has one yet. Type ${facts.command} digest subscribe in a channel.`;
  const blocks = present<KnownBlock>(
    field(
      'Ask the guide',
      {
        ...questionInput(actionIds.homeAsk),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      },
      {
        dispatch_action: true,
        hint: plain('Press Enter to ask. Only you see the answer.'),
        optional: true,
      },
    ),
    actions({
      type: 'external_select',
      action_id: actionIds.findArticle,
      min_query_length: 2,
      placeholder: plain('Find an article by its name'),
    }),
    under('Topics', topics.length > 0 && topicButtons(topics.slice(0, maxTopics), { all: true })),
    under('Latest in the guide', latest.length > 0 && latestBlocks(latest, facts)),
    under('Weekly digests', digests.length > 0 ? digests.map(renderDigest) : [context(noDigest)]),
    under(
      'Your articles that may be out of date',
      waitingLines.length > 0 && [
        richText(bullets(waitingLines)),
        ...row(readMenu(waiting.slice(0, maxWaiting).map((article) => ({ article })))),
      ],
    ),
    facts.added,
  );
  return { type: 'home', blocks: blocks.slice(0, maxBlocks) };
}

function under(words: string, blocks: readonly KnownBlock[] | false): readonly KnownBlock[] {
  return blocks === false ? [] : [{ type: 'header', text: plain(words) }, ...blocks];
}

function renderDigest({ subscription, name, rights }: HomeDigest): KnownBlock {
  const { settings, standing, channelId } = subscription;
  const state = standing.kind === 'active' ? '' : ` (${standing.kind})`;
  return {
    type: 'section',
    text: plain(`${name}: ${describeRhythm(settings)}${state}`),
    ...(rights && { accessory: digestMenu(channelId, standing.kind, rights) }),
  };
}

/** The buttons of the digest in a menu. */
function digestMenu(channelId: string, standing: Standing['kind'], rights: DigestRights): Overflow {
  const buttons = digestButtons(standing, channelId, rights);
  return {
    type: 'overflow',
    action_id: `${actionIds.homeDigest}${channelId}`,
    options: buttons.map(({ text: { text: label }, value = '' }) => option(label, value)),
  };
}
