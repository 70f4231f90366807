import { z } from 'zod';
import type { DigestContent, Notice } from '../../digest/delivery.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import { loadDigest, type LoadDigestDeps } from '../../digest/load-digest.ts';
import type { StopReason, Subscription } from '../../digest/subscription.ts';
import type { Item, Settlement } from '../../outbox/item.ts';
import type { Composed, Kind } from '../../outbox/kind.ts';
import type { SlackDeps } from '../app/feature.ts';
import type { Message } from '../reply/message.ts';
import type { ChannelChanges } from './channel-changes.ts';
import { renderDigestNotice } from './messages/digest-notice.ts';
import { renderDigest } from './messages/digest.ts';

export type ComposeDigestDeps = LoadDigestDeps & Pick<SlackDeps, 'workspace' | 'contextFor'>;

/**
 * A digest in words, with the names of the people in it, and what is kept of it; without words in a
 * week that is to be skipped.
 */
export type ComposeDigest = (
  subscription: Subscription,
  dueAt: number,
) => Promise<{ readonly message: Message | undefined; readonly content: DigestContent }>;

export function createComposeDigest(deps: ComposeDigestDeps): ComposeDigest {
  const { workspace, contextFor } = deps;
  return async (subscription, dueAt) => {
    const { digest, content } = await loadDigest(deps, subscription, dueAt);
    if (digest === undefined) return { message: undefined, content };
    const { added, updated, shelf } = digest;
    const articles = [...added, ...updated, ...(shelf ? [shelf] : [])];
    const { createdBy } = subscription;
    const [context, names] = await Promise.all([
      contextFor(articles),
      workspace.namesOf([createdBy]),
    ]);
    const message = renderDigest(digest, { ...context, setUpBy: names.get(createdBy) });
    return { message, content };
  };
}

export interface DigestKindsDeps extends Pick<SlackDeps, 'command' | 'now' | 'log'> {
  readonly store: DigestStore;
  readonly composeDigest: ComposeDigest;
  readonly channels: Pick<ChannelChanges, 'stopped' | 'heedSharing'>;
}

const aboutRun = z.object({ subscriptionId: z.string() });
/** The rest is as we wrote it. */
const aboutNotice = z.looseObject({ kind: z.enum(['changed', 'restored', 'stopped']) });

/** How digests, and notices about them, are put into words, and what it means that they cannot be said. */
export function createDigestKinds(
  deps: DigestKindsDeps,
): Record<'digest' | 'notice', Kind<Message>> {
  const { store, channels, now, log } = deps;

  const composeDigest = async ({ about, dueAt, recipient }: Item): Promise<Composed<Message>> => {
    await channels.heedSharing(recipient.id);
    const subscription = await store.getSubscription(aboutRun.parse(about).subscriptionId);
    if (!subscription) return { kind: 'cancelled', reason: 'ended' };
    const { standing } = subscription;
    if (standing.kind !== 'active') {
      return { kind: 'cancelled', reason: 'reason' in standing ? standing.reason : standing.kind };
    }
    const { message, content } = await deps.composeDigest(subscription, dueAt);
    return message ? { words: message, content } : { kind: 'skipped', content };
  };

  /** Also when only an announcement was refused: the digest would be, and now somebody is there to mend it. */
  const stop = async (channelId: string, code: string): Promise<Settlement> => {
    const reason = reasonOfCode[code] ?? 'restricted';
    await channels.stopped(channelId, reason);
    log.warn({ channel: channelId, reason }, 'digest stopped: the channel has to be mended');
    return { kind: 'failed', reason };
  };

  return {
    digest: {
      compose: composeDigest,
      onClosed: async ({ about, recipient }, code) => {
        const { subscriptionId } = aboutRun.parse(about);
        const subscription = await store.getSubscription(subscriptionId);
        if (subscription?.channelId === recipient.id) return stop(recipient.id, code);
        // The channel has another id since we looked; the row knows it already.
        const reason = 'channel_id_changed';
        return { kind: 'later', availableAt: now(), unconfirmed: false, reason };
      },
    },
    notice: {
      compose: ({ about }) =>
        Promise.resolve({
          words: renderDigestNotice(aboutNotice.parse(about) as unknown as Notice, deps.command),
        }),
      onClosed: ({ recipient }, code) =>
        recipient.kind === 'channel'
          ? stop(recipient.id, code)
          : Promise.resolve({ kind: 'failed', reason: code }),
    },
  };
}

const reasonOfCode: Readonly<Record<string, StopReason>> = {
  is_archived: 'archived',
  channel_not_found: 'notFound',
  not_in_channel: 'notMember',
  user_not_in_channel: 'notMember',
};
