import { describe, expect, it } from '@jest/globals';
import { createMarkFinder } from '../../../src/answers/find-marks.ts';
import { stem } from '../../../src/analysis/stem.ts';

function marked(text: string, ...words: string[]): string[] {
  const weights = new Map(words.map((word) => [stem(word), 1]));
  const find = createMarkFinder({ weights, words });
  return find(text, false).map(
    ({ start, end, stems }) => `${text.slice(start, end)}=${stems.join('+')}`,
  );
}

describe('createMarkFinder', () => {
  it('finds whole words, case aside', () => {
    expect(marked('Retry retrying; RETRIES, re-retry', 'retry', 'retries')).toEqual([
      'Retry=retri',
      'RETRIES=retri',
      'retry=retri',
    ]);
  });

  it('finds words that accents or another script hide', () => {
    expect(marked('Le café', 'cafe')).toEqual(['café=cafe']);
    expect(marked('数据备份', '备份')).toEqual(['备份=备份']);
  });

  it('finds a word that is hyphenated where nobody sees it', () => {
    expect(marked('A back\u00ADup', 'backup')).toEqual(['back\u00ADup=backup']);
  });

  it('takes the longest of the words that begin alike', () => {
    expect(marked('See make.com', 'make', 'make.com')).toEqual(['make.com=make.com']);
  });

  it('looks into identifiers when it is to be thorough', () => {
    const find = createMarkFinder({ weights: new Map([['retri', 1]]), words: ['retries'] });
    expect(find('Set maxRetries', false)).toEqual([]);
    expect(find('Set maxRetries', true)).toMatchObject([{ stems: ['retri'] }]);
  });

  it('takes signs in a word as they are', () => {
    expect(marked('C++ or make.com, not makeXcom', 'c++', 'make.com')).toEqual([
      'C++=c++',
      'make.com=make.com',
    ]);
  });

  it('finds nothing when nothing was sought', () => {
    expect(marked('some text')).toEqual([]);
  });
});
