import GithubSlugger from 'github-slugger';
import type { AnchorRule } from '../article.ts';

/** Gives each heading its anchor: the one that is written down, or the one its site would make. */
export function createAnchors(rule: AnchorRule): (words: string, given?: string) => string {
  const taken = new Set<string>();
  const slugger = new GithubSlugger();
  const claim = (base: string, join: string, first: number): string => {
    let anchor = base;
    for (let count = first; taken.has(anchor); count++) anchor = `${base}${join}${count}`;
    taken.add(anchor);
    return anchor;
  };
  return (words, given) => {
    if (given !== undefined) {
      taken.add(given);
      slugger.occurrences[given] ??= 0;
      return given;
    }
    if (rule === 'github') return slugger.slug(isNamed(words) ? words : 'section');
    const anchor = slugBy[rule](words);
    const base = anchor === '' ? 'section' : anchor;
    // Python-Markdown counts with `_1`, the others with `-1`; markdown-it-anchor begins at 2.
    if (rule === 'python-markdown') return claim(base, '_', 1);
    return claim(base, '-', rule === 'eleventy' ? 2 : 1);
  };
}

/** A heading of signs alone has no anchor on GitHub; it gets one, so that anchors are unique. */
function isNamed(words: string): boolean {
  return new GithubSlugger().slug(words) !== '';
}

type Slug = (words: string) => string;

const slugBy: Readonly<Record<Exclude<AnchorRule, 'github'>, Slug>> = {
  'python-markdown': (words) =>
    plain(words)
      .replace(/[^\w\s-]/g, '')
      .trim()
      .toLowerCase()
      .replace(/[-\s]+/g, '-'),
  kramdown: (words) =>
    words
      .replace(/^[^a-zA-Z\p{L}]+/u, '')
      .replace(/[^\p{L}\p{M}\p{N} _-]/gu, '')
      .trim()
      .replace(/ /g, '-')
      .toLowerCase(),
  vitepress: (words) =>
    plain(words)
      .replace(/\p{Cc}/gu, '')
      .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^-+|-+$/g, '')
      .replace(/^(\d)/, '_$1')
      .toLowerCase(),
  zola: (words) =>
    plain(words)
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  eleventy: (words) =>
    plain(words)
      .trim()
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  obsidian: (words) => words.trim().replace(/\s+/g, '+'),
};

/** Letters without their accents. */
function plain(words: string): string {
  return words.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
}
