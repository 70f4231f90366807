import type { Server } from 'node:http';
import { createActor } from './acting/actor.ts';
import { MessageStates } from './acting/message-states.ts';
import { buildCommand } from './acting/run-command.ts';
import { createRandom } from './clock.ts';
import { EventDispatcher } from './delivery/event-dispatcher.ts';
import { createResponseUrlHandler } from './delivery/handle-response-url.ts';
import type { Send } from './delivery/outgoing.ts';
import { ResponseUrls } from './delivery/response-urls.ts';
import { createHttpSender } from './delivery/send-over-http.ts';
import { SocketHub } from './delivery/socket-hub.ts';
import { Triggers } from './delivery/triggers.ts';
import { Faults } from './faults.ts';
import { createGovernment } from './govern.ts';
import { createHttpServer, listen } from './http/server.ts';
import { createIds } from './ids.ts';
import { createInstallation, type Installation } from './installation.ts';
import type { LocalSlack, LocalSlackOptions } from './local-slack.ts';
import { parseManifest } from './manifest.ts';
import { Traffic } from './traffic.ts';
import { waitFor } from './wait-for.ts';
import { createApiHandler } from './web-api/handle-api-request.ts';
import { RateLimits } from './web-api/rate-limits.ts';
import { slackbotId } from './workspace/slackbot.ts';
import { Views } from './workspace/views.ts';
import { messagesSeenBy } from './workspace/visibility.ts';
import { Workspace } from './workspace/workspace.ts';

export type { LocalSlack, LocalSlackOptions } from './local-slack.ts';

/** Slack's: at once, after a minute, after five. */
const slackRetryDelaysMs = [0, 60_000, 300_000];

export function createLocalSlack(options: LocalSlackOptions): LocalSlack {
  const {
    now = () => new Date(),
    wallClock = () => new Date(),
    random = createRandom(1),
    ackDeadlineMs: deadlineMs = 3000,
    retryDelaysMs = slackRetryDelaysMs,
    pingIntervalMs = 10_000,
  } = options;
  const ids = createIds({ now, random });
  const installation = createInstallation(parseManifest(options.manifest), ids);
  const workspace = openWorkspace(options.teamName ?? 'Local', { ids, now });
  const traffic = new Traffic({ now });
  const faults = new Faults();
  const rateLimits = new RateLimits({ now, limiting: options.rateLimiting ?? 'tolerant' });
  const views = new Views({ ids, now, installation, teamId: workspace.team.id });
  const { appId } = installation;
  const tell = traffic.recordSocket.bind(traffic);
  const sockets = new SocketHub({ ids, random, appId, deadlineMs, pingIntervalMs, tell });
  const triggers = new Triggers({ ids, now });
  const responseUrls = new ResponseUrls({ ids, now });
  const parts = { workspace, installation, views, triggers, responseUrls, sockets, now };

  let sendOnce: Send = (outgoing, retry) => sockets.send(outgoing, retry);
  const send: Send = async (outgoing, retry) => {
    const delivery = await sendOnce(outgoing, retry);
    traffic.recordDelivery(delivery);
    return delivery;
  };
  const events = new EventDispatcher({ workspace, installation, now, send, retryDelaysMs });
  const stage = { parts, send, events, messageStates: new MessageStates() };
  const server = createHttpServer({
    sockets,
    handleApi: createApiHandler({ parts, faults, traffic, rateLimits }),
    handleResponseUrl: createResponseUrlHandler({ parts, faults, traffic }),
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
    ...createGovernment({ workspace, installation, sockets }),
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
      responseUrls.setOrigin(origin);
    },
    close: async () => {
      events.stop();
      await sockets.close();
      await closeServer(server);
    },
    deliverOverHttp: (url) => {
      const { signingSecret } = installation;
      sendOnce = createHttpSender({ url, signingSecret, wallClock, deadlineMs });
    },
    buildCommand: (use) => buildCommand(use, parts),
    asUser: (id) => createActor(workspace.user(id).id, stage),
    messagesSeenBy: (userId, channelId, where) =>
      messagesSeenBy(workspace, userId, channelId, where),
    modalsOf: (userId) => views.modals(userId),
    homeOf: (userId) => views.home(userId),
    waitFor: (find, { timeoutMs = 60_000 } = {}) => waitFor(find, subscribe, timeoutMs),
  };
}

function openWorkspace(name: string, deps: Pick<Workspace, 'ids' | 'now'>): Workspace {
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return new Workspace({ ...deps, team: { id: deps.ids.next('T'), name, domain } });
}

/** The bot's user and Slackbot, who are in every workspace. */
function addSlackItself(workspace: Workspace, installation: Installation): void {
  const { manifest, botUserId, botId } = installation;
  const { bot_user: botUser } = manifest.features;
  const realName = botUser?.display_name ?? manifest.display_information.name;
  const name = realName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
  workspace.addUser({ id: slackbotId, name: 'slackbot', realName: 'Slackbot' });
  workspace.addUser({ id: botUserId, botId, kind: 'bot', name, realName });
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
