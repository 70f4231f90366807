import { expect, it } from '@jest/globals';
import { decideAsking } from '../../../src/upkeep/decide-asking.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const night = Date.parse('2026-11-25T23:00:00Z');
const olga = { isHere: true, isMuted: false, timeZone: 'UTC' };

const nextDay = Date.parse('2026-11-26T09:00:00Z');

it.each([
  ['somebody at work now', olga, noon, undefined],
  [
    'somebody asleep later, and looks then whether it was asked before',
    olga,
    night,
    { kind: 'later', availableAt: nextDay, unconfirmed: true, reason: 'hour' },
  ],
  [
    'somebody who left never',
    { ...olga, isHere: false },
    noon,
    { kind: 'cancelled', reason: 'gone' },
  ],
  [
    'somebody who muted it never',
    { ...olga, isMuted: true },
    night,
    { kind: 'cancelled', reason: 'muted' },
  ],
] as const)('asks %s', (_, person, now, obstacle) => {
  expect(decideAsking(person, { unconfirmed: true }, now)).toEqual(obstacle);
});
