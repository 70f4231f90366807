import { describe, expect, it } from '@jest/globals';
import { resolveImage, resolveLink } from '../../../src/reader/resolve-link.ts';
import { makeArticle } from '../../helpers/make-article.ts';

const vpn = makeArticle({
  slug: 'office/vpn',
  path: 'office/vpn.md',
  links: new Map([
    ['backups', { kind: 'article', path: 'ops/backups and more.md', anchor: 'every-month' }],
    ['wiki:VPN', { kind: 'article', path: 'office/vpn.md', anchor: '' }],
    ['#Keys', { kind: 'article', path: 'office/vpn.md', anchor: 'keys' }],
    ['gone', { kind: 'article', path: 'office/gone.md', anchor: '' }],
    ['plan', { kind: 'file', path: 'office/plan b.PNG' }],
    ['script', { kind: 'file', path: 'office/script.py' }],
  ]),
});
const backups = makeArticle({ slug: 'restore-drills', path: 'ops/backups and more.md' });
const articleAt = (path: string) => [vpn, backups].find((article) => article.path === path);
const resolve = (href: string) => resolveLink(href, vpn, articleAt);

describe('resolveLink', () => {
  it.each([
    ['backups', '/articles/restore-drills#every-month'],
    ['wiki:VPN', '/articles/office/vpn'],
    ['#Keys', '#keys'],
    ['#other', '#other'],
    ['https://example.com/a.md', 'https://example.com/a.md'],
    ['mailto:help@example.com', 'mailto:help@example.com'],
    ['//example.com/x', 'https://example.com/x'],
    ['plan', '/images/office/plan%20b.PNG'],
  ])('leads %s to %s', (href, expected) => {
    expect(resolve(href)).toBe(expected);
  });

  it.each(['missing.md', 'gone', 'script', 'wiki:Nobody', '../../etc/passwd', '%', ''])(
    'leads %p nowhere',
    (href) => {
      expect(resolve(href)).toBeUndefined();
    },
  );
});

describe('resolveImage', () => {
  it('finds pictures of the content folder', () => {
    expect(resolveImage('plan', vpn)).toBe('/images/office/plan%20b.PNG');
  });

  it.each([
    'https://example.com/a.png',
    '//example.com/a.png',
    'data:image/png;base64,AA',
    'script',
  ])('shows nothing from %s', (source) => {
    expect(resolveImage(source, vpn)).toBeUndefined();
  });
});
