import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Article } from '../content/article.ts';
import { packText } from '../content/packed-text.ts';
import { ArticleSet } from './article-set.ts';
import { textsAbout, type ArticleWords } from './article-words.ts';
import type { Steps } from '../content/in-steps.ts';
import { Vocabulary, type SavedVocabulary } from './vocabulary.ts';

interface Saved {
  /** Changes with the code that takes articles apart. */
  readonly version: string;
  readonly vocabulary: SavedVocabulary;
  readonly articles: readonly SavedArticle[];
  /** The tokens and starts of one article after the other. */
  readonly numbers: Int32Array;
}

interface SavedArticle extends Pick<ArticleWords, 'namesEnd' | 'sectionsStart'> {
  readonly slug: string;
  /** Over all that is indexed of it. */
  readonly checksum: string;
  /** How many there are. */
  readonly tokens: number;
  readonly starts: number;
}

interface Restored {
  readonly set: ArticleSet;
  /** To be done before the set is used. */
  readonly steps: Steps<undefined>;
  /** How many articles were saved. */
  readonly savedSize: number;
}

const checksumBytes = 4;

/** What taking the articles apart gave, behind a checksum over it. */
export function saveSet(
  { entries, vocabulary }: ArticleSet,
  version: string,
): readonly Uint8Array[] {
  const all = [...entries.values()];
  const sizes = all.map(({ words }) => words.tokens.length + words.starts.length);
  const numbers = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  let at = 0;
  const articles = all.map(({ article, words }): SavedArticle => {
    const { tokens, starts, namesEnd, sectionsStart } = words;
    numbers.set(tokens, at);
    numbers.set(starts, at + tokens.length);
    at += tokens.length + starts.length;
    return {
      slug: article.slug,
      checksum: checksumOf(article),
      namesEnd,
      sectionsStart,
      tokens: tokens.length,
      starts: starts.length,
    };
  });
  const saved: Saved = { version, vocabulary: vocabulary.words, articles, numbers };
  const body = serialize(saved);
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(body));
  return [checksum, body];
}

/**
 * What was saved of those articles that have not changed since. Undefined when it was damaged, or
 * written by another version.
 */
export function restoreSet(
  given: Uint8Array,
  articles: readonly Article[],
  version: string,
): Restored | undefined {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < checksumBytes) return undefined;
  const body = bytes.subarray(checksumBytes);
  if (crc32(body) !== bytes.readUInt32LE()) return undefined;
  const saved = deserialize(body) as Saved;
  if (saved.version !== version) return undefined;
  const set = new ArticleSet(new Vocabulary(saved.vocabulary));
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  return { set, steps: set.fill(unchanged()), savedSize: saved.articles.length };

  function* unchanged(): Generator<readonly [Article, ArticleWords]> {
    let at = 0;
    const take = (size: number): Int32Array => saved.numbers.subarray(at, (at += size));
    for (const { slug, checksum, namesEnd, sectionsStart, ...sizes } of saved.articles) {
      const article = bySlug.get(slug);
      const words = {
        tokens: take(sizes.tokens),
        starts: take(sizes.starts),
        namesEnd,
        sectionsStart,
      };
      if (article !== undefined && checksumOf(article) === checksum) yield [article, words];
    }
  }
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
