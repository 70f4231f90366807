import { App, type Context, type Logger as BoltLogger, type Receiver } from '@slack/bolt';
import { actionIds } from './action-ids.ts';
import { createMessageListeners } from '../ask/addressed-message.ts';
import { createAsking } from '../ask/asking.ts';
import { renderInModal } from '../ask/messages/ask-modal.ts';
import { createReadArticle } from '../ask/read-article.ts';
import { createShareArticle } from '../ask/share-article.ts';
import { createUnfurlListener } from '../ask/unfurl-links.ts';
import type { ChannelChanges } from '../digest/channel-changes.ts';
import { createDigestCommand, type DigestCommandDeps } from '../digest/digest-command.ts';
import { createDigestDesk } from '../digest/digest-desk.ts';
import { digestFormId } from '../digest/messages/digest-form.ts';
import { createHome } from '../home/create-home.ts';
import { createLimitRequests, type LimitRequestsDeps } from '../receive/limit-requests.ts';
import { createRequestLog, setOutcome, type RequestHandled } from '../receive/log-request.ts';
import {
  createInteractions,
  interactionOf,
  type Interaction,
  type Listener,
} from '../receive/interaction.ts';
import { renderNotice } from '../reply/notice.ts';
import type { Respond } from '../reply/respond.ts';
import type { Feature, SayingDeps } from './feature.ts';
import { createTellFailure } from './tell-failure.ts';

export interface SlackAppDeps
  extends SayingDeps, Omit<DigestCommandDeps, 'desk'>, Pick<LimitRequestsDeps, 'admit'> {
  readonly receiver: Receiver;
  readonly identity: {
    readonly botToken: string;
    readonly botId: string;
    readonly botUserId: string;
  };
  readonly apiUrl: string;
  readonly respondTo: (url: string) => Respond;
  readonly channels: ChannelChanges;
  readonly features: readonly Feature[];
  /** Links are shown with what they lead to. */
  readonly unfurlsLinks: boolean;
  readonly requestHandled?: RequestHandled | undefined;
  readonly boltLogger: BoltLogger;
}

/** Everything Guidepost listens to. `manifest.yml` must ask for the same; a test compares them. */
export function createSlackApp(deps: SlackAppDeps): App {
  const { receiver, identity, botUserId, outbox, channels, lookUpSight } = deps;
  const app = new App({
    receiver,
    authorize: () => Promise.resolve(identity),
    convoStore: false,
    logger: deps.boltLogger,
    extendedErrorHandler: true,
    clientOptions: { slackApiUrl: deps.apiUrl },
  });
  const desk = createDigestDesk(deps);
  const digests = createDigestCommand({ ...deps, desk });
  const words = new Map(deps.features.flatMap((feature) => Object.entries(feature.words ?? {})));
  const sections = deps.features.flatMap(({ homeSections = [] }) => homeSections);
  const asking = createAsking({ ...deps, answerDigest: digests.answerCommand, words });
  const messages = createMessageListeners(deps);
  const home = createHome({ ...deps, pressDigest: digests.answerButton, desk, sections });
  const features: readonly Feature[] = [
    asking.feature,
    createShareArticle(deps),
    createReadArticle(deps),
    {
      buttons: {
        [actionIds.digest]: digests.answerButton,
        [actionIds.homeDigest]: home.changeDigest,
      },
      forms: { [digestFormId]: digests.submitForm },
    },
    ...deps.features,
  ];

  /** Everybody in a channel can press what stands there, people of other organisations too. */
  const admit = async (doing: Interaction, listener: Listener): Promise<string> => {
    const sight = await lookUpSight({ surface: 'answer', user: doing.user });
    if (sight.kind !== 'refused') return listener(doing);
    await doing.respond(sight.reply.message);
    return sight.reply.outcome;
  };
  // One listener for all of a kind: two that match would answer twice, and a button without one
  // (from an older version) would end in an error on the screen.
  const on = (kind: 'buttons' | 'forms' | 'shortcuts') =>
    answerWith(choose(features.flatMap((feature) => Object.entries(feature[kind] ?? {}))));
  const answerWith =
    (listener: Listener) =>
    async ({ context }: { readonly context: Context }): Promise<void> => {
      const doing = interactionOf(context);
      if (doing) setOutcome(context, await admit(doing, listener));
    };

  app.use(createRequestLog(deps.log, deps.now, deps.requestHandled));
  app.use(createInteractions({ ...deps, renderIn: renderInModal }));
  app.use(createLimitRequests(deps));
  app.command(/^/, answerWith(asking.answerCommand));
  app.options({ type: 'block_suggestion', action_id: actionIds.findArticle }, asking.suggest);
  app.action(/^/, on('buttons'));
  app.view(/^/, on('forms'));
  app.shortcut(/^/, on('shortcuts'));

  app.event('app_mention', messages.onWritten);
  app.event('message', messages.onWritten);
  if (deps.unfurlsLinks) app.event('link_shared', createUnfurlListener(deps));
  app.event('app_home_opened', async ({ event, context }) => {
    const opened =
      event.tab === 'home' ? home.publish(event.user) : messages.greet(event.user, event.channel);
    setOutcome(context, await opened);
  });
  app.event('channel_archive', ({ event }) => channels.stopped(event.channel, 'archived'));
  app.event('group_archive', ({ event }) => channels.stopped(event.channel, 'archived'));
  app.event('channel_deleted', ({ event }) => channels.stopped(event.channel, 'deleted'));
  app.event('group_deleted', ({ event }) => channels.stopped(event.channel, 'deleted'));
  app.event('channel_left', ({ event }) => channels.stopped(event.channel, 'notMember'));
  app.event('group_left', ({ event }) => channels.stopped(event.channel, 'notMember'));
  app.event('channel_unarchive', ({ event }) => channels.opened(event.channel));
  app.event('group_unarchive', ({ event }) => channels.opened(event.channel));
  app.event('member_joined_channel', async ({ event }) => {
    if (event.user === botUserId) await channels.opened(event.channel);
  });
  app.event('channel_shared', ({ event }) => channels.shared(event.channel));
  app.event('channel_unshared', ({ event }) => channels.opened(event.channel));
  app.event('channel_id_changed', ({ event }) =>
    channels.moved(event.old_channel_id, event.new_channel_id),
  );
  app.event('app_uninstalled', () => {
    outbox.tokenGone('app_uninstalled');
    return Promise.resolve();
  });
  app.event('tokens_revoked', ({ event }) => {
    if (event.tokens.bot?.length) outbox.tokenGone('tokens_revoked');
    return Promise.resolve();
  });

  app.error(createTellFailure(deps));
  return app;
}

/** The one whose id it is, or begins with where that ends in `_`. */
function choose(listeners: readonly (readonly [string, Listener])[]): Listener {
  return async (doing) => {
    const isIt = (id: string) => (id.endsWith('_') ? doing.id.startsWith(id) : doing.id === id);
    const [, listener] = listeners.find(([id]) => isIt(id)) ?? [];
    if (listener) return listener(doing);
    await doing.respond(renderNotice('That button is from an old answer. Please ask again.'));
    return 'unknown button';
  };
}
