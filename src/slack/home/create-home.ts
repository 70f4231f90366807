import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { listLatest, listTopics, type Library } from '../../answers/library.ts';
import type { Article } from '../../content/article.ts';
import type { Answerer } from '../ask/answer-request.ts';
import type { ButtonPress } from '../ask/button-press.ts';
import type { DigestDesk } from '../digest/digest-desk.ts';
import type { LookUpSight } from '../receive/sight.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import { renderHome } from './render-home.ts';

/** What a feature shows one person there; nothing where there is nothing to show. */
export type HomeSection = (userId: string) => Promise<readonly KnownBlock[]>;

export interface HomeDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly pressDigest: (press: ButtonPress) => Promise<string>;
  readonly desk: Pick<DigestDesk, 'find' | 'rightsIn' | 'list'>;
  readonly lookUpSight: LookUpSight;
  readonly command: string;
  readonly library: () => Library;
  readonly sections: readonly HomeSection[];
  readonly now: () => Date;
}

const latestCount = 5;
const maxDigests = 15;
const oldFromMs = 365 * 24 * 60 * 60_000;

/** The Home tab, made anew each time somebody opens it. */
export function createHome(deps: HomeDeps) {
  const { client, answerer, desk, lookUpSight, library, sections, now } = deps;

  const publish = async (userId: string): Promise<string> => {
    const sight = await lookUpSight({ surface: 'answer', user: userId, channel: '' });
    if (sight.kind === 'refused') {
      const { blocks } = renderSightRefusal(sight, deps.command);
      await client.views.publish({ user_id: userId, view: { type: 'home', blocks: [...blocks] } });
      return `refused: ${sight.why}`;
    }
    const { articles } = library();
    const latest = listLatest(articles)
      .filter(({ updated }) => updated !== undefined)
      .slice(0, latestCount);
    const { reviewWasDue } = await answerer.contextFor([]);
    const waiting = articles.filter(
      (article) =>
        isOwnedBy(userId, article) &&
        (reviewWasDue(article) !== undefined || isUntouched(article, now())),
    );
    const { subscriptions, isAll } = await desk.list(userId);
    const digests = await Promise.all(
      subscriptions.slice(0, maxDigests).map(async (subscription) => {
        const { channelId } = subscription;
        // Whoever isn't shown all of them is in the channel.
        const by = { channelId: isAll ? '' : channelId, userId, typed: '' };
        const found = await desk.find(channelId, by);
        if ('refusal' in found) return { subscription, name: 'A channel I can’t see' };
        const name = found.channel ? `#${found.channel.name ?? ''}` : 'To you';
        return { subscription, name, rights: await desk.rightsIn(found) };
      }),
    );
    const context = await answerer.contextFor([...latest, ...waiting]);
    const topics = listTopics(articles);
    const added = (await Promise.all(sections.map((section) => section(userId)))).flat();
    const view = renderHome({ ...context, topics, latest, digests, waiting, added });
    await client.views.publish({ user_id: userId, view });
    return 'home';
  };

  return {
    publish,

    /** A digest's menu: the same as the command, answered in a modal. */
    changeDigest: async (press: ButtonPress): Promise<string> => {
      const outcome = await deps.pressDigest(press);
      await publish(press.user);
      return outcome;
    },
  };
}

function isOwnedBy(userId: string, { owner }: Article): boolean {
  return owner?.kind === 'slackUser' && owner.id === userId;
}

/** For a year. */
function isUntouched({ updated }: Article, now: Date): boolean {
  return updated !== undefined && now.getTime() - Date.parse(updated) > oldFromMs;
}
