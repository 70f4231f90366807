import { WebClient } from '@slack/web-api';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import type { LocalSlack, LocalSlackOptions } from '../../simulator/local-slack.ts';
import { manifest } from './manifest.ts';

export interface Scene {
  readonly slack: LocalSlack;
  /** With the bot token, no retries, and 429 as an error. */
  readonly client: WebClient;
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
  const client = createClient(slack);
  try {
    await run({ slack, client, ada, ben, general });
  } finally {
    await slack.close();
  }
}

export function createClient(slack: LocalSlack, token = slack.installation.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}
