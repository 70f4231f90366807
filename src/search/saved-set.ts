import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Article } from '../content/article.ts';
import { packText } from '../content/packed-text.ts';
import { textsAbout, type ArticleWords } from './article-words.ts';
import type { Entry } from './rank-articles.ts';

/** What taking articles apart gave, to be kept until the next start. */
export interface SavedSet {
  /** Changes with the code that takes articles apart. */
  readonly version: string;
  /** Every word of the library, by its number. */
  readonly vocabulary: readonly string[];
  /** By slug. */
  readonly articles: ReadonlyMap<string, SavedArticle>;
}

interface SavedArticle {
  /** Over all that is indexed of it. */
  readonly checksum: string;
  readonly words: ArticleWords;
}

const checksumBytes = 4;

/** In parts, the first of which is a checksum over the rest. */
export function saveSet(
  entries: Iterable<Entry>,
  about: Omit<SavedSet, 'articles'>,
): readonly Uint8Array[] {
  const articles = Array.from(entries, ({ article, words }): [string, SavedArticle] => [
    article.slug,
    { checksum: checksumOf(article), words },
  ]);
  const body = serialize({ ...about, articles: new Map(articles) } satisfies SavedSet);
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(body));
  return [checksum, body];
}

/** Undefined when it was damaged, or written by another version. */
export function readSavedSet(given: Uint8Array, version: string): SavedSet | undefined {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < checksumBytes) return undefined;
  const body = bytes.subarray(checksumBytes);
  if (crc32(body) !== bytes.readUInt32LE()) return undefined;
  const saved = deserialize(body) as SavedSet;
  return saved.version === version ? saved : undefined;
}

/** The words of an article that has not changed since. */
export function savedWords({ articles }: SavedSet, article: Article): ArticleWords | undefined {
  const saved = articles.get(article.slug);
  if (saved?.checksum !== checksumOf(article)) return undefined;
  const { tokens, starts, ...others } = saved.words;
  // What was read is a view of the whole file, which need not stay.
  return { ...others, tokens: tokens.slice(), starts: starts.slice() };
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
