import type { Server } from 'node:http';
import { createActor, type Actor } from './acting/actor.ts';
import { MessageStates } from './acting/message-states.ts';
import { createRandom, type Clock, type Random } from './clock.ts';
import { EventDispatcher } from './delivery/event-dispatcher.ts';
import { createResponseUrlHandler } from './delivery/handle-response-url.ts';
import type { Delivery, Outgoing, Send } from './delivery/outgoing.ts';
import { ResponseUrls } from './delivery/response-urls.ts';
import { createHttpSender } from './delivery/send-over-http.ts';
import { SocketHub } from './delivery/socket-hub.ts';
import { Triggers } from './delivery/triggers.ts';
import { Faults } from './faults.ts';
import { createHttpServer, listen } from './http/server.ts';
import { createIds } from './ids.ts';
import { createInstallation, type Installation } from './installation.ts';
import { parseManifest } from './manifest.ts';
import { Traffic } from './traffic.ts';
import { createApiHandler } from './web-api/handle-api-request.ts';
import { RateLimits, type RateLimiting } from './web-api/rate-limits.ts';
import type { Channel, Message, User } from './workspace/model.ts';
import { slackbotId } from './workspace/slackbot.ts';
import { Views, type View } from './workspace/views.ts';
import { messagesSeenBy } from './workspace/visibility.ts';
import { Workspace } from './workspace/workspace.ts';

export interface LocalSlackOptions {
  /** The app's manifest, as parsed from its YAML or JSON. */
  readonly manifest: unknown;
  readonly teamName?: string;
  /** Slack's clock: message timestamps, expiry, rate limits. The machine's when left out. */
  readonly now?: Clock;
  /** The clock that signatures carry, which a receiver compares with its own. The machine's. */
  readonly wallClock?: Clock;
  /** Decides ids and which socket gets a payload. A fixed sequence when left out. */
  readonly random?: Random;
  /** How long the app may take to acknowledge; Slack's three seconds. */
  readonly ackDeadlineMs?: number;
  /** Waits before an event is delivered again: at once, a minute, five minutes. */
  readonly retryDelaysMs?: readonly number[];
  readonly rateLimiting?: RateLimiting;
  readonly pingIntervalMs?: number;
}

/** A workspace with one app in it, and the whole of Slack around it, on this machine alone. */
export interface LocalSlack {
  /** Starts to listen on loopback; port 0 takes any free one. */
  listen(port?: number): Promise<void>;
  close(): Promise<void>;
  /** For `SLACK_API_URL`; ends with `/api/`. Only after `listen`. */
  readonly apiUrl: string;
  /** Tokens, secret, ids, and the scopes, which a test may change. */
  readonly installation: Installation;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly sockets: SocketHub;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly rateLimits: RateLimits;
  readonly events: EventDispatcher;
  /** From now on the app is reached by signed HTTP at this URL; without it, by its sockets. */
  deliverOverHttp(url: string): void;
  /** Sends the app anything at all, as Slack would sign it. */
  deliver: Send;
  asUser(id: string): Actor;
  messagesSeenBy(
    userId: string,
    channelId: string,
    options?: { thread?: string },
  ): readonly Message[];
  /** Open for this person, the one on top last. */
  modalsOf(userId: string): readonly View[];
  homeOf(userId: string): View | undefined;
  /** Puts the bot into a channel. */
  inviteBot(channelId: string, inviter?: string): void;
  removeBot(channelId: string, by?: string): void;
  archive(channelId: string, by?: string): Channel;
  unarchive(channelId: string, by?: string): Channel;
  rename(channelId: string, name: string): Channel;
  /** Takes the app's tokens back. Nothing it sends is accepted any more. */
  revokeTokens(): void;
  uninstall(): void;
  /** Calls back after every change and every exchange with the app. */
  subscribe(listener: () => void): () => void;
  /** Resolves with what `find` returns as soon as that is not undefined. Rejects after `timeoutMs`. */
  waitFor<T>(find: () => T | undefined, options?: { timeoutMs?: number }): Promise<T>;
}

export function createLocalSlack(options: LocalSlackOptions): LocalSlack {
  const now = options.now ?? (() => new Date());
  const wallClock = options.wallClock ?? (() => new Date());
  const random = options.random ?? createRandom(1);
  const deadlineMs = options.ackDeadlineMs ?? 3000;
  const ids = createIds({ now, random });
  const manifest = parseManifest(options.manifest);
  const installation = createInstallation(manifest, ids);
  const name = options.teamName ?? 'Local';
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const workspace = new Workspace({ team: { id: ids.next('T'), name, domain }, ids, now });
  const sockets = new SocketHub({
    ids,
    random,
    appId: () => installation.appId,
    deadlineMs,
    pingIntervalMs: options.pingIntervalMs ?? 10_000,
  });
  const views = new Views({ ids, now, installation, teamId: workspace.team.id });
  const parts = {
    workspace,
    installation,
    views,
    sockets,
    now,
    triggers: new Triggers({ ids, now }),
    responseUrls: new ResponseUrls({ ids, now }),
  };
  const faults = new Faults();
  const traffic = new Traffic({ now });
  const rateLimits = new RateLimits({ now, limiting: options.rateLimiting ?? 'tolerant' });
  let sendOverHttp: Send | undefined;
  const send: Send = async (outgoing, retry) => {
    const delivery = await (sendOverHttp ?? sockets.send.bind(sockets))(outgoing, retry);
    recordDelivery(traffic, outgoing, delivery);
    return delivery;
  };
  const events = new EventDispatcher({
    workspace,
    installation,
    now,
    send,
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
  });
  const stage = { parts, send, events, messageStates: new MessageStates() };
  const handlers = { parts, faults, traffic };
  const server = createHttpServer({
    sockets,
    handleApi: createApiHandler({ ...handlers, rateLimits }),
    handleResponseUrl: createResponseUrlHandler(handlers),
  });
  addSlackItself(workspace, installation);

  let origin = '';
  const subscribe = (listener: () => void): (() => void) => {
    const stops = [workspace.subscribe(listener), traffic.subscribe(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  };
  return {
    installation,
    workspace,
    views,
    sockets,
    faults,
    traffic,
    rateLimits,
    events,
    deliver: send,
    subscribe,
    get apiUrl() {
      if (origin === '') throw new Error('The local Slack is not listening yet');
      return `${origin}/api/`;
    },
    listen: async (port = 0) => {
      origin = await listen(server, port);
      sockets.setOrigin(origin);
      parts.responseUrls.setOrigin(origin);
    },
    close: async () => {
      events.stop();
      await sockets.close();
      await closeServer(server);
    },
    deliverOverHttp: (url) => {
      const { signingSecret } = installation;
      sendOverHttp = createHttpSender({ url, signingSecret, wallClock, deadlineMs });
    },
    asUser: (id) => createActor(workspace.user(id).id, stage),
    messagesSeenBy: (userId, channelId, where) =>
      messagesSeenBy(workspace, userId, channelId, where),
    modalsOf: (userId) => views.modals(userId),
    homeOf: (userId) => views.home(userId),
    inviteBot: (channelId, inviter) => {
      workspace.join(channelId, installation.botUserId, inviter);
    },
    removeBot: (channelId, by) => {
      workspace.leave(channelId, installation.botUserId, by);
    },
    archive: (channelId, by = slackbotId) => {
      const channel = workspace.changeChannel(channelId, { isArchived: true });
      workspace.announce({ kind: 'channelArchived', channel, by });
      return channel;
    },
    unarchive: (channelId, by = slackbotId) => {
      const channel = workspace.changeChannel(channelId, { isArchived: false });
      workspace.announce({ kind: 'channelUnarchived', channel, by });
      return channel;
    },
    rename: (channelId, newName) => {
      const before = workspace.channel(channelId);
      const previousNames = [...before.previousNames, before.name];
      const channel = workspace.changeChannel(channelId, { name: newName, previousNames });
      workspace.announce({ kind: 'channelRenamed', channel });
      return channel;
    },
    revokeTokens: () => {
      installation.revoked.add('bot').add('app');
      workspace.announce({ kind: 'tokensRevoked', tokens: ['bot', 'app'] });
    },
    uninstall: () => {
      installation.revoked.add('bot').add('app');
      workspace.announce({ kind: 'appUninstalled' });
    },
    waitFor: (find, { timeoutMs = 5000 } = {}) => waitFor(find, subscribe, timeoutMs),
  };
}

/** The bot's user and Slackbot, who are in every workspace. */
function addSlackItself(workspace: Workspace, installation: Installation): User {
  const { manifest, botUserId, botId } = installation;
  const displayName = manifest.features.bot_user?.display_name ?? manifest.display_information.name;
  workspace.addUser({ id: slackbotId, name: 'slackbot', realName: 'Slackbot' });
  return workspace.addUser({
    id: botUserId,
    botId,
    kind: 'bot',
    name: displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, ''),
    realName: displayName,
  });
}

function recordDelivery(traffic: Traffic, outgoing: Outgoing, delivery: Delivery): void {
  traffic.record({
    from: 'slack',
    kind: outgoing.kind,
    name: outgoing.name,
    request: outgoing.body,
    response: delivery.body,
    status: delivery.status,
    ms: delivery.ms,
  });
}

/** Lets answers that are on their way arrive, then cuts what is left. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutting = setTimeout(() => {
      server.closeAllConnections();
    }, 100);
    server.close(() => {
      clearTimeout(cutting);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function waitFor<T>(
  find: () => T | undefined,
  subscribe: (listener: () => void) => () => void,
  timeoutMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const found = find();
      if (found === undefined) return false;
      clearTimeout(timer);
      stop();
      resolve(found);
      return true;
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Nothing of the kind within ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = subscribe(look);
    look();
  });
}
