import type { App, ReceiverEvent } from '@slack/bolt';

/** Slack delivers again after 3 s without an answer; leave room for a slow network. */
const ackDeadlineMs = 2_500;

/** The part of Bolt's App that a receiver hands its payloads to. */
export type ProcessEvent = Pick<App, 'processEvent'>;

/**
 * Acknowledges an event only after its work is done, or just before Slack's patience ends. Bolt
 * acknowledges first, and a process that dies in between has then lost the event; unacknowledged,
 * Slack delivers it again. Commands and buttons are acknowledged by their listeners, at once.
 */
export function ackAfterWork(app: ProcessEvent): ProcessEvent {
  return {
    async processEvent(event) {
      if (!isEventCallback(event)) {
        await app.processEvent(event);
        return;
      }
      let acked: Promise<void> | undefined;
      const ackOnce = (): Promise<void> => (acked ??= event.ack());
      const timer = setTimeout(() => {
        // A connection that is gone cannot be acknowledged on: Slack delivers again elsewhere.
        ackOnce().catch(() => undefined);
      }, ackDeadlineMs);
      try {
        await app.processEvent({ ...event, ack: () => Promise.resolve() });
        await ackOnce();
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function isEventCallback({ body }: ReceiverEvent): boolean {
  return body['type'] === 'event_callback';
}
