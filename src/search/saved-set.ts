import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Article } from '../content/article.ts';
import { packText } from '../content/packed-text.ts';
import { createArticleSet, type ArticleSet } from './article-set.ts';
import { textsAbout, type ArticleWords } from './article-words.ts';
import type { Steps } from '../content/in-steps.ts';
import { createMiniSearchRetriever } from './minisearch-retriever.ts';
import { Vocabulary, type SavedVocabulary } from './vocabulary.ts';

interface Saved {
  /** Changes with the code that takes articles apart. */
  readonly version: string;
  readonly vocabulary: SavedVocabulary;
  readonly articles: readonly SavedArticle[];
}

interface SavedArticle {
  readonly slug: string;
  /** Over all that is indexed of it. */
  readonly checksum: string;
  readonly length: number;
  readonly headingsStart: number;
  /** How many numbers each of its arrays has. */
  readonly sizes: readonly number[];
}

interface Restored {
  readonly set: ArticleSet;
  readonly restore: Steps<undefined>;
  /** How many articles were saved. */
  readonly savedSize: number;
}

type Arrays = Omit<ArticleWords, 'length' | 'headingsStart'>;
const bytesOfNumber = 4;

/** In the order in which they are saved. */
function arraysOf(words: Arrays): (Int32Array | Float32Array)[] {
  const { counts, starts, places, sections, sectionLengths, names, nameStarts } = words;
  return [words.words, counts, starts, places, sections, sectionLengths, names, nameStarts];
}

/** They lie where they were read: nothing is copied. */
function arraysFrom(buffer: ArrayBufferLike, offset: number, sizes: readonly number[]): Arrays {
  let at = offset;
  let next = 0;
  const take = <T>(type: new (buffer: ArrayBufferLike, offset: number, size: number) => T): T => {
    const size = sizes[next++] ?? 0;
    const array = new type(buffer, at, size);
    at += bytesOfNumber * size;
    return array;
  };
  return {
    words: take(Int32Array),
    counts: take(Float32Array),
    starts: take(Int32Array),
    places: take(Int32Array),
    sections: take(Int32Array),
    sectionLengths: take(Float32Array),
    names: take(Int32Array),
    nameStarts: take(Int32Array),
  };
}

/**
 * What taking the articles apart gave: a checksum of the rest, how long the description is, the
 * description, and all arrays one after the other.
 */
export function saveSet({ entries, statistics }: ArticleSet, version: string): Uint8Array {
  const all = Array.from(entries.values(), ({ article, words }) => ({
    article,
    words,
    arrays: arraysOf(words),
  }));
  const saved: Saved = {
    version,
    vocabulary: statistics.vocabulary.save(),
    articles: all.map(({ article, words: { length, headingsStart }, arrays }) => ({
      slug: article.slug,
      checksum: checksumOf(article),
      length,
      headingsStart,
      sizes: arrays.map((each) => each.length),
    })),
  };
  const json = Buffer.from(JSON.stringify(saved));
  // Numbers must begin at whole ones.
  const description = Buffer.alloc(json.length + (-json.length & (bytesOfNumber - 1)), ' ');
  json.copy(description);
  const numbers = all.flatMap(({ arrays }) =>
    arrays.map((each) => new Uint8Array(each.buffer, each.byteOffset, each.byteLength)),
  );
  const bytes = Buffer.concat([Buffer.alloc(headBytes), description, ...numbers]);
  bytes.writeUInt32LE(description.length, bytesOfNumber);
  bytes.writeUInt32LE(crc32(bytes.subarray(bytesOfNumber)), 0);
  return bytes;
}

const headBytes = 2 * bytesOfNumber;

/**
 * What was saved of those articles that have not changed since. Undefined when it was damaged, or
 * written by another version.
 */
export function restoreSet(
  given: Uint8Array,
  articles: readonly Article[],
  version: string,
): Restored | undefined {
  // A small file may have been read to any place.
  const isInPlace = given.byteOffset % bytesOfNumber === 0;
  const bytes = Buffer.from(
    (isInPlace ? given : given.slice()).buffer,
    isInPlace ? given.byteOffset : 0,
    given.length,
  );
  if (bytes.length < headBytes) return undefined;
  if (crc32(bytes.subarray(bytesOfNumber)) !== bytes.readUInt32LE(0)) return undefined;
  const numbersStart = headBytes + bytes.readUInt32LE(bytesOfNumber);
  const saved = JSON.parse(bytes.toString('utf8', headBytes, numbersStart)) as Saved;
  if (saved.version !== version) return undefined;
  const set = createArticleSet(new Vocabulary(saved.vocabulary), createMiniSearchRetriever());
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  return { set, restore: set.restore(unchanged()), savedSize: saved.articles.length };

  function* unchanged(): Generator<readonly [Article, ArticleWords]> {
    let at = bytes.byteOffset + numbersStart;
    for (const { slug, checksum, sizes, length, headingsStart } of saved.articles) {
      const article = bySlug.get(slug);
      if (article !== undefined && checksumOf(article) === checksum) {
        yield [article, { ...arraysFrom(bytes.buffer, at, sizes), length, headingsStart }];
      }
      at += bytesOfNumber * sizes.reduce((sum, size) => sum + size, 0);
    }
  }
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
