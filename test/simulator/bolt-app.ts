import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { quietLogger } from './with-local-slack.ts';
import type { LocalSlack } from '../../simulator/local-slack.ts';

/** A real Bolt app over a real socket. */
export function createSocketApp({ installation, apiUrl }: LocalSlack): bolt.App {
  return new bolt.App({
    token: installation.botToken,
    appToken: installation.appToken,
    socketMode: true,
    logger: quietLogger,
    clientOptions: { slackApiUrl: apiUrl },
  });
}

/** A real Bolt app behind Bolt's own signature check; `start(0)` and `port` follow. */
export function createHttpApp({ installation, apiUrl }: LocalSlack): bolt.App {
  return new bolt.App({
    token: installation.botToken,
    signingSecret: installation.signingSecret,
    logger: quietLogger,
    clientOptions: { slackApiUrl: apiUrl },
  });
}

/** Starts it on a free port and has the local Slack deliver there. Returns the request URL. */
export async function startHttpApp(app: bolt.App, slack: LocalSlack): Promise<string> {
  const server = (await app.start(0)) as Server;
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/slack/events`;
  slack.deliverOverHttp(url);
  return url;
}
