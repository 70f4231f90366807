import { posix } from 'node:path';
import { removeHidden } from '../../text/clean-text.ts';
import { maxSlugChars } from '../content-limits.ts';
import { isNotionName, withoutNotionIds } from '../dialects/notion.ts';

/** Middleman names a page by what becomes of it too: `page.html.md`, `page.html.md.erb`. */
const articleName = /(?:\.html)?\.(?:md|markdown|mdx)(?:\.erb)?$|\.[qr]md$/i;
const indexName = /^(?:index|readme|_index)$/i;
/** Of Jekyll's and Hugo's posts: `2026-01-31-title.md`. */
const datedName = /^(\d{4}-\d{2}-\d{2})-(?=.)/;
const numberedName = /^\d{1,3}[-_.][ ]*(?=[^\d\s])/;

/** White space other than the plain space, or characters that nobody sees. */
export function hasUnreadableName(path: string): boolean {
  return (
    /\s/.test(path.replaceAll(' ', '')) || removeHidden(path) !== path || path.includes('\ufffd')
  );
}

/**
 * True within a folder or for a file whose name begins with a full stop, but where wikis keep their
 * pictures.
 */
export function isHidden(path: string): boolean {
  return /(?:^|\/)\.(?!\/|\.\/|(?:gitbook|attachments)\/)/.test(`${path}/`);
}

export function isArticleName(path: string): boolean {
  return articleName.test(path);
}

export function withoutEnding(path: string): string {
  return path.replace(articleName, '');
}

/** `a/README.md` and `a/index.md` are the article of the folder `a`. */
export function isFolderArticle(path: string): boolean {
  return indexName.test(posix.basename(withoutEnding(path)));
}

/** The day in the name of a post. */
export function dayInName(path: string): string | undefined {
  const [, day] = datedName.exec(posix.basename(path)) ?? [];
  return day ?? /(?:^|\/)(\d{4}-\d{2}-\d{2})(?:-[^/]*)?\/index\.mdx?$/.exec(path)?.[1];
}

/** A name for people, from the name of a file or, for a folder's article, of the folder. */
export function readableName(path: string): string {
  const clean = withoutEnding(isNotionName(path) ? withoutNotionIds(path) : path).normalize('NFC');
  const parts = clean.split('/');
  const own = parts.at(-1) ?? '';
  const name = indexName.test(own) ? (parts.at(-2) ?? own) : own;
  const words = name
    .replace(datedName, '')
    .replace(numberedName, '')
    .replace(/[-_\s]+/g, ' ')
    // Wikis write a hyphen that is one, and what files can't be called, as addresses do.
    .replace(/%[2-7][\dA-F]/g, decodeURIComponent)
    .trim();
  const shown = words === '' ? name : words;
  return shown.charAt(0).toUpperCase() + shown.slice(1);
}

/** The folder that an article lies in, for people to find it by; none at the top of its site. */
export function folderName(path: string, pages: string): string | undefined {
  const folder = posix.dirname(path);
  const name = folder === '.' || folder === pages ? '' : posix.basename(folder);
  return name === ''
    ? undefined
    : withoutNotionIds(name).replace(/^_+/, '').replace(numberedName, '');
}

/** Slugs for a file, the shortest first: the first that nobody else has is its own. */
export function slugsFor(path: string): readonly string[] {
  const whole = toSlug(withoutEnding(path));
  const clean = isNotionName(path) ? toSlug(withoutEnding(withoutNotionIds(path))) : whole;
  const parts = clean.split('/').map((part) => part.replace(/^_+(?=.)/, ''));
  const last = parts.at(-1) ?? '';
  const folder = parts.slice(0, -1).join('/');
  const slugs = !isFolderArticle(path)
    ? [parts.join('/'), clean, whole]
    : folder === ''
      ? [last.toLowerCase(), whole]
      : [folder, `${folder}/${last}`, whole];
  return slugs.map(shorten);
}

/** Without its first folders, as many as it takes. */
function shorten(slug: string): string {
  let short = slug;
  while (short.length > maxSlugChars && short.includes('/')) {
    short = short.slice(short.indexOf('/') + 1);
  }
  return short.slice(0, maxSlugChars).toWellFormed().replaceAll('\ufffd', '');
}

/** What a slug may not hold becomes `-`. */
function toSlug(path: string): string {
  return path
    .normalize('NFC')
    .split('/')
    .map((part) => part.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-'))
    .join('/');
}
