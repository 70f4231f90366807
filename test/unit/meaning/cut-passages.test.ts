import { describe, expect, test } from '@jest/globals';
import { cutPassages } from '../../../src/meaning/cut-passages.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const section = (heading: string, text: string) => ({
  heading,
  level: 2,
  anchor: heading.toLowerCase(),
  blocks: [{ kind: 'prose', from: 'paragraph', text, code: [] } as const],
});

describe('cutPassages', () => {
  test('an article is its title with its summary, the questions it answers, its aliases, its sections', () => {
    const article = makeArticle({
      title: 'VPN',
      summary: 'How to get in.',
      questions: ['how do I work from home'],
      aliases: ['remote access'],
      sections: [section('Setting up', 'Install the client.')],
    });
    expect(cutPassages(article).map(({ section, text }) => ({ section, text }))).toEqual([
      { section: undefined, text: 'VPN. How to get in.' },
      { section: undefined, text: 'how do I work from home' },
      { section: undefined, text: 'remote access' },
      { section: 0, text: 'VPN. Setting up\nInstall the client.' },
    ]);
  });

  test('a long section becomes parts of about one size, each with title and heading', () => {
    const text = Array.from({ length: 150 }, (_, i) => `word${i}`).join(' ');
    const article = makeArticle({ title: 'VPN', sections: [section('Long', text)] });
    const parts = cutPassages(article).filter(({ section }) => section === 0);
    expect(parts.map(({ text }) => text.split('\n')[0])).toEqual(['VPN. Long', 'VPN. Long']);
    expect(parts.map(({ text }) => text.split('\n')[1]?.split(' ').length)).toEqual([75, 75]);
    expect(parts.map(({ from }) => from)).toEqual([0, 75]);
  });

  test('a pasted log of 100,000 words costs a dozen passages', () => {
    const article = makeArticle({ sections: [section('Log', 'line '.repeat(100_000))] });
    expect(cutPassages(article).filter(({ section }) => section === 0)).toHaveLength(12);
  });

  test('the same text has the same hash, another text another', () => {
    const [a, b, c] = ['one', 'one', 'two'].map(
      (text) => cutPassages(makeArticle({ sections: [section('', text)] })).at(-1)?.hash,
    );
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });
});
