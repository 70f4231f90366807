import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { firstText, isHeadingText, takeApart, wordShift } from './article-tokens.ts';
import { claimsOf, createCalledNames, type CalledNames, type Claim } from './called-names.ts';
import type { Steps } from './in-steps.ts';
import type { Entry } from './rank-articles.ts';
import type { RetrievedDocument, Retriever } from './retriever.ts';
import {
  countedOf,
  createStatistics,
  nameTexts,
  type Counted,
  type Statistics,
} from './statistics.ts';
import type { WordForms } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The articles in service and all that is counted over them, which change together. */
export interface ArticleSet {
  readonly retriever: Retriever;
  readonly statistics: Statistics;
  readonly called: CalledNames;
  /** By the id under which the retriever knows them. */
  readonly entries: ReadonlyMap<number, Entry>;
  entryOf(slug: string): Entry | undefined;
  /** Nothing changes until one step changes everything, and calls `onSwap`. */
  change(
    put: readonly Article[],
    remove: readonly string[],
    onSwap?: () => void,
  ): Steps<undefined>;
}

interface Prepared {
  readonly entry: Entry;
  readonly counted: Counted;
  readonly claims: readonly Claim[];
}

export function createArticleSet(vocabulary: Vocabulary, retriever: Retriever): ArticleSet {
  const statistics = createStatistics(vocabulary);
  const called = createCalledNames();
  const entries = new Map<number, Entry>();
  const idOfSlug = new Map<string, number>();
  let nextId = 0;

  const prepare = (entry: Entry, counted = countedOf(entry.tokens, vocabulary)): Prepared => ({
    entry,
    counted,
    claims: claimsOf(entry.article),
  });
  const count = ({ entry, counted, claims }: Prepared, change: 1 | -1): void => {
    statistics.count(counted, change);
    called.count(claims, change);
    if (change === 1) {
      entries.set(entry.id, entry);
      idOfSlug.set(entry.article.slug, entry.id);
    } else {
      entries.delete(entry.id);
      idOfSlug.delete(entry.article.slug);
    }
  };
  const entryOf = (slug: string): Entry | undefined => entries.get(idOfSlug.get(slug) ?? -1);

  return {
    retriever,
    statistics,
    called,
    entries,
    entryOf,
    *change(put, remove, onSwap) {
      const known = new Map<string, WordForms>();
      const coming: Prepared[] = [];
      for (const article of put.toSorted(newestFirst)) {
        yield;
        const tokens = takeApart(article, vocabulary, known);
        const counted = countedOf(tokens, vocabulary);
        const { length, sectionLengths } = counted;
        const entry = { id: nextId++, article, tokens, length, sectionLengths };
        // Found already, but not accepted before it counts.
        retriever.add(documentOf(entry, vocabulary));
        coming.push(prepare(entry, counted));
      }
      const going: Prepared[] = [];
      for (const slug of new Set([...remove, ...put.map((article) => article.slug)])) {
        yield;
        const entry = entryOf(slug);
        if (entry !== undefined) going.push(prepare(entry));
      }
      yield;
      for (const prepared of going) count(prepared, -1);
      for (const prepared of coming) count(prepared, 1);
      onSwap?.();
      for (const { entry } of going) {
        yield;
        retriever.discard(documentOf(entry, vocabulary));
      }
      return undefined;
    },
  };
}

function documentOf({ id, tokens: own }: Entry, { words: names }: Vocabulary): RetrievedDocument {
  const { tokens, starts } = own;
  const wordsOf = (text: number): string[] => {
    return Array.from(
      tokens.subarray(starts[text], starts[text + 1]),
      (token) => names[token >> wordShift] ?? '',
    );
  };
  const words: string[] = [];
  for (let text = firstText; text < starts.length - 1; text++) {
    const each = wordsOf(text);
    words.push(...each);
    if (isHeadingText(text, own.sectionsStart)) words.push(...each);
  }
  return { id, names: [...new Set(nameTexts(own).flatMap(wordsOf))], words };
}
