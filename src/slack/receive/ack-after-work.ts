import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import type { EventInbox, KeptEvent } from './event-inbox.ts';

/** Slack delivers again after 3 s without an answer; leave room for a slow network. */
const ackDeadlineMs = 2_500;

/** A channel that takes no answer for so long, as an archived one, is not tried at every start. */
const patienceMs = 24 * 60 * 60 * 1000;

/** The part of Bolt's App that a receiver hands its payloads to. */
export type ProcessEvent = Pick<App, 'processEvent'>;

/** What happens around every payload: `ackAfterWork`, and the count of running work. */
export type WrapProcessing = (app: ProcessEvent) => ProcessEvent;

export interface AckAfterWorkDeps {
  readonly inbox: EventInbox;
  readonly now: () => Date;
  readonly log: Logger;
}

/**
 * Acknowledges an event only after its work is done, or just before Slack's patience ends and then
 * only when the event is on disk. Bolt acknowledges first, and a process that dies in between has then
 * lost the event. Commands and buttons are acknowledged by their listeners, at once.
 */
export function ackAfterWork(app: ProcessEvent, deps: AckAfterWorkDeps): ProcessEvent {
  const { inbox, now, log } = deps;

  return {
    async processEvent(event) {
      const id = eventIdOf(event);
      if (id === undefined) {
        await app.processEvent(event);
        return;
      }
      let acked: Promise<void> | undefined;
      const ackOnce = (): Promise<void> => (acked ??= event.ack());
      let keeping: Promise<void> | undefined;
      const timer = setTimeout(() => {
        keeping = inbox
          .keep({ id, body: JSON.stringify(event.body) }, now().getTime())
          .then(ackOnce)
          // Not acknowledged, Slack delivers it again.
          .catch((error: unknown) => {
            log.warn({ err: error, event: id }, 'could not acknowledge an event in time');
          });
      }, ackDeadlineMs);
      try {
        await app.processEvent({ ...event, ack: () => Promise.resolve() });
      } finally {
        clearTimeout(timer);
        await keeping;
      }
      if (keeping !== undefined) await inbox.forget(id);
      await ackOnce();
    },
  };
}

/**
 * Answers what a process that died had acknowledged and not answered. Never rejects: what cannot be
 * answered now stays for the next start.
 */
export async function answerKeptEvents(app: ProcessEvent, deps: AckAfterWorkDeps): Promise<void> {
  try {
    for (const event of await deps.inbox.list()) await answerKept(app, event, deps);
  } catch (error) {
    deps.log.error({ err: error }, 'the inbox of kept events does not work');
  }
}

/** Through the same listeners as any other, as a delivery that may have been answered. */
async function answerKept(
  app: ProcessEvent,
  { id, body: json }: KeptEvent,
  { inbox, now, log }: AckAfterWorkDeps,
): Promise<void> {
  const body = JSON.parse(json) as ReceiverEvent['body'];
  try {
    await app.processEvent({
      body,
      ack: () => Promise.resolve(),
      retryNum: 1,
      retryReason: 'kept',
    });
  } catch (error) {
    log.error({ err: error, event: id }, 'an event that was kept could not be answered');
    const isTooOld = now().getTime() - Number(body['event_time']) * 1_000 > patienceMs;
    if (!isTooOld) return;
  }
  await inbox.forget(id);
}

function eventIdOf({ body }: ReceiverEvent): string | undefined {
  return body['type'] === 'event_callback' ? String(body['event_id']) : undefined;
}
