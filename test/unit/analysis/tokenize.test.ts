import { describe, expect, it } from '@jest/globals';

import { foldedWords, tokenize } from '../../../src/analysis/tokenize.ts';

/** The words, each followed by its parts. */
function words(text: string): string[] {
  return tokenize(text).flatMap(({ forms }) => [forms.word, ...forms.parts]);
}

function stems(text: string): string[] {
  return tokenize(text).flatMap(({ forms }) => forms.stems);
}

describe('tokenize', () => {
  it('brings word forms together', () => {
    expect(stems('Retries')).toEqual(stems('retry'));
    expect(stems('deploying')).toEqual(stems('deployed'));
  });

  it('folds case, accents and compatibility forms', () => {
    expect(words('CAFÉ ﬁle Ｗｉｄｅ')).toEqual(['cafe', 'file', 'wide']);
  });

  it('keeps an identifier whole and in parts', () => {
    expect(words('max_retries')).toEqual(['max_retries', 'max', 'retries']);
    expect(words('maxRetries')).toEqual(['maxretries', 'max', 'retries']);
    expect(words('HTTPServer')).toEqual(['httpserver', 'http', 'server']);
  });

  it.each([
    ['py3.12', 'py3.12'],
    ['3.12', '3.12'],
    ['429', '429'],
    ['/v2', 'v2'],
    ['C++', 'c++'],
    ['C#', 'c#'],
    ['.env', '.env'],
    ['n8n', 'n8n'],
    ['make.com', 'make.com'],
  ])('knows %s', (text, word) => {
    expect(words(text)).toContain(word);
    expect(words(`use ${text}, please`)).toContain(word);
  });

  it('does not take the full stop of a sentence for part of a word', () => {
    expect(words('Retry. Then stop.')).toEqual(['retry', 'then', 'stop']);
  });

  it('reads possessives and contractions', () => {
    expect(words('the team’s')).toEqual(['the', 'team']);
    expect(words("don't")).toEqual(['dont']);
    expect(words("I'd we'll they're I've I'm")).toEqual(['i', 'we', 'they', 'i', 'i']);
    expect(words("o'clock's end's-ending")).toEqual(['oclock', 'end', 'ending']);
  });

  it('hears the department and the country where somebody shouts', () => {
    expect(words('IT and it, US and us, ITS')).toEqual([
      'IT',
      'and',
      'it',
      'US',
      'and',
      'us',
      'its',
    ]);
    expect(stems('IT')).toEqual(['IT']);
    expect(words('EDIT PLUS')).toEqual(['edit', 'plus']);
    expect(foldedWords('IT helps')).toEqual(['it', 'helps']);
  });

  it('cuts what is too long to be a word', () => {
    expect(words('a'.repeat(64))).toEqual(['a'.repeat(64)]);
    expect(words(`${'a'.repeat(80)} b`)).toEqual(['a'.repeat(64), 'b']);
    expect(words(`${'ä'.repeat(63)}𝒳𝒳`)[0]?.isWellFormed()).toBe(true);
  });

  it('takes identifiers apart at every sign and capital', () => {
    expect([words('3.12'), words('429'), words('1.2b')]).toEqual([
      ['3.12'],
      ['429'],
      ['1.2b', '1', '2b'],
    ]);
    expect(stems('maxRetries')).toEqual(expect.arrayContaining([...stems('retry'), 'max']));
    expect(words('a.b_c')).toEqual(['a.b_c', 'a', 'b', 'c']);
    expect(words('v2Beta')).toEqual(['v2beta', 'v2', 'beta']);
    expect(words('_private')).toEqual(['_private', 'private']);
    expect(words("getUser's")).toEqual(['getuser']);
  });

  it('leaves signs and format characters aside', () => {
    expect(words('`<retry>=+`')).toEqual(['retry']);
    expect(words('re\u00adtry')).toEqual(['retry']);
    expect(words('🎉 !?')).toEqual([]);
  });

  it('segments scripts written without spaces', () => {
    const text = '→ 数据库备份。 ok';
    expect(words(text)).toEqual(['数据', '库', '备份', 'ok']);
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(words(text));
    for (const script of ['ひらがな', 'カタカナ', 'สวัสดี', 'ສະບາຍດີ', 'សួស្តី', 'မင်္ဂလာပါ']) {
      expect(words(`${script}${script}${script}`).length).toBeGreaterThan(1);
    }
    expect(words('Straße über')).toEqual(['straße', 'uber']);
  });

  it('knows which words a hyphen joins', () => {
    const joined = tokenize('a dead-letter queue').map((token) => token.hyphenated);
    expect(joined).toEqual([false, false, true, false]);
    const all = (text: string) => tokenize(text).map((token) => token.hyphenated);
    expect(all('dead\u2010letter dead\u2011letter dead- letter dead+letter')).toEqual([
      ...[false, true, false, true],
      ...[false, false, false, false],
    ]);
  });

  it('says where each word stands', () => {
    const text = 'So: dead-letter queues!';
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'So',
      'dead',
      'letter',
      'queues',
    ]);
  });
});
