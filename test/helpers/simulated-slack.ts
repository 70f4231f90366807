import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Fault } from '../../simulator/faults.ts';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import type { Item } from '../../src/outbox/item.ts';
import type { FindOutcome, SendOutcome } from '../../src/outbox/sender.ts';
import { createBoltLogger } from '../../src/slack/receive/bolt-logger.ts';
import { isChannelMended } from '../../src/slack/digest/channel-changes.ts';
import { createSlackSender } from '../../src/slack/reply/slack-sender.ts';
import { channels, worldStart } from './digest-world.ts';
import { faultKinds, pick, type Connection, type FakeSlack } from './fake-slack.ts';
import type { VirtualTime } from './virtual-time.ts';
import { readManifest } from './slack-settings.ts';

const log = pino({ level: 'silent' });

/** The local Slack in a world of virtual time, reached by the real sender over real HTTP. */
export async function createSimulatedSlack(
  time: VirtualTime,
  random: () => number,
): Promise<FakeSlack> {
  const now = (): Date => new Date(worldStart + time.elapsed());
  const local = createLocalSlack({ manifest: await readManifest(), now, rateLimiting: 'off' });
  const { botUserId } = local.installation;
  for (const id of ['U1', 'U9']) local.workspace.addUser({ id, name: id });
  for (const id of channels) {
    const kind = id.startsWith('D') ? 'im' : 'private';
    local.workspace.addChannel({ id, name: id.toLowerCase(), kind, members: [botUserId, 'U1'] });
  }
  await local.listen();
  const client = new WebClient(local.installation.botToken, {
    slackApiUrl: local.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createBoltLogger(log),
  });
  const sender = createSlackSender({ client, now: () => now().getTime(), log });
  let pending = 0;

  const slack: FakeSlack = {
    faults: 0,
    unreadable: 0,
    unread: new Set(),
    get tokenWorks() {
      return !local.installation.revoked.has('bot');
    },
    set tokenWorks(works: boolean) {
      if (works) local.installation.revoked.clear();
      else local.revokeBotToken();
    },
    messages: () =>
      [...local.workspace.channels.keys()].flatMap((channel) =>
        local.workspace
          .messages(channel)
          .map(({ metadata }) => ({ id: String(metadata?.event_payload['delivery_id']) })),
      ),
    close: (channelId, reason) => {
      if (reason === 'notMember') local.removeBot(channelId);
      else local.archive(channelId);
    },
    open: (channelId) => {
      local.inviteBot(channelId);
      if (local.workspace.channel(channelId).isArchived) local.unarchive(channelId);
    },
    pending: () => pending,
    end: () => local.close(),
    connect: ({ isAlive, now: processNow }) => {
      /** On its way for a while, then really sent, then the answer is on its way. */
      const request = <T>(act: () => Promise<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          pending += 1;
          time.after(random() * 2_000, () => {
            time.work(act).then((answer) => {
              time.after(random() * 2_000, () => {
                pending -= 1;
                if (isAlive()) resolve(answer);
              });
            }, reject);
          });
        });
      const planFault = (method: string): (typeof faultKinds)[number] | undefined => {
        if (random() >= slack.faults) return undefined;
        const kind = pick(faultKinds, random);
        local.faults.next(method, faultOf(kind, random));
        return kind;
      };
      /** A request that Slack carries out long after we have given it up. */
      const arriveLate = (act: () => Promise<unknown>): void => {
        pending += 1;
        time.after(10_000 + random() * 20_000, () => {
          void time.work(act).then(() => {
            pending -= 1;
          });
        });
      };

      const connected: Connection = {
        send: async (item, message, notAfter): Promise<SendOutcome> => {
          if (processNow() > notAfter) return { kind: 'retry', reason: 'too_late_to_begin' };
          return request(() => {
            local.faults.clear();
            if (planFault('chat.postMessage') === 'slow') {
              arriveLate(() => sender.send(item, message, Infinity));
            }
            return sender.send(item, message, Infinity);
          });
        },
        find: (item, since): Promise<FindOutcome> =>
          request(() => {
            local.faults.clear();
            if (random() < slack.unreadable) {
              slack.unread.add(item.id);
              const fault = { kind: 'error', error: 'missing_scope' } as const;
              local.faults.next(methodToRead(item), fault);
            } else {
              planFault(methodToRead(item));
            }
            return sender.find(item, since);
          }),
        checkToken: () => request(() => sender.checkToken()),
        isMended: (channelId, reason) =>
          request(() => isChannelMended(client, 'refuse', channelId, reason)),
      };
      return connected;
    },
  };
  return slack;
}

const methodToRead = ({ recipient }: Item) =>
  recipient.threadTs === undefined ? 'conversations.history' : 'conversations.replies';

function faultOf(kind: (typeof faultKinds)[number], random: () => number): Fault {
  switch (kind) {
    case 'busy':
      return { kind: 'error', error: 'service_unavailable' };
    case 'rateLimited':
      return { kind: 'rateLimited', retryAfterS: Math.ceil(random() * 60) };
    case 'dropAfter':
      return { kind: 'drop', when: 'after' };
    case 'dropBefore':
    case 'slow':
      return { kind: 'drop', when: 'before' };
    case 'internal':
      return { kind: 'error', error: 'internal_error', afterEffect: random() < 0.5 };
  }
}
