import type { App, Receiver } from '@slack/bolt';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { parsePayload } from './parse-payload.ts';

/** The part of Bolt's App that a receiver hands its payloads to. */
export type ProcessEvent = Pick<App, 'processEvent'>;

/** A way in: signed requests, or sockets. */
export interface SlackReceiver extends Receiver {
  /** Where the program's own HTTP server takes Slack's requests; nowhere when there are sockets. */
  readonly routes: Hono | undefined;
  /** Why nothing can arrive at this moment. */
  readonly problem: () => string | undefined;
}

/** What happens around every payload: `ackAfterWork`, and the count of running work. */
export type WrapProcessing = (app: ProcessEvent) => ProcessEvent;

/**
 * Acknowledges an event only when its work is done or written down. Bolt acknowledges first, and a
 * process that dies in between has then lost the event. Commands and buttons are acknowledged by
 * their listeners, and at the latest when those have ended. What makes no sense is acknowledged and
 * goes no further: it would make none the second time either.
 */
export function ackAfterWork(app: ProcessEvent, log: Logger): ProcessEvent {
  return {
    async processEvent({ body, ack, ...rest }) {
      const parsed = parsePayload(body);
      if (parsed.kind !== 'understood') {
        if (parsed.kind === 'heldBack') log.warn('Slack holds events back: there are too many');
        else
          log.warn({ problems: parsed.problems }, 'Slack sent something that makes no sense to us');
        await ack();
        return;
      }
      const { payload } = parsed;
      let acked: Promise<void> | undefined;
      const ackOnce: typeof ack = (response) => (acked ??= ack(response));
      const isEvent = 'event' in payload;
      const early: typeof ack = isEvent ? () => Promise.resolve() : ackOnce;
      await app.processEvent({ ...rest, body: payload, ack: early });
      await ackOnce();
    },
  };
}
