import { expect, it } from '@jest/globals';
import { readTrouble } from '../../../demo/read-trouble.ts';

it.each([
  [{ level: 30, time: 't', msg: 'connected' }, undefined],
  [{ level: 40, time: 't', msg: 'a.md:1: no title', path: 'a.md', line: 1 }, 'a.md:1: no title'],
  [{ level: 40, time: 't', msg: 'trying again', waitMs: 9 }, 'trying again {"waitMs":9}'],
  [
    { level: 50, time: 't', msg: 'broke', err: { stack: 'Error: x\n    at y' } },
    'broke\nError: x\n    at y',
  ],
])('shows of %j what needs a look', (entry, shown) => {
  expect(readTrouble(JSON.stringify(entry))).toBe(shown);
});

it.each(['There is no article.', '{"a":1}', '{', 'null'])('shows as it is: %s', (line) => {
  expect(readTrouble(line)).toBe(line);
});
