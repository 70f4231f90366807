import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { Article } from '../content/article.ts';
import type { Breath } from '../content/in-steps.ts';
import { packText } from '../content/packed-text.ts';
import type { Kept } from '../kept/open-kept.ts';
import type { ArticleIndex, TakenApart } from '../search/article-index.ts';
import { textsAbout, type ArticleWords } from '../search/article-words.ts';
import { keepChanged } from './keep-changed.ts';

/** What articles were taken apart into, kept on disk, so that the next start needn't do it again. */
export interface WordsCache {
  /** Before an index is filled. */
  readonly load: () => TakenApart;
  /** From now on the words of these articles are kept. */
  readonly save: (index: ArticleIndex) => Promise<void>;
  /** Once nothing is being saved any more. */
  readonly close: () => void;
}

/** By their numbers, which only become more. */
type Words = readonly string[];

interface Row {
  /** How many words had a number, and a checksum over them: another process may number others so. */
  readonly known: number;
  readonly knownChecksum: number;
  /** Over all that is indexed of the article. */
  readonly checksum: string;
  readonly words: ArticleWords;
}

/** No article is called so. */
const wordsKey = '';

/** @param kept whose version changes with the code that takes articles apart; closed with it */
export function openWordsCache(kept: Kept, breath: Breath): WordsCache {
  const { note, save } = keepChanged<Article | Words>(kept, breath);
  let known: Words = [];
  /** For each number of words, the first ones. */
  const checksums = [0];
  const learn = (words: Words): void => {
    for (const word of words.slice(known.length)) {
      checksums.push(crc32(`${word} `, checksums.at(-1)));
    }
    if (known.length !== words.length) known = [...words];
  };
  return {
    load() {
      const bytes = kept.get(wordsKey);
      learn(bytes === undefined ? [] : (deserialize(bytes) as Words));
      note(wordsKey, known);
      return {
        vocabulary: known,
        wordsOf(article) {
          const bytes = kept.get(article.slug);
          const row = bytes && (deserialize(bytes) as Row);
          if (row === undefined || row.knownChecksum !== checksums[row.known]) return undefined;
          if (row.checksum !== checksumOf(article)) return undefined;
          note(article.slug, article);
          const { tokens, starts, ...others } = row.words;
          // What was read is a view of the whole row, which need not stay.
          return { ...others, tokens: tokens.slice(), starts: starts.slice() };
        },
      };
    },
    async save({ entries, words }) {
      if (entries.size === 0) return;
      learn(words);
      const numbers = { known: known.length, knownChecksum: checksums.at(-1) ?? 0 };
      const values = new Map<string, Article | Words>([[wordsKey, known]]);
      for (const [slug, { article }] of entries) values.set(slug, article);
      await save(values, (value) => {
        if (!('slug' in value)) return serialize(value);
        const entry = entries.get(value.slug);
        // Another has come meanwhile, which will be kept in its turn.
        if (entry?.article !== value) return undefined;
        const row: Row = { ...numbers, checksum: checksumOf(value), words: entry.words };
        return serialize(row);
      });
    },
    close: kept.close,
  };
}

function checksumOf(article: Article): string {
  const { about } = textsAbout(article);
  return hash('sha1', [article.slug, ...about, packText(article).checksum].join('\0'));
}
