import { describe, expect, it } from '@jest/globals';
import { resolveImage, resolveLink } from '../../../src/reader/resolve-link.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const vpn = makeArticle({ slug: 'office/vpn', path: 'office/vpn.md' });
const backups = makeArticle({ slug: 'restore-drills', path: 'ops/backups and more.md' });
const articleAt = (path: string) => [vpn, backups].find((article) => article.path === path);
const resolve = (href: string) => resolveLink(href, vpn, articleAt);

describe('resolveLink', () => {
  it.each([
    ['../ops/backups%20and%20more.md#every-month', '/articles/restore-drills#every-month'],
    ['./vpn.md', '/articles/office/vpn'],
    ['/office/vpn.md?plain=1#keys', '/articles/office/vpn#keys'],
    ['#keys', '#keys'],
    ['https://example.com/a.md', 'https://example.com/a.md'],
    ['mailto:help@example.com', 'mailto:help@example.com'],
    ['//example.com/x', 'https://example.com/x'],
    ['plan.png', '/images/office/plan.png'],
  ])('leads %s to %s', (href, expected) => {
    expect(resolve(href)).toBe(expected);
  });

  it.each(['missing.md', '../../etc/passwd', '../../secret.png', 'script.py', '%', ''])(
    'leads %p nowhere',
    (href) => {
      expect(resolve(href)).toBeUndefined();
    },
  );
});

describe('resolveImage', () => {
  it('finds pictures beside the article and under the content folder', () => {
    expect(resolveImage('img/a%20b.svg', vpn)).toBe('/images/office/img/a%20b.svg');
    expect(resolveImage('/img/c.PNG', vpn)).toBe('/images/img/c.PNG');
  });

  it.each(['https://example.com/a.png', '//example.com/a.png', 'data:image/png;base64,AA', 'a.md'])(
    'shows nothing from %s',
    (source) => {
      expect(resolveImage(source, vpn)).toBeUndefined();
    },
  );
});
