import { describe, expect, it } from '@jest/globals';
import type { Flavour } from '../../../src/content/sites/flavour.ts';
import { editAddress, publishedAddress } from '../../../src/sources/published-address.ts';

const site = 'https://guide.example.com/';
const address = (published: string, path: string, flavour?: Flavour, pages = '') =>
  publishedAddress(published, {
    path,
    slug: path.replace(/\.md$/, '').toLowerCase(),
    site: flavour && { flavour, pages },
  });

describe('publishedAddress', () => {
  it.each<[Flavour, string, string]>([
    ['mkdocs', 'setup/VPN.md', 'setup/VPN/'],
    ['mkdocs', 'setup/index.md', 'setup/'],
    ['mkdocs', 'README.md', ''],
    ['docusaurus', '01-setup/02-vpn.md', 'setup/vpn'],
    ['docusaurus', 'setup/README.md', 'setup/'],
    ['hugo', 'Setup/My VPN.md', 'setup/my-vpn/'],
    ['hugo', 'setup/_index.md', 'setup/'],
    ['jekyll', 'setup/vpn.md', 'setup/vpn.html'],
    ['vitepress', 'setup/index.md', 'setup/'],
    ['vitepress', 'setup/vpn.md', 'setup/vpn.html'],
    ['zola', 'setup/_index.md', 'setup/'],
    ['obsidian', 'Getting started/Sync notes.md', 'Getting+started/Sync+notes'],
    ['mdbook', 'setup/vpn.md', 'setup/vpn.html'],
    ['astro', 'Config File/Release 1.0.0 (beta).mdx', 'config-file/release-100-beta/'],
    ['eleventy', 'setup/vpn.html.md', 'setup/vpn/'],
  ])('goes where %s publishes %s', (flavour, path, page) => {
    expect(address(site, path, flavour)).toBe(site + page);
    expect(address(site.slice(0, -1), path, flavour)).toBe(site + page);
  });

  it('begins where the pages of the site lie, and goes where the writer says', () => {
    expect(address(site, 'docs/setup/vpn.md', 'mkdocs', 'docs')).toBe(`${site}setup/vpn/`);
    const file = { path: 'a.md', slug: 'a', address: '/people/leave/' };
    expect(publishedAddress(site, file)).toBe(`${site}people/leave/`);
  });

  it('goes by the slug where no flavour has a rule', () => {
    expect(address(site, 'Setup/VPN.md')).toBe(`${site}setup/vpn`);
  });

  it('fills a pattern, and what people put into names does no harm', () => {
    expect(address('https://x.example/{path}.html', 'a/b.md', 'hugo')).toBe(
      'https://x.example/a/b.html',
    );
    expect(address('https://x.example/?page={file}', 'a b?#.md')).toBe(
      'https://x.example/?page=a%20b%3F%23.md',
    );
    expect(address('https://x.example/{slug}/{other}', 'A.md')).toBe('https://x.example/a/{other}');
  });
});

describe('editAddress', () => {
  it('names the file', () => {
    const pattern = 'https://github.com/acme/handbook/edit/main/{file}';
    expect(editAddress(pattern, 'a/b c.md')).toBe(pattern.replace('{file}', 'a/b%20c.md'));
  });
});
