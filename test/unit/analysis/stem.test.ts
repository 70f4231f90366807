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

  it('leaves words that are more than a past form alone', () => {
    expect(stem('left')).not.toBe(stem('leave'));
    expect(stem('found')).not.toBe(stem('find'));
    expect(stem('broken')).not.toBe(stem('break'));
  });

  it('leaves identifiers, numbers and other scripts as they are', () => {
    expect(['max_retries', '429s', '数据'].map(stem)).toEqual(['max_retries', '429s', '数据']);
  });
});
