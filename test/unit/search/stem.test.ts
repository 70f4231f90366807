import { describe, expect, it } from '@jest/globals';

import { stem } from '../../../src/search/stem.ts';

describe('stem', () => {
  it.each([
    ['course', 'courses'],
    ['disable', 'disabled'],
    ['deploying', 'deploys'],
  ])('%s and %s are forms of one word', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it('leaves identifiers, numbers and other scripts as they are', () => {
    expect(['max_retries', '429s', '数据'].map(stem)).toEqual(['max_retries', '429s', '数据']);
  });
});
