import { describe, expect, it } from '@jest/globals';

import { tokenize } from '../../../src/search/tokenize.ts';

function terms(text: string): string[] {
  return tokenize(text).flatMap((token) => token.terms);
}

describe('tokenize', () => {
  it('brings word forms together', () => {
    expect(terms('Retries')).toEqual(terms('retry'));
    expect(terms('deploying')).toEqual(terms('deployed'));
  });

  it('folds case, accents and compatibility forms', () => {
    expect(terms('CAFÉ ﬁle Ｗｉｄｅ')).toEqual(terms('cafe file wide'));
  });

  it('keeps an identifier whole and in parts', () => {
    expect(terms('max_retries')).toEqual(['max_retries', 'max', 'retri']);
    expect(terms('maxRetries')).toEqual(['maxretries', 'max', 'retri']);
    expect(terms('HTTPServer')).toEqual(['httpserver', 'http', 'server']);
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
  ])('knows %s', (text, term) => {
    expect(terms(text)).toContain(term);
    expect(terms(`use ${text}, please`)).toContain(term);
  });

  it('does not take the full stop of a sentence for part of a word', () => {
    expect(terms('Retry. Then stop.')).toEqual(['retri', 'then', 'stop']);
  });

  it('reads possessives and contractions', () => {
    expect(terms('the team’s')).toEqual(['the', 'team']);
    expect(terms("don't")).toEqual(terms('don’t'));
  });

  it('leaves signs and format characters aside', () => {
    expect(terms('`<retry>=+`')).toEqual(['retri']);
    expect(terms('re\u00adtry')).toEqual(['retri']);
    expect(terms('🎉 !?')).toEqual([]);
  });

  it('segments scripts written without spaces', () => {
    expect(terms('数据库备份')).toEqual(['数据', '库', '备份']);
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
