import { describe, expect, it, jest } from '@jest/globals';
import type { ReceiverEvent } from '@slack/bolt';
import { ackAfterWork } from '../../../src/slack/ack-after-work.ts';

function makeDelivery(type: string) {
  const steps: string[] = [];
  const event: ReceiverEvent = {
    body: { type },
    ack: () => Promise.resolve(void steps.push('ack')),
  };
  return { steps, event };
}

describe('ackAfterWork', () => {
  it('acknowledges an event when its work is done, though Bolt does so first', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const app = ackAfterWork({
      processEvent: async ({ ack }) => {
        await ack();
        steps.push('work');
      },
    });
    await app.processEvent(event);
    expect(steps).toEqual(['work', 'ack']);
  });

  it('leaves an event that failed to be delivered again', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const app = ackAfterWork({ processEvent: () => Promise.reject(new Error('down')) });
    await expect(app.processEvent(event)).rejects.toThrow('down');
    expect(steps).toEqual([]);
  });

  it('does not keep Slack waiting for slow work, and acknowledges once', async () => {
    jest.useFakeTimers();
    try {
      const { steps, event } = makeDelivery('event_callback');
      const work = Promise.withResolvers<undefined>();
      const app = ackAfterWork({ processEvent: () => work.promise });
      const processed = app.processEvent(event);
      jest.advanceTimersByTime(2_499);
      expect(steps).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(steps).toEqual(['ack']);
      work.resolve(undefined);
      await processed;
      expect(steps).toEqual(['ack']);
    } finally {
      jest.useRealTimers();
    }
  });

  it('leaves commands and buttons to their listeners', async () => {
    const { steps, event } = makeDelivery('block_actions');
    const app = ackAfterWork({
      processEvent: async ({ ack }) => {
        await ack();
        steps.push('work');
      },
    });
    await app.processEvent(event);
    expect(steps).toEqual(['ack', 'work']);
  });
});
