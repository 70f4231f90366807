import { describe, expect, it, jest } from '@jest/globals';
import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import { ackAfterWork, answerKeptEvents } from '../../../../src/slack/receive/ack-after-work.ts';
import type { EventInbox, KeptEvent } from '../../../../src/slack/receive/event-inbox.ts';

function makeDelivery(type: string) {
  const steps: string[] = [];
  const event: ReceiverEvent = {
    body: { type, event_id: 'Ev1' },
    ack: () => Promise.resolve(void steps.push('ack')),
  };
  return { steps, event };
}

/** An inbox in memory that says what happens to it. */
function makeDeps(steps: string[], canKeep = true) {
  const kept = new Map<string, KeptEvent>();
  const inbox: EventInbox = {
    keep: (event) => {
      if (!canKeep) return Promise.reject(new Error('disk full'));
      kept.set(event.id, event);
      return Promise.resolve(void steps.push('keep'));
    },
    forget: (id) => {
      if (kept.delete(id)) steps.push('forget');
      return Promise.resolve();
    },
    list: () => Promise.resolve([...kept.values()]),
  };
  return { inbox, now: () => new Date(0), log: pino({ level: 'silent' }) };
}

describe('ackAfterWork', () => {
  it('acknowledges an event when its work is done, though Bolt does so first', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const work = async ({ ack }: ReceiverEvent) => {
      await ack();
      steps.push('work');
    };
    const app = ackAfterWork({ processEvent: work }, makeDeps(steps));
    await app.processEvent(event);
    expect(steps).toEqual(['work', 'ack']);
  });

  it('leaves an event that failed to be delivered again', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const app = ackAfterWork(
      { processEvent: () => Promise.reject(new Error('down')) },
      makeDeps(steps),
    );
    await expect(app.processEvent(event)).rejects.toThrow('down');
    expect(steps).toEqual([]);
  });

  it('does not keep Slack waiting for slow work: keeps the event, acknowledges it once, forgets it', async () => {
    jest.useFakeTimers();
    try {
      const { steps, event } = makeDelivery('event_callback');
      const work = Promise.withResolvers<undefined>();
      const app = ackAfterWork({ processEvent: () => work.promise }, makeDeps(steps));
      const processed = app.processEvent(event);
      await jest.advanceTimersByTimeAsync(2_499);
      expect(steps).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);
      expect(steps).toEqual(['keep', 'ack']);
      work.resolve(undefined);
      await processed;
      expect(steps).toEqual(['keep', 'ack', 'forget']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not acknowledge slow work that it cannot keep', async () => {
    jest.useFakeTimers();
    try {
      const { steps, event } = makeDelivery('event_callback');
      const app = ackAfterWork(
        { processEvent: () => new Promise(() => undefined) },
        makeDeps(steps, false),
      );
      void app.processEvent(event);
      await jest.advanceTimersByTimeAsync(10_000);
      expect(steps).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves commands and buttons to their listeners', async () => {
    const { steps, event } = makeDelivery('block_actions');
    const work = async ({ ack }: ReceiverEvent) => {
      await ack();
      steps.push('work');
    };
    const app = ackAfterWork({ processEvent: work }, makeDeps(steps));
    await app.processEvent(event);
    expect(steps).toEqual(['ack', 'work']);
  });
});

describe('answerKeptEvents', () => {
  it('answers what was kept as a delivery that may have been answered, and forgets it then', async () => {
    const steps: string[] = [];
    const deps = makeDeps(steps);
    await deps.inbox.keep({ id: 'Ev1', body: '{"event_id":"Ev1"}' }, 0);
    await deps.inbox.keep({ id: 'Ev2', body: '{"event_id":"Ev2"}' }, 0);
    const seen: unknown[] = [];
    const processEvent = ({ body, retryNum }: ReceiverEvent) => {
      seen.push([body['event_id'], retryNum]);
      return body['event_id'] === 'Ev1' ? Promise.reject(new Error('down')) : Promise.resolve();
    };
    await answerKeptEvents({ processEvent }, deps);
    expect(seen).toEqual([
      ['Ev1', 1],
      ['Ev2', 1],
    ]);
    expect((await deps.inbox.list()).map(({ id }) => id)).toEqual(['Ev1']);
  });

  it('leaves everything where it is when the inbox cannot be read', async () => {
    const deps = makeDeps([]);
    const inbox = { ...deps.inbox, list: () => Promise.reject(new Error('database gone')) };
    const processEvent = () => Promise.resolve();
    await expect(answerKeptEvents({ processEvent }, { ...deps, inbox })).resolves.toBeUndefined();
  });

  it('gives up on what could not be answered for a day', async () => {
    const dayS = 86_400;
    const deps = { ...makeDeps([]), now: () => new Date((dayS + 10) * 1_000) };
    await deps.inbox.keep({ id: 'EvOld', body: '{"event_id":"EvOld","event_time":9}' }, 0);
    await deps.inbox.keep({ id: 'EvNew', body: '{"event_id":"EvNew","event_time":11}' }, 0);
    await answerKeptEvents({ processEvent: () => Promise.reject(new Error('archived')) }, deps);
    expect((await deps.inbox.list()).map(({ id }) => id)).toEqual(['EvNew']);
  });
});
