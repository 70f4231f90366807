import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
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

/** Words by their numbers, which only become more. */
interface Words {
  /** Tells them from those that another run began with. */
  readonly id: string;
  readonly words: readonly string[];
}

interface Row {
  /** Whose numbers these are. */
  readonly id: string;
  /** Over all that is indexed of the article. */
  readonly checksum: string;
  readonly words: ArticleWords;
}

/** No article is called so. */
const wordsKey = '';

/** @param kept whose version changes with the code that takes articles apart; closed with it */
export function openWordsCache(kept: Kept, breath: Breath): WordsCache {
  const { note, save } = keepChanged<Article | Words>(kept, breath);
  let known: Words | undefined;
  return {
    load() {
      const bytes = kept.get(wordsKey);
      known = bytes && (deserialize(bytes) as Words);
      if (known !== undefined) note(wordsKey, known);
      return {
        vocabulary: known?.words ?? [],
        wordsOf(article) {
          const read = known && kept.get(article.slug);
          const row = read && (deserialize(read) as Row);
          if (row?.id !== known?.id || row?.checksum !== checksumOf(article)) return undefined;
          note(article.slug, article);
          const { tokens, starts, ...others } = row.words;
          // What was read is a view of the whole row, which need not stay.
          return { ...others, tokens: tokens.slice(), starts: starts.slice() };
        },
      };
    },
    async save({ entries, words }) {
      if (entries.size === 0) return;
      if (known?.words.length !== words.length) {
        known = { id: known?.id ?? hash('sha1', words.join(' ')), words: [...words] };
      }
      const { id } = known;
      const values = new Map<string, Article | Words>([[wordsKey, known]]);
      for (const [slug, { article }] of entries) values.set(slug, article);
      await save(values, (value) => {
        if ('words' in value) return serialize(value);
        const entry = entries.get(value.slug);
        // Another has come meanwhile, which will be kept in its turn.
        if (entry?.article !== value) return undefined;
        const row: Row = { id, checksum: checksumOf(value), words: entry.words };
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
