import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { takeApart, wordShift, wordsOfText, type ArticleWords } from './article-words.ts';
import { claimsOf, createCalledNames, type CalledNames, type Claim } from './called-names.ts';
import type { Steps } from '../content/in-steps.ts';
import { createMiniSearchRetriever } from './minisearch-retriever.ts';
import type { Entry } from './rank-articles.ts';
import type { RetrievedDocument, Retriever } from './retriever.ts';
import type { WordForms } from './tokenize.ts';
import { countedOf, Vocabulary, type Counted } from './vocabulary.ts';

/** The articles in service and all that is counted over them, which change together. */
export interface ArticleSet {
  readonly retriever: Retriever;
  readonly vocabulary: Vocabulary;
  readonly called: CalledNames;
  /** By the id under which the retriever knows them. */
  readonly entries: ReadonlyMap<number, Entry>;
  entryOf(slug: string): Entry | undefined;
  /** Takes in articles that are taken apart; nobody may look before it is done. */
  fill(known: Iterable<readonly [Article, ArticleWords]>): Steps<undefined>;
  /** Nothing changes until one step changes everything, and calls `onSwap`. */
  change(put: readonly Article[], remove: readonly string[], onSwap?: () => void): Steps<undefined>;
}

interface Prepared {
  readonly entry: Entry;
  readonly counted: Counted;
  readonly claims: readonly Claim[];
}

export function createArticleSet(vocabulary: Vocabulary): ArticleSet {
  const retriever = createMiniSearchRetriever(vocabulary.words);
  const called = createCalledNames();
  const entries = new Map<number, Entry>();
  const idOfSlug = new Map<string, number>();
  let nextId = 0;

  const prepare = (id: number, article: Article, words: ArticleWords): Prepared => {
    const counted = countedOf(words);
    const entry = { id, article, words };
    return { entry, counted, claims: claimsOf(article) };
  };
  const count = ({ entry, counted, claims }: Prepared, change: 1 | -1): void => {
    vocabulary.count(counted, change);
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
    vocabulary,
    called,
    entries,
    entryOf,
    fill(known) {
      const documents = function* (): Generator<RetrievedDocument> {
        for (const [article, words] of known) {
          const prepared = prepare(nextId++, article, words);
          count(prepared, 1);
          yield documentOf(prepared);
        }
      };
      return retriever.fill(documents());
    },
    *change(put, remove, onSwap) {
      const known = new Map<string, WordForms>();
      const coming: Prepared[] = [];
      for (const article of put.toSorted(newestFirst)) {
        yield;
        const prepared = prepare(nextId++, article, takeApart(article, vocabulary, known));
        // Found already, but not accepted before it counts.
        retriever.add(documentOf(prepared));
        coming.push(prepared);
      }
      const going: Prepared[] = [];
      for (const slug of new Set([...remove, ...put.map((article) => article.slug)])) {
        yield;
        const entry = entryOf(slug);
        if (entry !== undefined) going.push(prepare(entry.id, entry.article, entry.words));
      }
      yield;
      for (const prepared of going) count(prepared, -1);
      for (const prepared of coming) count(prepared, 1);
      onSwap?.();
      for (const prepared of going) {
        yield;
        retriever.discard(documentOf(prepared));
      }
      return undefined;
    },
  };
}

/** A set of these articles, complete when the steps are done. */
export function buildSet(articles: readonly Article[]): {
  readonly set: ArticleSet;
  readonly steps: Steps<undefined>;
} {
  const vocabulary = new Vocabulary();
  const set = createArticleSet(vocabulary);
  return { set, steps: set.fill(takenApart()) };

  function* takenApart(): Generator<readonly [Article, ArticleWords]> {
    const known = new Map<string, WordForms>();
    // The newest come first, as they do in a tie.
    for (const article of articles.toSorted(newestFirst)) {
      yield [article, takeApart(article, vocabulary, known)];
    }
  }
}

/** What stands so often tells that an article is about it; to count on would take longer than it tells. */
const oftenFrom = 3;

/** An article as it is retrieved. */
function documentOf({ entry: { id, words }, counted: { times } }: Prepared): RetrievedDocument {
  const often = [...times].filter(([, count]) => count >= oftenFrom).map(([word]) => word);
  // The end of the slug is no text, but finds the article all the same.
  const slugEnd = wordsOfText(words, 0);
  const names = words.tokens.subarray(0, words.starts[words.namesEnd]);
  return {
    id,
    names: Int32Array.from(new Set(names.map((token) => token >> wordShift))),
    words: Int32Array.from([...times.keys(), ...often, ...slugEnd]),
  };
}
