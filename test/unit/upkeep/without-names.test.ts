import { expect, it } from '@jest/globals';
import { withoutNames } from '../../../src/upkeep/without-names.ts';

it.each([
  ['does @ada know how to deploy', 'does … know how to deploy'],
  ['ask <@U0123ABCD|ada> in <#C0123ABCD|ops>', 'ask … in …'],
  ['reset mia.b@example.com please', 'reset … please'],
  ['call +49 (30) 1234-567 now', 'call … now'],
  ['what is U0123ABCD for', 'what is … for'],
  ['two\nlines   here', 'two lines here'],
  ['error 504 on 2026', 'error 504 on 2026'],
  ['npm i @types/node fails', 'npm i @types/node fails'],
])('keeps %s as %s', (question, kept) => {
  expect(withoutNames(question)).toBe(kept);
});
