import { describe, expect, it } from '@jest/globals';
import type { ContentProblem } from '../../../src/content/content-problem.ts';
import { keepLastGood } from '../../../src/library/keep-last-good.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const vpn = makeArticle({ slug: 'vpn', title: 'VPN' });
const retries = makeArticle({ slug: 'retries', title: 'Retries', path: 'api/retries.md' });
const inService = [retries, vpn];

function errorAt(path: string, severity: ContentProblem['severity'] = 'error'): ContentProblem {
  return { severity, path, line: 1, message: 'broken' };
}

describe('keepLastGood', () => {
  it('takes what was loaded when nothing is wrong', () => {
    const changed = makeArticle({ slug: 'vpn', title: 'VPN, again' });
    expect(keepLastGood(inService, { articles: [changed], problems: [] })).toEqual([changed]);
  });

  it('keeps an article whose file is broken now', () => {
    const loaded = { articles: [retries], problems: [errorAt('vpn.md')] };
    expect(keepLastGood(inService, loaded)).toEqual([retries, vpn]);
  });

  it('keeps the articles of a folder that cannot be read now', () => {
    const loaded = { articles: [vpn], problems: [errorAt('api')] };
    expect(keepLastGood(inService, loaded)).toEqual([retries, vpn]);
  });

  it('lets go of an article whose file is gone or a draft', () => {
    const loaded = { articles: [retries], problems: [errorAt('vpn.md', 'warning')] };
    expect(keepLastGood(inService, loaded)).toEqual([retries]);
  });

  it('does not keep what another file has taken over', () => {
    const moved = makeArticle({ slug: 'VPN', path: 'network/vpn.md' });
    const loaded = { articles: [moved, retries], problems: [errorAt('vpn.md')] };
    expect(keepLastGood(inService, loaded)).toEqual([moved, retries]);
  });

  it('does not confuse a folder with a file whose name begins alike', () => {
    const loaded = { articles: [], problems: [errorAt('ap'), errorAt('vpn')] };
    expect(keepLastGood(inService, loaded)).toEqual([]);
  });
});
