import { WebClient } from '@slack/web-api';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import type { LocalSlack, LocalSlackOptions } from '../../simulator/local-slack.ts';
import { manifest } from './manifest.ts';
import { openReceiver, type Receiver } from './receiver.ts';

export interface Scene {
  readonly slack: LocalSlack;
  /** With the bot token, no retries, and 429 as an error. */
  readonly client: WebClient;
  /** An admin. */
  readonly ada: string;
  readonly ben: string;
  /** Public, with Ada, Ben and the bot. */
  readonly general: string;
}

/** Runs a test in a small workspace and closes it whatever happens. */
export async function withLocalSlack(
  options: Partial<LocalSlackOptions>,
  run: (scene: Scene) => Promise<void>,
): Promise<void> {
  const slack = createLocalSlack({ manifest, ...options });
  await slack.listen();
  const { workspace, installation } = slack;
  const ada = workspace.addUser({ name: 'ada', kind: 'admin' }).id;
  const ben = workspace.addUser({ name: 'ben' }).id;
  const members = [ada, ben, installation.botUserId];
  const general = workspace.addChannel({ name: 'general', members }).id;
  try {
    await run({ slack, client: createClient(slack), ada, ben, general });
  } finally {
    await slack.close();
  }
}

/** The same with an app that takes whatever comes over signed HTTP. */
export async function withReceiver(
  options: Partial<LocalSlackOptions>,
  run: (scene: Scene & { readonly app: Receiver }) => Promise<void>,
): Promise<void> {
  await withLocalSlack(options, async (scene) => {
    const app = await openReceiver(scene.slack);
    try {
      await run({ ...scene, app });
    } finally {
      await app.close();
    }
  });
}

export function createClient(slack: LocalSlack, token = slack.installation.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });
}

/** The answer of a method, refusals included; the real client would throw. */
export async function call(
  slack: LocalSlack,
  method: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${slack.installation.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Record<string, unknown>;
}

const ignore = (): undefined => undefined;
export const quietLogger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => 'error' as never,
  setName: ignore,
};
