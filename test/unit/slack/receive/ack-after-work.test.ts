import { describe, expect, it } from '@jest/globals';
import type { ReceiverEvent } from '@slack/bolt';
import { ackAfterWork } from '../../../../src/slack/receive/ack-after-work.ts';

function makeDelivery(type: string) {
  const steps: string[] = [];
  const event: ReceiverEvent = {
    body: { type, event_id: 'Ev1' },
    ack: () => Promise.resolve(void steps.push('ack')),
  };
  return { steps, event };
}

describe('ackAfterWork', () => {
  it('acknowledges an event when its work is done, though Bolt does so first', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const work = async ({ ack }: ReceiverEvent) => {
      await ack();
      steps.push('work');
    };
    const app = ackAfterWork({ processEvent: work });
    await app.processEvent(event);
    expect(steps).toEqual(['work', 'ack']);
  });

  it('leaves an event that failed to be delivered again', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const app = ackAfterWork({ processEvent: () => Promise.reject(new Error('down')) });
    await expect(app.processEvent(event)).rejects.toThrow('down');
    expect(steps).toEqual([]);
  });

  it('leaves commands and buttons to their listeners', async () => {
    const { steps, event } = makeDelivery('block_actions');
    const work = async ({ ack }: ReceiverEvent) => {
      await ack();
      steps.push('work');
    };
    const app = ackAfterWork({ processEvent: work });
    await app.processEvent(event);
    expect(steps).toEqual(['ack', 'work']);
  });
});
