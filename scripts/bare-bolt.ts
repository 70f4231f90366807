/** The least that a Slack bot can be: it acknowledges a command with five blocks. See measure-answers.ts. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';

const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = process.env;
const app = new bolt.App({
  token: SLACK_BOT_TOKEN ?? '',
  signingSecret: SLACK_SIGNING_SECRET ?? '',
  clientOptions: { slackApiUrl: SLACK_API_URL ?? '' },
});
const blocks = Array.from({ length: 5 }, (_, n) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: `Block ${n} of an answer that says what to do.` },
}));
app.command('/guide', ({ ack }) => ack({ response_type: 'ephemeral', text: 'An answer', blocks }));
const server = (await app.start(0)) as Server;
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, msg: 'ready' })}\n`);
