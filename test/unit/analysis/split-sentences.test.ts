import { describe, expect, it } from '@jest/globals';
import { splitSentences } from '../../../src/analysis/split-sentences.ts';

function split(text: string, unbroken: { start: number; end: number }[] = []): string[] {
  return splitSentences(text, unbroken).map(({ start, end }) => text.slice(start, end));
}

describe('splitSentences', () => {
  it('ends a sentence at its mark', () => {
    expect(split('Retry. Then wait! Why? "Because." (Really.) Done')).toEqual([
      'Retry.',
      'Then wait!',
      'Why?',
      '"Because."',
      '(Really.)',
      'Done',
    ]);
  });

  it.each([
    'Use a queue, e.g. Redis, for it.',
    'Python 3.12 and make.com work.',
    'Wait 0.5 s. then go on.',
    'Ask J. Doe about it.',
    'Ask Yahoo! first, then us.',
  ])('leaves %j whole', (text) => {
    expect(split(text)).toEqual([text]);
  });

  it('has no white space around it', () => {
    expect(split('  Retry.  Wait. \n')).toEqual(['Retry.', 'Wait.']);
    expect(split('Retry. Then wait \n')).toEqual(['Retry.', 'Then wait']);
    expect(split(' ')).toEqual([]);
  });

  it('needs no space after full-width marks', () => {
    expect(split('先备份。再恢复！')).toEqual(['先备份。', '再恢复！']);
  });

  it('never ends a sentence inside code', () => {
    expect(split('Now. Set `a. B` up. End.', [{ start: 9, end: 15 }])).toEqual([
      'Now.',
      'Set `a. B` up.',
      'End.',
    ]);
  });
});
