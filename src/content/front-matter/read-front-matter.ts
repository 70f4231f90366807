import { nameToEmoji } from 'gemoji';
import { toString } from 'mdast-util-to-string';
import type { OriginKey } from '../article.ts';
import { withoutAdobeMarks } from '../dialects/docfx.ts';
import { cleanLine } from '../../text/clean-text.ts';
import {
  maxEntries,
  maxEntryChars,
  maxOwnerChars,
  maxSlugChars,
  maxSummaryChars,
  maxTagChars,
  maxTitleChars,
  maxUrlChars,
} from '../content-limits.ts';
import { cutSentences } from '../cut-sentences.ts';
import { parseMarkdown } from '../body/markdown-tree.ts';
import { parseDay } from './parse-day.ts';
import { parseInterval } from './parse-interval.ts';
import { parseOwner } from './parse-owner.ts';
import type { FrontMatterProblem } from './read-yaml.ts';
import { isRecord, type Field } from './split-file.ts';

/** What front matter says, under whatever names; what it does not say is undefined or empty. */
export type FoundValues = ReturnType<typeof readFrontMatter>;

const names = {
  title: ['title', 'pagetitle', 'page_title', 'eleventynavigation.title', 'eleventynavigation.key'],
  summary: [
    'summary',
    'description',
    'excerpt',
    'abstract',
    'intro',
    'subtitle',
    'meta_description',
    'desc',
    'eleventynavigation.excerpt',
  ],
  updated: [
    ...['updated', 'last_updated', 'lastupdated', 'last_modified', 'last_modified_at', 'lastmod'],
    ...['modified', 'updated_at', 'updatedat', 'date_updated', 'last_update.date', 'last_update'],
    ...['ms.date', 'last_reviewed_on', 'last_reviewed', 'last-reviewed', 'reviewed', 'date'],
    ...['publishdate', 'createdat'],
  ],
  owner: [
    'owner',
    'owners',
    'author',
    'authors',
    'maintainer',
    'maintainers',
    'owner_slack',
    'ms.author',
  ],
  tags: [
    'tags',
    'taxonomies.tags',
    'categories',
    'taxonomies.categories',
    'category',
    'keywords',
    'topics',
  ],
  aliases: ['aliases', 'alias'],
  redirects: ['redirect_from', 'redirects', 'old_urls'],
  questions: ['questions'],
  address: ['permalink', 'url', 'slug'],
  verified: [
    'verified',
    'last_verified',
    'last_reviewed_on',
    'last_reviewed',
    'last-reviewed',
    'reviewed',
  ],
  reviewBy: ['review_by', 'review-by', 'reviewby', 'next_review'],
  reviewIn: ['review_in', 'review-in', 'reviewin', 'review_every'],
} as const;
/** Where front matter says when somebody last found the article right; the first that is there counts. */
export const verifiedKeys: readonly string[] = names.verified;
const drafts = {
  whenTrue: ['draft', 'unlisted', 'archived', 'hide', 'search.exclude'],
  whenFalse: ['published', 'publish', 'search'],
} as const;
const known = new Set<string>([
  ...Object.values(names).flat(),
  ...drafts.whenTrue,
  ...drafts.whenFalse,
  ...['minor', 'status', 'id', 'includes', 'last_update', 'taxonomies', 'eleventynavigation'],
]);

/** What front matter may say, by the names that the writing guide has for it. */
export const frontMatterKeys: readonly string[] = [
  ...[names.title, names.summary, names.updated, names.owner, names.tags, names.aliases],
  ...[names.questions, names.verified, names.reviewBy, names.reviewIn],
]
  .map(([name]): string => name)
  .concat('slug', 'url', 'draft', 'minor');

const slugPattern = /^[\p{L}\p{M}\p{N}_.-]+(?:\/[\p{L}\p{M}\p{N}_.-]+)*$/u;
const isTrue = /^(?:true|yes|on|1)$/i;
const isFalse = /^(?:false|no|off|0)$/i;

/** Reads what it can use and warns of what it cannot; nothing in here ends a file. */
export function readFrontMatter(fields: readonly Field[]) {
  const warnings: FrontMatterProblem[] = [];
  const byName = new Map(fields.map((field) => [field.key.toLowerCase(), field]));
  const warn = (field: Field, message: string): void => {
    warnings.push({ line: field.line, message: `${field.key} ${message}` });
  };
  const origins: Partial<Record<OriginKey, string>> = {};
  const origin = ({ key }: Field): string => `${key} in the front matter`;

  /** The first of several keys that holds text which `accept` can use; `named` is what it gives. */
  function first<T>(
    keys: readonly string[],
    accept: (text: string, field: Field) => T | undefined,
    named?: OriginKey,
  ): T | undefined {
    for (const key of keys) {
      const field = byName.get(key);
      if (field === undefined) continue;
      for (const text of textsOf(field.value)) {
        const value = accept(text, field);
        if (value === undefined) continue;
        if (named !== undefined) origins[named] = origin(field);
        return value;
      }
    }
    return undefined;
  }

  /** The texts of the first of several keys that holds any, and where they stand. */
  function list(
    keys: readonly string[],
    isWarned: boolean,
  ): { texts: readonly string[]; from?: string } {
    for (const key of keys) {
      const field = byName.get(key);
      if (field === undefined) continue;
      const entries = entriesOf(field.value);
      if (isWarned && entries.includes(undefined)) {
        warn(field, 'has an entry that is no text; it was passed over');
      }
      const texts = entries
        .flatMap((entry) => (entry === undefined ? [] : [cleanLine(entry)]))
        .filter((entry) => entry !== '' && entry.length <= maxEntryChars);
      if (texts.length > 0) return { texts: texts.slice(0, maxEntries), from: origin(field) };
    }
    return { texts: [] };
  }

  const nameList = list(names.aliases, true);
  const addressList = list(names.redirects, true);
  const tagList = list(names.tags, false);
  const flag = (key: string): boolean | undefined => {
    const text = (textOf(byName.get(key)?.value) ?? '').trim();
    if (isTrue.test(text)) return true;
    return isFalse.test(text) ? false : undefined;
  };
  for (const key of ['draft', 'minor']) {
    const field = byName.get(key);
    if (field !== undefined && field.value !== null && flag(key) === undefined)
      warn(field, 'must be true or false');
  }
  const words = (keys: readonly string[], isUnderstood?: (text: string) => boolean) =>
    first(keys, (text, field) => {
      const said = cleanLine(text).slice(0, maxEntryChars);
      if (isUnderstood?.(said) === false)
        warn(field, "isn't understood; write 2026-11-22 for a day, and 6 months for a time");
      return said || undefined;
    });

  /** As an article has it. */
  const said = {
    title: first(names.title, (text) => shownWords(text, maxTitleChars), 'title'),
    summary: first(
      names.summary,
      (text, field) => {
        if (field.key === 'summary' && cleanLine(text).length > maxSummaryChars) {
          warn(field, `is longer than ${maxSummaryChars} characters; it was cut`);
        }
        return shownWords(text, maxSummaryChars);
      },
      'summary',
    ),
    slug: first(
      ['slug'],
      (text) => (isSlug(cleanLine(text)) ? cleanLine(text) : undefined),
      'slug',
    ),
    updated: first(
      names.updated,
      (text, field) => {
        const day = parseDay(text, field.key.startsWith('ms.'));
        if (day === undefined && !isTrue.test(text) && !isFalse.test(text)) {
          const shown = cleanLine(text).slice(0, 40);
          warn(field, `should be a date written like 2026-11-22, not "${shown}"`);
        }
        return day;
      },
      'updated',
    ),
    owner: first(
      names.owner,
      (text) => (cleanLine(text).length > maxOwnerChars ? undefined : parseOwner(cleanLine(text))),
      'owner',
    ),
    url: first(['url'], (text, field) => {
      if (isWebAddress(text) && text.length <= maxUrlChars) return new URL(text).href;
      if (!text.startsWith('/'))
        warn(field, 'is no whole http or https address; it was passed over');
      return undefined;
    }),
    tags: unique(tagList.texts.flatMap((text) => text.split(',')).map(toTag)).filter(
      (tag) => tag !== '',
    ),
    aliases: unique(nameList.texts.filter((text) => !isAddress(text))),
    redirects: unique([...addressList.texts, ...nameList.texts.filter(isAddress)]),
    // Some folders keep under this key whom to ask: channels, mail addresses and people ask nothing.
    questions: unique(
      list(names.questions, false).texts.filter((text) => !/^\S*[-_@#]\S*$/.test(text)),
    ),
    minor: flag('minor') ?? false,
    review: {
      verified: words(names.verified),
      reviewBy: words(names.reviewBy, (text) => parseDay(text) !== undefined),
      reviewIn: words(names.reviewIn, (text) => parseInterval(text) !== undefined),
    },
  };
  return {
    said,
    origins: {
      ...origins,
      ...(said.tags.length > 0 && { tags: tagList.from }),
      ...(said.aliases.length > 0 && { aliases: nameList.from }),
      ...(said.redirects.length > 0 && { redirects: addressList.from ?? nameList.from }),
    },
    /** Where its site publishes it, as an address within that: `/guide/start/`. */
    address: first(names.address, addressIn),
    /** What Docusaurus calls it, instead of by its file. */
    id: first(['id'], addressIn),
    draft:
      drafts.whenTrue.some((key) => flag(key) === true) ||
      drafts.whenFalse.some((key) => flag(key) === false) ||
      first(['status'], (text) => /^(?:draft|archived)$/i.test(text) || undefined) === true,
    warnings,
    /** Keys that nobody asked for. */
    unused: fields
      .filter(({ key, isInner }) => isInner !== true && !known.has(key.toLowerCase()))
      .map(({ key }) => cleanLine(key).slice(0, 40)),
  };
}

function addressIn(text: string): string | undefined {
  return /^\/?[\p{L}\p{N}\p{M}_./~%-]+$/u.test(text) && !text.includes(':') ? text : undefined;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function textsOf(value: unknown): readonly string[] {
  return entriesOf(value)
    .filter((text) => text !== undefined)
    .filter((text) => cleanLine(text) !== '');
}

/** Each entry of a list as text; undefined for what is none. */
function entriesOf(value: unknown): readonly (string | undefined)[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.filter((entry) => (entry ?? null) !== null).map(textOf);
}

/** A value as its writer wrote it. Authors and tags are also mappings that have a name. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // As TOML has them.
  if (value instanceof Date) return value.toISOString();
  if (isRecord(value))
    return [value['name'], value['label']].find((each) => typeof each === 'string');
  return /^(?:number|bigint|boolean)$/.test(typeof value) ? String(value) : undefined;
}

function isSlug(text: string): boolean {
  if (text.length > maxSlugChars) return false;
  return slugPattern.test(text) && !text.split('/').some((part) => part === '.' || part === '..');
}

function isWebAddress(text: string): boolean {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '';
}

function isAddress(text: string): boolean {
  return /^\/|^[^\s/]+(?:\/[^\s/]+)+\/?$|\.html?$/.test(text);
}

/** Lower case, words joined: "Incident response" is `incident-response`. */
export function toTag(text: string): string {
  const tag = text
    .trim()
    .replace(/^#+/, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return Array.from(tag).slice(0, maxTagChars).join('').replace(/-$/, '');
}

/** Words as plain text, without the marks of formatting; undefined when a template says them. */
function shownWords(text: string, maxChars: number): string | undefined {
  if (/\{\{|\{%/.test(text)) return undefined;
  const words = text
    .split(/(?<!`)`+([^`]+)`+/)
    .map((piece, index) => (index % 2 === 1 ? piece : withoutFormatting(piece)))
    .join('');
  const shown = cleanLine(words);
  return shown === '' ? undefined : cutSentences(shown, maxChars);
}

const formatted =
  /<(a|abbr|b|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>([^<>]*)<\/\1>/gi;

/** Only what is written in pairs is formatting: `pnpm add <pkg>` and "The <b> element" say it. */
function withoutFormatting(text: string): string {
  const unlinked = text
    .replace(formatted, '$2')
    .replace(formatted, '$2')
    .replace(/<w?br\s*\/?>|<img\s[^<>]*>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1');
  const plain = withoutAdobeMarks(unlinked).replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2');
  const decoded = plain.replace(/&(?:#x?[\da-f]+|[a-z][a-z\d]*);/gi, (entity) =>
    toString(parseMarkdown(entity)),
  );
  return decoded.replace(/:([a-z\d_+-]+):/g, (code, name: string) => nameToEmoji[name] ?? code);
}
