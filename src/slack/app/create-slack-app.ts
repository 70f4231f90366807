import { App, type BlockAction, type Logger as BoltLogger, type Receiver } from '@slack/bolt';
import { actionIds } from '../ask/action-ids.ts';
import { askExample, showPage, showTopic, showTopics } from '../ask/answer-buttons.ts';
import { createPresses, type ButtonPress } from '../ask/button-press.ts';
import { confirmShareId } from '../ask/messages/confirm-share.ts';
import { createAskAnywhere } from '../ask/ask-anywhere.ts';
import { askModalId, askShortcutId, messageShortcutId } from '../ask/messages/ask-modal.ts';
import { createGreetNewcomer } from '../ask/greet-newcomer.ts';
import { createHome } from '../home/create-home.ts';
import { createReadArticle } from '../ask/read-article.ts';
import { createShareArticle } from '../ask/share-article.ts';
import { createUnfurlListener } from '../ask/unfurl-links.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';
import type { DigestStore } from '../../digest/digest-store.ts';
import type { Answerer } from '../ask/answer-request.ts';
import { createCommandListener } from '../ask/guide-command.ts';
import type { Feature, PressListener } from './feature.ts';
import type { ChannelChanges } from '../digest/channel-changes.ts';
import {
  createDigestButton,
  createDigestCommand,
  type DigestCommandDeps,
} from '../digest/digest-command.ts';
import { createDigestDesk } from '../digest/digest-desk.ts';
import { createDigestFormListener } from '../digest/submit-digest-form.ts';
import { createDirectMessageListener, createMentionListener } from '../ask/addressed-message.ts';
import { createLimitRequests, type Admit } from '../receive/limit-requests.ts';
import { createRequestLog, setOutcome, type RequestHandled } from '../receive/log-request.ts';
import { digestFormId } from '../digest/messages/digest-form.ts';
import { renderNotice } from '../reply/notice.ts';
import { renderSightRefusal } from '../reply/sight-refusals.ts';
import type { LinkTo } from '../reply/article-links.ts';
import type { Respond } from '../reply/respond.ts';
import { createTellFailure } from '../reply/tell-failure.ts';

export interface SlackAppDeps extends Omit<DigestCommandDeps, 'desk'> {
  readonly receiver: Receiver;
  readonly identity: {
    readonly botToken: string;
    readonly botId: string;
    readonly botUserId: string;
  };
  readonly apiUrl: string;
  readonly answerer: Answerer;
  readonly linkTo: LinkTo;
  readonly unfurlsLinks: boolean;
  readonly respondTo: (url: string) => Respond;
  readonly outbox: Outbox;
  readonly store: OutboxStore & DigestStore;
  readonly channels: ChannelChanges;
  readonly features: readonly Feature[];
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly admit: Admit;
  readonly requestHandled?: RequestHandled | undefined;
  readonly boltLogger: BoltLogger;
}

/** Everything Guidepost listens to. `manifest.yml` must ask for the same; a test compares them. */
export function createSlackApp(deps: SlackAppDeps): App {
  const { receiver, identity, answerer, outbox, now, log, channels, client, features } = deps;
  const app = new App({
    receiver,
    authorize: () => Promise.resolve(identity),
    convoStore: false,
    logger: deps.boltLogger,
    extendedErrorHandler: true,
    clientOptions: { slackApiUrl: deps.apiUrl },
  });
  const addressed = { outbox, now, botUserId: identity.botUserId };
  const shareArticle = createShareArticle(deps);
  const presses = createPresses(deps);
  const readArticle = createReadArticle({ client, answerer, library: deps.library });

  const anywhere = createAskAnywhere(deps);
  const desk = createDigestDesk(deps);
  const digests = createDigestCommand({ ...deps, desk });
  const pressDigest = createDigestButton(deps, digests);
  const greet = createGreetNewcomer(deps);
  const home = createHome({
    ...deps,
    pressDigest,
    desk,
    sections: features.flatMap(({ homeSections = [] }) => homeSections),
  });
  const askFromHome = async (press: ButtonPress): Promise<string> => {
    const { message, outcome } = await anywhere.answerFor(press.user, press.value, {
      asked: { by: press.user, isPrivate: false },
    });
    await press.respond(message);
    return outcome;
  };

  app.use(createRequestLog(log, now, deps.requestHandled));
  app.use(createLimitRequests(deps));
  const words = new Map(features.flatMap((feature) => feature.words ?? []));
  app.command(/^/, createCommandListener({ ...deps, answerDigest: digests.typed, words }));
  app.event('app_mention', createMentionListener(addressed));
  app.event('message', createDirectMessageListener(addressed));
  app.event('link_shared', createUnfurlListener(deps));

  app.shortcut({ type: 'shortcut', callback_id: askShortcutId }, anywhere.openModal);
  app.shortcut(
    { type: 'message_action', callback_id: messageShortcutId },
    anywhere.askAboutMessage,
  );
  app.view(askModalId, anywhere.submit);
  app.options({ type: 'block_suggestion', action_id: actionIds.findArticle }, anywhere.suggest);
  app.event('app_home_opened', async ({ event, context }) => {
    const opened =
      event.tab === 'home' ? home.publish(event.user) : greet(event.user, event.channel);
    setOutcome(context, await opened);
  });
  app.view(digestFormId, createDigestFormListener(deps, digests));
  app.view(confirmShareId, async ({ ack, view, context }) => {
    await ack();
    setOutcome(context, await shareArticle(presses.resume(view.private_metadata), true));
  });
  for (const [id, form] of features.flatMap(({ forms = [] }) => forms)) app.view(id, form);
  app.event('channel_archive', ({ event }) => channels.stopped(event.channel, 'archived'));
  app.event('group_archive', ({ event }) => channels.stopped(event.channel, 'archived'));
  app.event('channel_deleted', ({ event }) => channels.stopped(event.channel, 'deleted'));
  app.event('group_deleted', ({ event }) => channels.stopped(event.channel, 'deleted'));
  app.event('channel_left', ({ event }) => channels.stopped(event.channel, 'notMember'));
  app.event('group_left', ({ event }) => channels.stopped(event.channel, 'notMember'));
  app.event('channel_unarchive', ({ event }) => channels.opened(event.channel));
  app.event('group_unarchive', ({ event }) => channels.opened(event.channel));
  app.event('member_joined_channel', async ({ event }) => {
    if (event.user !== identity.botUserId) return;
    await channels.opened(event.channel);
  });
  app.event('app_uninstalled', () => {
    outbox.tokenGone('app_uninstalled');
    return Promise.resolve();
  });
  app.event('tokens_revoked', ({ event }) => {
    if (event.tokens.bot?.length) outbox.tokenGone('tokens_revoked');
    return Promise.resolve();
  });
  app.event('channel_id_changed', ({ event }) =>
    channels.moved(event.old_channel_id, event.new_channel_id),
  );

  const buttons: readonly (readonly [string, PressListener])[] = [
    [actionIds.share, (press) => shareArticle(press)],
    [actionIds.more, (press) => showPage(answerer, press)],
    [actionIds.back, (press) => showPage(answerer, press)],
    [actionIds.literal, (press) => showPage(answerer, press)],
    [actionIds.example, (press) => askExample(answerer, press)],
    [actionIds.allTopics, (press) => showTopics(answerer, press)],
    [actionIds.topic, (press) => showTopic(answerer, press)],
    [actionIds.read, readArticle.open],
    [actionIds.findArticle, readArticle.open],
    [actionIds.homeAsk, askFromHome],
    [actionIds.digest, pressDigest],
    [actionIds.homeDigest, (press) => home.changeDigest(press)],
    [actionIds.readOne, readArticle.open],
    [actionIds.readSection, readArticle.open],
    [actionIds.readNext, readArticle.turn],
    [actionIds.readPrevious, readArticle.turn],
    ...features.flatMap((feature) => feature.buttons ?? []),
  ];
  // One listener for all of them: two that match would acknowledge twice, and a button without one
  // (from an older version, or a plain link) would end in an error on the screen.
  app.action<BlockAction>(/^/, async ({ ack, action, body, context }) => {
    await ack();
    const press = presses.parse(body);
    const [, show] = buttons.find(([id]) => isButton(id, action.action_id)) ?? [];
    if (press === undefined) return;
    // Everybody in a channel can press what stands there, people of other organisations too.
    const sight = await deps.lookUpSight({ surface: 'answer', user: press.user, channel: '' });
    if (sight.kind === 'refused') {
      setOutcome(context, `refused: ${sight.why}`);
      await press.respond(renderSightRefusal(sight, deps.command));
      return;
    }
    setOutcome(context, show === undefined ? await sayUnknownButton(press) : await show(press));
  });

  app.error(createTellFailure(deps));
  return app;
}

function isButton(id: string, actionId: string): boolean {
  return id.endsWith('_') ? actionId.startsWith(id) : actionId === id;
}

async function sayUnknownButton(press: ButtonPress): Promise<string> {
  await press.respond(renderNotice('That button is from an old answer. Please ask again.'));
  return 'unknown button';
}
