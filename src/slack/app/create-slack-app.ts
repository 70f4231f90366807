import { App, type BlockAction, type Logger as BoltLogger, type Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Library } from '../../answers/library.ts';
import { actionIds } from '../ask/action-ids.ts';
import { showPage, showTopic, showTopics } from '../ask/answer-buttons.ts';
import { parseButtonPress, type ButtonPress } from '../ask/button-press.ts';
import { createReadArticle } from '../ask/read-article.ts';
import { createRespondInView } from '../ask/respond-in-view.ts';
import { createShareArticle } from '../ask/share-article.ts';
import { createAnswerer } from '../ask/answer-request.ts';
import type { LinkTo } from '../reply/article-links.ts';
import { createCommandListener } from '../ask/guide-command.ts';
import type { DigestListeners } from '../digest/create-digest-listeners.ts';
import { createEventLedger } from '../receive/event-ledger.ts';
import { createDirectMessageListener, createMentionListener } from '../ask/addressed-message.ts';
import { createLimitRequests, type Admit } from '../receive/limit-requests.ts';
import { createRequestLog, setOutcome, type RequestHandled } from '../receive/log-request.ts';
import { digestFormId } from '../digest/messages/digest-form.ts';
import { renderNotice } from '../reply/notice.ts';
import type { People } from '../receive/people.ts';
import type { PostReply } from '../reply/post-reply.ts';
import type { InstallationWatch } from '../install/watch-installation.ts';
import type { Respond } from '../reply/respond.ts';
import type { ShareLedger } from '../ask/share-ledger.ts';
import { createTellFailure } from '../reply/tell-failure.ts';

export interface SlackAppDeps {
  readonly receiver: Receiver;
  readonly identity: {
    readonly botToken: string;
    readonly botId: string;
    readonly botUserId: string;
  };
  readonly client: WebClient;
  readonly apiUrl: string;
  /** The slash command people type. */
  readonly command: string;
  readonly library: () => Library;
  readonly linkTo: LinkTo;
  readonly people: People;
  readonly postReply: PostReply;
  readonly respondTo: (url: string) => Respond;
  readonly shares: ShareLedger;
  readonly digests: DigestListeners;
  readonly sleep: (ms: number) => Promise<void>;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly installation: Pick<InstallationWatch, 'lost'>;
  readonly admit: Admit;
  readonly requestHandled?: RequestHandled | undefined;
  readonly log: Logger;
  readonly boltLogger: BoltLogger;
}

/** Everything Guidepost listens to. `manifest.yml` must ask for the same; a test compares them. */
export function createSlackApp(deps: SlackAppDeps): App {
  const { receiver, identity, library, linkTo, people, postReply, respondTo, now, log } = deps;
  const { digests, client, shares, sleep } = deps;
  const app = new App({
    receiver,
    authorize: () => Promise.resolve(identity),
    convoStore: false,
    logger: deps.boltLogger,
    extendedErrorHandler: true,
    clientOptions: { slackApiUrl: deps.apiUrl },
  });
  const answerer = createAnswerer({ library, linkTo, people, now });
  const ledger = createEventLedger(now);
  const addressed = { answerer, ledger, people, postReply, botUserId: identity.botUserId };
  const respondInView = createRespondInView(client);
  const readArticle = createReadArticle({ client, answerer, library });
  const shareArticle = createShareArticle({ answerer, library, shares, now, sleep, log });

  app.use(createRequestLog(log, now, deps.requestHandled));
  app.use(createLimitRequests(deps.admit, client));
  app.command(
    /^/,
    createCommandListener({
      command: deps.command,
      answerer,
      answerDigest: digests.command,
      respondTo,
    }),
  );
  app.event('app_mention', createMentionListener(addressed));
  app.event('message', createDirectMessageListener(addressed));

  app.view(digestFormId, digests.form);
  app.event('channel_archive', ({ event }) => digests.channels.stopped(event.channel, 'archived'));
  app.event('group_archive', ({ event }) => digests.channels.stopped(event.channel, 'archived'));
  app.event('channel_deleted', ({ event }) => digests.channels.stopped(event.channel, 'deleted'));
  app.event('group_deleted', ({ event }) => digests.channels.stopped(event.channel, 'deleted'));
  app.event('channel_left', ({ event }) => digests.channels.stopped(event.channel, 'notMember'));
  app.event('group_left', ({ event }) => digests.channels.stopped(event.channel, 'notMember'));
  app.event('channel_unarchive', ({ event }) => digests.channels.opened(event.channel));
  app.event('group_unarchive', ({ event }) => digests.channels.opened(event.channel));
  app.event('member_joined_channel', async ({ event }) => {
    if (event.user !== identity.botUserId) return;
    await digests.channels.opened(event.channel);
  });
  app.event('app_uninstalled', () => {
    deps.installation.lost('app_uninstalled');
    return Promise.resolve();
  });
  app.event('tokens_revoked', ({ event }) => {
    if (event.tokens.bot?.length) deps.installation.lost('tokens_revoked');
    return Promise.resolve();
  });
  app.event('channel_id_changed', ({ event }) =>
    digests.channels.moved(event.old_channel_id, event.new_channel_id),
  );

  const buttons: readonly (readonly [string, (press: ButtonPress) => Promise<string>])[] = [
    [actionIds.share, shareArticle],
    [actionIds.more, (press) => showPage(answerer, press)],
    [actionIds.back, (press) => showPage(answerer, press)],
    [actionIds.literal, (press) => showPage(answerer, press)],
    [actionIds.allTopics, (press) => showTopics(answerer, press)],
    [actionIds.topic, (press) => showTopic(answerer, press)],
    [actionIds.read, readArticle.open],
    [actionIds.readOne, readArticle.open],
    [actionIds.readSection, readArticle.open],
    [actionIds.readNext, readArticle.turn],
    [actionIds.readPrevious, readArticle.turn],
  ];
  // One listener for all of them: two that match would acknowledge twice, and a button without one
  // (from an older version, or a plain link) would end in an error on the screen.
  app.action<BlockAction>(/^/, async ({ ack, action, body, context }) => {
    await ack();
    const press = parseButtonPress(body, { respondTo, respondInView });
    const [, show] = buttons.find(([id]) => isButton(id, action.action_id)) ?? [];
    if (press === undefined) return;
    setOutcome(context, show === undefined ? await sayUnknownButton(press) : await show(press));
  });

  app.error(
    createTellFailure({ client, respondTo, postReply, log, randomBytes: deps.randomBytes }),
  );
  return app;
}

function isButton(id: string, actionId: string): boolean {
  return id.endsWith('_') ? actionId.startsWith(id) : actionId === id;
}

async function sayUnknownButton(press: ButtonPress): Promise<string> {
  await press.respond(renderNotice('That button is from an old answer. Please ask again.'));
  return 'unknown button';
}
