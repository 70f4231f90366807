import type { AckFn, Logger as BoltLogger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { EnvHttpProxyAgent } from 'undici';
import type { ProcessEvent, SlackReceiver, WrapProcessing } from './ack-after-work.ts';
import { RefusedTokenError } from './identify-bot.ts';
import { sortSlackError } from '../reply/slack-errors.ts';

/** Undefined where none is to be asked. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

export interface SocketReceiverDeps {
  readonly appToken: string;
  readonly apiUrl: string;
  /** Sockets go through it, too. */
  readonly proxy?: ProxySettings | undefined;
  readonly boltLogger: BoltLogger;
  readonly log: Logger;
  readonly wrap: WrapProcessing;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Between 0 and 1: spreads reconnects, so that many bots do not come back at once. */
  readonly random: () => number;
}

/**
 * Slack recycles each connection every few hours and any of them gets a payload; with two, one is
 * there while the other comes back. Source: docs.slack.dev, "Socket Mode".
 */
const connectionCount = 2;
const apiTimeoutMs = 10_000;
const helloTimeoutMs = 15_000;
const watchEveryMs = 500;
const maxBackoffMs = 30_000;

/**
 * Keeps sockets to Slack open. Reconnecting is ours, not the library's: its own gives up for good
 * after some failures, waits longer and longer after others, and leaves a gap at each refresh. Its
 * start resolves when Slack has been reached, for as long as that takes, and throws RefusedTokenError
 * when Slack answers before that that the token is no good.
 */
export function createSocketReceiver(deps: SocketReceiverDeps): SlackReceiver {
  const { appToken, apiUrl, proxy, boltLogger, log, wrap, sleep, random } = deps;
  const stopping = new AbortController();
  const alive = new Set<SocketModeClient>();
  let processing: ProcessEvent | undefined;
  let wasReached = false;
  let lastFailure = 'connecting';
  let loops: readonly Promise<void>[] = [];

  const isActive = (client: SocketModeClient): boolean => client.websocket?.isActive() ?? false;

  const receive = async (args: SlackEventArgs): Promise<void> => {
    const { ack, body, retry_num: retryNum = 0 } = args;
    try {
      await processing?.processEvent({ body, ack, retryNum });
    } catch (error) {
      // Unacknowledged on purpose: Slack delivers an event again.
      log.error({ err: error }, 'a payload from the socket was not handled');
    }
  };

  const connect = async (): Promise<SocketModeClient> => {
    const client = new SocketModeClient({
      appToken,
      // What ends a connection is tried again, and told by us: no error of the service.
      logger: {
        ...boltLogger,
        error: (...parts: readonly unknown[]) => {
          boltLogger.warn(...parts);
        },
      },
      autoReconnectEnabled: false,
      ...(proxy !== undefined && { dispatcher: new EnvHttpProxyAgent(proxy) }),
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: apiTimeoutMs,
      },
    });
    client.on('slack_event', (args: SlackEventArgs) => void receive(args));
    const stop = (): void => {
      void client.disconnect();
      // The first time waits half a minute for a farewell, the second ends what may never say one.
      void client.disconnect();
    };
    const late = setTimeout(stop, helloTimeoutMs);
    stopping.signal.addEventListener('abort', stop, { once: true });
    try {
      await client.start();
      return client;
    } catch (error) {
      // A socket that closes before Slack has said hello rejects with nothing.
      if (error !== undefined) throw error;
      throw Object.assign(new Error('closed before hello'), { code: 'socket_closed' });
    } finally {
      clearTimeout(late);
      stopping.signal.removeEventListener('abort', stop);
    }
  };

  /** Resolves when the connection is no use any more, or when we stop. */
  const watch = async (client: SocketModeClient): Promise<void> => {
    const ended = new AbortController();
    client.once('disconnected', () => {
      ended.abort();
    });
    const signal = AbortSignal.any([stopping.signal, ended.signal]);
    // A socket that is dead though open says nothing: the client stops calling it active.
    while (!signal.aborted && isActive(client)) await sleep(watchEveryMs, signal);
  };

  const keepConnected = async (reached: PromiseWithResolvers<undefined>): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const client = await connect();
        failures = 0;
        alive.add(client);
        wasReached = true;
        reached.resolve(undefined);
        log.info({ connections: alive.size }, 'connected to Slack');
        await watch(client);
        alive.delete(client);
        void client.disconnect();
        log.info('connection to Slack ended');
      } catch (error) {
        failures += 1;
        const failure = sortSlackError(error);
        lastFailure = failure.reason;
        const backoffMs = Math.min(maxBackoffMs, 500 * 2 ** failures) * (0.5 + random() / 2);
        const { host } = new URL(apiUrl);
        const fields = { reason: lastFailure, host, failures, backoffMs };
        if (failure.kind === 'tokenGone' || failure.kind === 'refused') {
          const refused = new RefusedTokenError('SLACK_APP_TOKEN', failure.reason);
          if (!wasReached) {
            reached.reject(refused);
            return;
          }
          log.error(fields, refused.message);
        } else {
          log.warn(fields, 'could not connect to Slack; trying again');
        }
        await sleep(backoffMs, stopping.signal);
      }
    }
  };

  return {
    init: (app) => {
      processing = wrap(app);
    },
    start: async () => {
      const reached = Promise.withResolvers<undefined>();
      loops = Array.from({ length: connectionCount }, () => keepConnected(reached));
      await reached.promise;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
    routes: undefined,
    problem: () => ([...alive].some(isActive) ? undefined : `no connection: ${lastFailure}`),
  };
}

interface SlackEventArgs {
  readonly ack: AckFn<unknown>;
  readonly body: Record<string, unknown>;
  readonly retry_num?: number;
}
