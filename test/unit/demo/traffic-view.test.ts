import { expect, it } from '@jest/globals';
import { viewTraffic } from '../../../demo/traffic-view.ts';
import { Traffic } from '../../../simulator/traffic.ts';

const exchange = { from: 'bot', kind: 'webApi', status: 200, ms: 1 } as const;

it('shows the newest, and only what is not known yet', () => {
  const traffic = new Traffic({ now: () => new Date(0) });
  for (let i = 0; i < 300; i += 1) {
    traffic.record({ ...exchange, name: `${i + 1}`, request: {}, response: {} });
  }
  const names = (after: number): readonly string[] =>
    viewTraffic(traffic, after).map(({ name }) => name);
  expect(names(0)).toHaveLength(200);
  expect(names(0).at(-1)).toBe('300');
  expect(names(298)).toEqual(['299', '300']);
});

it('opens JSON that is sent as text, and leaves other text alone', () => {
  const traffic = new Traffic({ now: () => new Date(0) });
  const view = { blocks: [{ private_metadata: '{"a":1}' }] };
  const request = { view: JSON.stringify(view), text: '[not JSON', count: 3, nothing: null };
  traffic.record({ ...exchange, name: 'views.open', request, response: 'ok' });
  const [shown] = viewTraffic(traffic, 0);
  expect(shown?.request).toEqual({
    view: { blocks: [{ private_metadata: { a: 1 } }] },
    text: '[not JSON',
    count: 3,
    nothing: null,
  });
  expect(shown?.response).toBe('ok');
});
