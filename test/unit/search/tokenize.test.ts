import { describe, expect, it } from '@jest/globals';

import { tokenize } from '../../../src/search/tokenize.ts';

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
  });

  it('leaves signs and format characters aside', () => {
    expect(words('`<retry>=+`')).toEqual(['retry']);
    expect(words('re\u00adtry')).toEqual(['retry']);
    expect(words('🎉 !?')).toEqual([]);
  });

  it('segments scripts written without spaces', () => {
    expect(words('数据库备份')).toEqual(['数据', '库', '备份']);
  });

  it('knows which words a hyphen joins', () => {
    const joined = tokenize('a dead-letter queue').map((token) => token.hyphenated);
    expect(joined).toEqual([false, false, true, false]);
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
