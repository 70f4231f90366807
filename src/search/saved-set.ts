import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Article } from '../content/article.ts';
import { packText } from '../content/packed-text.ts';
import { createArticleSet, type ArticleSet } from './article-set.ts';
import { textsAbout, type ArticleWords } from './article-words.ts';
import type { Steps } from '../content/in-steps.ts';
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
  /** To be done before the set is used. */
  readonly steps: Steps<undefined>;
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
 * What taking the articles apart gave, part by part: all arrays one after the other, the description,
 * how long that is, and a checksum of everything before it.
 */
export function* saveSet(
  { entries, statistics: { vocabulary } }: ArticleSet,
  version: string,
): Generator<Uint8Array> {
  let checksum = 0;
  const add = (part: Uint8Array): Uint8Array => {
    checksum = crc32(part, checksum);
    return part;
  };
  const articles: SavedArticle[] = [];
  // Others may come and go while this is written.
  for (const { article, words } of [...entries.values()]) {
    const arrays = arraysOf(words);
    const { length, headingsStart } = words;
    const sizes = arrays.map((each) => each.length);
    articles.push({
      slug: article.slug,
      checksum: checksumOf(article),
      length,
      headingsStart,
      sizes,
    });
    yield add(
      Buffer.concat(
        arrays.map((each) => new Uint8Array(each.buffer, each.byteOffset, each.byteLength)),
      ),
    );
  }
  const saved: Saved = { version, vocabulary: vocabulary.save(), articles };
  const description = Buffer.from(JSON.stringify(saved));
  yield add(description);
  yield add(numberBytes(description.length));
  yield numberBytes(checksum);
}

function numberBytes(number: number): Uint8Array {
  const bytes = Buffer.alloc(bytesOfNumber);
  bytes.writeUInt32LE(number);
  return bytes;
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
  // Numbers must begin at whole ones; a small file may have been read to any place.
  const isInPlace = given.byteOffset % bytesOfNumber === 0;
  const { buffer, byteOffset, length } = isInPlace ? given : given.slice();
  const bytes = Buffer.from(buffer, byteOffset, length);
  const checksumStart = length - bytesOfNumber;
  const descriptionEnd = checksumStart - bytesOfNumber;
  if (descriptionEnd < 0) return undefined;
  if (crc32(bytes.subarray(0, checksumStart)) !== bytes.readUInt32LE(checksumStart)) {
    return undefined;
  }
  const descriptionStart = descriptionEnd - bytes.readUInt32LE(descriptionEnd);
  const saved = JSON.parse(bytes.toString('utf8', descriptionStart, descriptionEnd)) as Saved;
  if (saved.version !== version) return undefined;
  const set = createArticleSet(new Vocabulary(saved.vocabulary));
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  return { set, steps: set.fill(unchanged()), savedSize: saved.articles.length };

  function* unchanged(): Generator<readonly [Article, ArticleWords]> {
    let at = byteOffset;
    for (const { slug, checksum, sizes, length, headingsStart } of saved.articles) {
      const article = bySlug.get(slug);
      if (article !== undefined && checksumOf(article) === checksum) {
        yield [article, { ...arraysFrom(buffer, at, sizes), length, headingsStart }];
      }
      at += bytesOfNumber * sizes.reduce((sum, size) => sum + size, 0);
    }
  }
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
