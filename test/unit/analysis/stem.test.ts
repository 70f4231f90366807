import { describe, expect, it } from '@jest/globals';

import { stem } from '../../../src/analysis/stem.ts';

describe('stem', () => {
  it.each([
    ['course', 'courses'],
    ['disable', 'disabled'],
    ['deploying', 'deploys'],
    ['notify', 'notification'],
  ])('%s and %s are forms of one word', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ['lost', 'losing'],
    ['forgotten', 'forget'],
    ['sent', 'sends'],
  ])('%s is a form of %s, whose past is irregular', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it.each([
    ['customer', 'custom'],
    ['production', 'product'],
    ['important', 'import'],
    ['accessibility', 'access'],
    ['community', 'communication'],
    ['several', 'severity'],
    ['author', 'authorize'],
    ['expensive', 'expense'],
  ])('%s and %s are words of their own, though they begin alike', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it('still knows the forms of a word that is kept apart', () => {
    expect(stem('customers')).toBe(stem('customer'));
    expect(stem('positives')).toBe(stem('positive'));
    expect(stem('internals')).toBe(stem('internal'));
    expect(stem('businesses')).toBe(stem('business'));
    expect(stem('authorities')).toBe(stem('authority'));
    expect(stem('products')).toBe(stem('product'));
    expect(stem('authored')).toBe(stem('author'));
    expect(stem('authorization')).toBe(stem('authorize'));
  });

  it('leaves words that are more than a past form alone', () => {
    expect(stem('left')).not.toBe(stem('leave'));
    expect(stem('found')).not.toBe(stem('find'));
    expect(stem('broken')).not.toBe(stem('break'));
  });

  it('leaves identifiers, numbers and other scripts as they are', () => {
    expect(['max_retries', '429s', '数据'].map(stem)).toEqual(['max_retries', '429s', '数据']);
  });
});
