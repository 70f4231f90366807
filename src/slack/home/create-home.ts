import type { HomeView } from '@slack/types';
import { listTopics } from '../../answers/library.ts';
import { isOwnedBy } from '../../content/article.ts';
import type { HomeSection, SlackDeps } from '../app/feature.ts';
import type { Interaction, Listener } from '../receive/interaction.ts';
import { pickLatest } from '../ask/messages/latest.ts';
import type { DigestDesk } from '../digest/digest-desk.ts';
import { isOld } from '../reply/article-summary.ts';
import { renderHome } from './render-home.ts';

export interface HomeDeps extends SlackDeps {
  readonly pressDigest: Listener;
  readonly desk: Pick<DigestDesk, 'find' | 'rightsIn' | 'list'>;
  readonly sections: readonly HomeSection[];
}

const maxDigests = 15;

/** The Home tab, made anew each time somebody opens it. */
export function createHome(deps: HomeDeps) {
  const { client, contextFor, desk, lookUpSight, library, sections } = deps;

  const publish = async (userId: string): Promise<string> => {
    const sight = await lookUpSight({ surface: 'answer', user: userId });
    const isRefused = sight.kind === 'refused';
    const view: HomeView = isRefused
      ? { type: 'home', blocks: [...sight.reply.message.blocks] }
      : await viewFor(userId);
    await client.views.publish({ user_id: userId, view });
    return isRefused ? sight.reply.outcome : 'home';
  };

  const viewFor = async (userId: string): Promise<HomeView> => {
    const { articles } = library();
    const latest = pickLatest(articles);
    const context = await contextFor(latest);
    const waiting = articles.filter(
      (article) =>
        isOwnedBy(userId, article) &&
        (context.reviewWasDue(article) !== undefined || isOld(article, context.now)),
    );
    const { subscriptions, isAll } = await desk.list(userId);
    const digests = await Promise.all(
      subscriptions.slice(0, maxDigests).map(async (subscription) => {
        const { channelId } = subscription;
        // Whoever isn't shown all of them is in the channel.
        const by = { channelId: isAll ? '' : channelId, userId, typed: '' };
        const found = await desk.find(channelId, by);
        if ('outcome' in found) return { subscription, name: 'A channel I can’t see' };
        const name = found.channel ? `#${found.channel.name ?? ''}` : 'To you';
        return { subscription, name, rights: await desk.rightsIn(found, true) };
      }),
    );
    const topics = listTopics(articles);
    const added = (await Promise.all(sections.map((section) => section(userId)))).flat();
    return renderHome({ ...context, topics, latest, digests, waiting, added });
  };

  return {
    publish,

    /** A digest's menu: the same as the command, answered in a modal. */
    changeDigest: async (press: Interaction): Promise<string> => {
      const outcome = await deps.pressDigest(press);
      await publish(press.user);
      return outcome;
    },
  };
}
