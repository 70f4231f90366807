import { hash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import { errorCode } from '../content/error-code.ts';
import { packText } from '../content/packed-text.ts';
import { makeFolder } from '../kept/make-folder.ts';
import type { ArticleIndex, TakenApart } from '../search/article-index.ts';
import { textsAbout, type ArticleWords } from '../search/article-words.ts';

/** Where the index is kept on disk. */
export interface KeptIndex {
  readonly path: string;
  /** Changes with the code that takes articles apart: what another saved is of no use. */
  readonly version: string;
  readonly log: Logger;
}

/** What taking articles apart gave. */
interface SavedIndex {
  readonly version: string;
  readonly vocabulary: readonly string[];
  /** By slug, with a checksum over all that is indexed of an article. */
  readonly articles: ReadonlyMap<string, { checksum: string; words: ArticleWords }>;
}

export interface LoadedIndex extends TakenApart {
  /** Whether it was all taken, and no more than it was wanted: saved again it would be as it is. */
  readonly isAllOf: (articles: readonly Article[]) => boolean;
}

const checksumBytes = 4;

/** What was kept at the last run; undefined where it can't be used, so that all is built anew. */
export async function loadIndex(kept: KeptIndex): Promise<LoadedIndex | undefined> {
  const { path, version, log } = kept;
  try {
    const saved = readSavedIndex(await readFile(path), version);
    if (saved !== undefined) return saved;
    log.warn({ path }, 'the saved index is damaged or of another version; it is built anew');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log.warn({ err: error, path }, 'the saved index cannot be read; it is built anew');
    }
  }
  return undefined;
}

/** Undefined when it was damaged, or written by another version. */
export function readSavedIndex(bytes: Buffer, version: string): LoadedIndex | undefined {
  const body = bytes.subarray(checksumBytes);
  if (bytes.length <= checksumBytes || crc32(body) !== bytes.readUInt32LE()) return undefined;
  const { vocabulary, articles, ...saved } = deserialize(body) as SavedIndex;
  if (saved.version !== version) return undefined;
  let taken = 0;
  return {
    vocabulary,
    wordsOf(article) {
      const saved = articles.get(article.slug);
      if (saved?.checksum !== checksumOf(article)) return undefined;
      taken++;
      const { tokens, starts, ...others } = saved.words;
      // What was read is a view of the whole file, which need not stay.
      return { ...others, tokens: tokens.slice(), starts: starts.slice() };
    },
    isAllOf: ({ length }) => taken === length && taken === articles.size,
  };
}

/** For the next start, which is slower without: a failure is a line in the log. */
export async function keepIndex(
  { path, version, log }: KeptIndex,
  index: ArticleIndex,
): Promise<void> {
  try {
    makeFolder(dirname(path));
    const temporary = `${path}.${process.pid}.new`;
    await writeFile(temporary, saveIndex(index, version), { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    log.warn({ err: error, path }, 'the index could not be saved for the next start');
  }
}

/** In parts, the first of which is a checksum over the rest. */
export function saveIndex(index: ArticleIndex, version: string): readonly Uint8Array[] {
  const { vocabulary, entries } = index.takenApart();
  const articles = new Map(
    entries.map(({ article, words }) => [article.slug, { checksum: checksumOf(article), words }]),
  );
  const body = serialize({ version, vocabulary, articles } satisfies SavedIndex);
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(body));
  return [checksum, body];
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
