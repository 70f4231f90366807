import { describe, expect, it } from '@jest/globals';
import { cutText } from '../../../../src/slack/reply/words.ts';

describe('cutText', () => {
  it('leaves a text that fits', () => {
    expect(cutText('one two', 7)).toBe('one two');
  });

  it('cuts at a word and says so', () => {
    expect(cutText('one two three four', 12)).toBe('one two…');
  });

  it('cuts a word that is longer than the room', () => {
    expect(cutText('abcdefghij', 5)).toBe('abcd…');
  });

  it('never leaves half a character', () => {
    const cut = cutText('😀😀😀😀', 4);
    expect(cut).toBe('😀…');
    expect(cut.isWellFormed()).toBe(true);
  });
});
