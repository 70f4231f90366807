import { expect, it } from '@jest/globals';
import { decideAsking } from '../../../src/upkeep/decide-asking.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const night = Date.parse('2026-11-25T23:00:00Z');
const olga = { isHere: true, isMuted: false, timeZone: 'UTC' };

it.each([
  ['somebody at work now', olga, noon, { kind: 'now' }],
  ['somebody asleep later', olga, night, { kind: 'later', at: Date.parse('2026-11-26T09:00:00Z') }],
  ['somebody who left never', { ...olga, isHere: false }, noon, { kind: 'never', reason: 'gone' }],
  [
    'somebody who muted it never',
    { ...olga, isMuted: true },
    night,
    { kind: 'never', reason: 'muted' },
  ],
] as const)('asks %s', (_, person, now, decision) => {
  expect(decideAsking(person, now)).toEqual(decision);
});
