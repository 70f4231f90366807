import { describe, expect, it } from '@jest/globals';
import { formatReference } from '../../../../src/slack/reply/notice.ts';

describe('formatReference', () => {
  it('is short and has no letters that are mistaken for others', () => {
    expect(formatReference(new Uint8Array([0, 31, 32, 63, 255, 10]))).toBe('0Z0Z-ZA');
    const all = Array.from({ length: 256 }, (_, i) => formatReference(new Uint8Array(6).fill(i)));
    expect(all.join('')).not.toMatch(/[ILOU]/);
  });
});
