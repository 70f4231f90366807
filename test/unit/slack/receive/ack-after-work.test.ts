import { describe, expect, it } from '@jest/globals';
import type { ReceiverEvent } from '@slack/bolt';
import { pino } from 'pino';
import { ackAfterWork } from '../../../../src/slack/receive/ack-after-work.ts';
import { parsePayload } from '../../../../src/slack/receive/parse-payload.ts';
import { fc } from '../../../helpers/fast-check.ts';

const log = pino({ level: 'silent' });

function makeDelivery(type: string) {
  const steps: string[] = [];
  const event: ReceiverEvent = {
    body: {
      type,
      event_id: 'Ev1',
      team_id: 'T1',
      event: { type: 'app_mention', channel: 'C1', ts: '1.1' },
      user: { id: 'U1' },
      actions: [{ type: 'button', action_id: 'a' }],
    },
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
    const app = ackAfterWork({ processEvent: work }, log);
    await app.processEvent(event);
    expect(steps).toEqual(['work', 'ack']);
  });

  it('leaves an event that failed to be delivered again', async () => {
    const { steps, event } = makeDelivery('event_callback');
    const app = ackAfterWork({ processEvent: () => Promise.reject(new Error('down')) }, log);
    await expect(app.processEvent(event)).rejects.toThrow('down');
    expect(steps).toEqual([]);
  });

  it('leaves commands and buttons to their listeners', async () => {
    const { steps, event } = makeDelivery('block_actions');
    const work = async ({ ack }: ReceiverEvent) => {
      await ack();
      steps.push('work');
    };
    const app = ackAfterWork({ processEvent: work }, log);
    await app.processEvent(event);
    expect(steps).toEqual(['ack', 'work']);
  });

  it('acknowledges a button that its listener forgot, once that has ended', async () => {
    const { steps, event } = makeDelivery('block_actions');
    const work = () => Promise.resolve(void steps.push('work'));
    await ackAfterWork({ processEvent: work }, log).processEvent(event);
    expect(steps).toEqual(['work', 'ack']);
  });

  it('lets nothing through that no listener could make sense of, and has it sent no second time', async () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          type: fc.constantFrom('event_callback', 'block_actions', 'view_submission', 'nothing'),
          command: fc.jsonValue(),
          event: fc.oneof(
            fc.jsonValue(),
            fc.record({ type: fc.jsonValue(), user: fc.jsonValue() }),
          ),
          actions: fc.jsonValue(),
          user: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const seen: unknown[] = [];
        let acks = 0;
        const processEvent = ({ body: passed }: ReceiverEvent) =>
          Promise.resolve(void seen.push(passed));
        await ackAfterWork({ processEvent }, log).processEvent({
          body: body as ReceiverEvent['body'],
          ack: () => Promise.resolve(void (acks += 1)),
        });
        expect(acks).toBe(1);
        expect(seen.every((passed) => parsePayload(passed).kind === 'understood')).toBe(true);
      }),
    );
  });
});
