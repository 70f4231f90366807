import { readFile } from 'node:fs/promises';
import { buildManifest } from '../../src/slack/install/build-manifest.ts';
import type { LocalSlack } from '../../simulator/create-local-slack.ts';

export type Transport = 'http' | 'socket';

/** The app as it is installed for real. */
export async function readManifest(unfurl: readonly string[] = []): Promise<unknown> {
  return buildManifest(await readFile('manifest.yml', 'utf8'), { unfurl }).toJSON();
}

/** What a bot needs to reach this Slack. */
export function settingsFor(slack: LocalSlack, transport: Transport): Record<string, string> {
  const { botToken, appToken, signingSecret } = slack.installation;
  return {
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    ARTICLE_BASE_URL: 'https://guide.example.com/articles/',
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: appToken }
      : { SLACK_SIGNING_SECRET: signingSecret }),
  };
}
