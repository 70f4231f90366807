import { describe, expect, it } from '@jest/globals';
import { asksForAmount, saysAmount } from '../../../src/analysis/amounts.ts';

describe('an amount', () => {
  it.each(['how many people are there', 'How long do keys live?', 'how often is it released'])(
    'is asked for: %s',
    (question) => {
      expect(asksForAmount(question)).toBe(true);
    },
  );

  it.each([
    'how do I restart it',
    'how big should it be',
    'somehow many of them fail',
    'what is it for',
  ])('is not asked for: %s', (question) => {
    expect(asksForAmount(question)).toBe(false);
  });

  it.each([
    'Keep them for 90 days.',
    'Twice a year.',
    'Within minutes',
    '1,000 rows',
    'Ask ten.',
    '7',
    'Every day',
    'Once a year',
    'Once an hour',
  ])('is said: %s', (text) => {
    expect(saysAmount(text)).toBe(true);
  });

  it.each([
    'Keep them for a while.',
    'In v2 of the API',
    'often enough',
    'HTTP2',
    'v2.1x',
    '2fa',
    'at once',
    '.5x',
    'fiveteen',
    'ß2',
  ])('is not said: %s', (text) => {
    expect(saysAmount(text)).toBe(false);
  });
});
