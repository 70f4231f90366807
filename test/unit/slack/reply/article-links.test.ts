import { describe, expect, it } from '@jest/globals';
import { createLinkTo } from '../../../../src/slack/reply/article-links.ts';
import { makeArticle, makeSection } from '../../../helpers/make-article.ts';

const section = makeSection({ heading: 'Rolling back', anchor: 'rolling-back' });

describe('createLinkTo', () => {
  it('puts the slug behind the base address', () => {
    const linkTo = createLinkTo('https://guide.example.com/articles/');
    expect(linkTo(makeArticle({ slug: 'ops/deploy' }))).toBe(
      'https://guide.example.com/articles/ops/deploy',
    );
  });

  it('leads to the section', () => {
    const linkTo = createLinkTo('https://guide.example.com/');
    expect(linkTo(makeArticle({ slug: 'deploy' }), section)).toBe(
      'https://guide.example.com/deploy#rolling-back',
    );
  });

  it("prefers an article's own address", () => {
    const linkTo = createLinkTo('https://guide.example.com/');
    const article = makeArticle({ url: 'https://wiki.example.com/x?page=1' });
    expect(linkTo(article, section)).toBe('https://wiki.example.com/x?page=1#rolling-back');
  });

  it('has none for an article that is published nowhere', () => {
    expect(createLinkTo(undefined)(makeArticle({}))).toBeUndefined();
  });

  it('leads to the article where the section’s address would be longer than Slack takes', () => {
    const linkTo = createLinkTo('https://guide.example.com/');
    const long = makeSection({ heading: 'Long', anchor: 'a-'.repeat(1_500) });
    expect(linkTo(makeArticle({ slug: 'deploy' }), long)).toBe('https://guide.example.com/deploy');
  });

  it('has none where the article’s own address is longer than Slack takes', () => {
    const article = makeArticle({ url: `https://wiki.example.com/${'x'.repeat(3_000)}` });
    expect(createLinkTo(undefined)(article, section)).toBeUndefined();
  });
});
