import type { App } from '@slack/bolt';

/** The part of Bolt's App that a receiver hands its payloads to. */
export type ProcessEvent = Pick<App, 'processEvent'>;

/** What happens around every payload: `ackAfterWork`, and the count of running work. */
export type WrapProcessing = (app: ProcessEvent) => ProcessEvent;

/**
 * Acknowledges an event only when its work is done or written down. Bolt acknowledges first, and a
 * process that dies in between has then lost the event. Commands and buttons are acknowledged by
 * their listeners.
 */
export function ackAfterWork(app: ProcessEvent): ProcessEvent {
  return {
    async processEvent(event) {
      const isEvent = event.body['type'] === 'event_callback';
      await app.processEvent(isEvent ? { ...event, ack: () => Promise.resolve() } : event);
      if (isEvent) await event.ack();
    },
  };
}
