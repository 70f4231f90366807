import type { RequestListener } from 'node:http';
import { HTTPReceiver, type App, type Logger as BoltLogger, type Receiver } from '@slack/bolt';
import type { WrapProcessing } from './ack-after-work.ts';

export interface HttpReceiverDeps {
  readonly signingSecret: string;
  readonly boltLogger: BoltLogger;
  readonly wrap: WrapProcessing;
}

export interface HttpReceiver extends Receiver {
  /** Slack is asked to deliver again what arrives from now on, as it is before the start. */
  stopIntake(): void;
  /** Slack's requests belong on one path of the program's own HTTP server. */
  readonly route: (path: string) => RequestListener | undefined;
}

const slackPath = '/slack/events';
/** Slack's payloads are far smaller; what is larger is refused before it is read. */
const maxBodyBytes = 1_000_000;

/** Takes Slack's signed requests. Opens no port: whoever has the server asks for `route`. */
export function createHttpReceiver({
  signingSecret,
  boltLogger,
  wrap,
}: HttpReceiverDeps): HttpReceiver {
  const bolt = new HTTPReceiver({
    signingSecret,
    endpoints: slackPath,
    logger: boltLogger,
    bodyLimit: maxBodyBytes,
    // What failed is in the log already. Slack delivers an event again after a 500; "true" stops Bolt
    // from waiting for an acknowledgement that will not come.
    processEventErrorHandler: ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return Promise.resolve(true);
    },
  });

  let isTakingIn = false;

  const listen: RequestListener = (request, response) => {
    if (!isTakingIn) {
      response.writeHead(503, { connection: 'close' }).end();
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return;
    }
    bolt.requestListener(request, response);
  };

  return {
    init: (app) => {
      // All that the receiver asks of the app is to process what arrived.
      bolt.init(wrap(app) as App);
    },
    start: () => {
      isTakingIn = true;
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
    stopIntake: () => {
      isTakingIn = false;
    },
    route: (path) => (path === slackPath ? listen : undefined),
  };
}
