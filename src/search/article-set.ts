import type { Article } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import { takeApart, wordShift, wordsOfText, type ArticleWords } from './article-words.ts';
import { CalledNames, claimsOf, type Claim } from './called-names.ts';
import type { Steps } from '../content/in-steps.ts';
import { createMiniSearchRetriever } from './minisearch-retriever.ts';
import type { Entry } from './rank-articles.ts';
import type { RetrievedDocument, Retriever } from './retriever.ts';
import type { WordForms } from './tokenize.ts';
import { countedOf, Vocabulary, type Counted } from './vocabulary.ts';

interface Prepared {
  readonly entry: Entry;
  readonly counted: Counted;
  readonly claims: readonly Claim[];
}

/** The articles in service and all that is counted over them, which change together. */
export class ArticleSet {
  readonly vocabulary: Vocabulary;
  readonly retriever: Retriever;
  readonly called = new CalledNames();
  /** By the id under which the retriever knows them. */
  readonly entries = new Map<number, Entry>();
  readonly #idOfSlug = new Map<string, number>();
  #nextId = 0;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.retriever = createMiniSearchRetriever(vocabulary.words);
  }

  entryOf(slug: string): Entry | undefined {
    return this.entries.get(this.#idOfSlug.get(slug) ?? -1);
  }

  /** Takes in articles that are taken apart; nobody may look before it is done. */
  *fill(known: Iterable<readonly [Article, ArticleWords]>): Steps<undefined> {
    for (const [article, words] of known) {
      yield;
      const prepared = prepare({ id: this.#nextId++, article, words });
      this.#count(prepared, 1);
      this.retriever.add(documentOf(prepared));
    }
    return undefined;
  }

  /** Nothing changes until one step changes everything, and calls `onSwap`. */
  *change(
    put: readonly Article[],
    remove: readonly string[],
    onSwap?: () => void,
  ): Steps<undefined> {
    const known = new Map<string, WordForms>();
    const coming: Prepared[] = [];
    for (const article of put.toSorted(newestFirst)) {
      yield;
      const words = takeApart(article, this.vocabulary, known);
      const prepared = prepare({ id: this.#nextId++, article, words });
      // Found already, but not accepted before it counts.
      this.retriever.add(documentOf(prepared));
      coming.push(prepared);
    }
    const going: Prepared[] = [];
    for (const slug of new Set([...remove, ...put.map((article) => article.slug)])) {
      yield;
      const entry = this.entryOf(slug);
      if (entry !== undefined) going.push(prepare(entry));
    }
    yield;
    for (const prepared of going) this.#count(prepared, -1);
    for (const prepared of coming) this.#count(prepared, 1);
    onSwap?.();
    for (const prepared of going) {
      yield;
      this.retriever.discard(documentOf(prepared));
    }
    return undefined;
  }

  #count({ entry, counted, claims }: Prepared, change: 1 | -1): void {
    this.vocabulary.count(counted, change);
    this.called.count(claims, change);
    if (change === 1) {
      this.entries.set(entry.id, entry);
      this.#idOfSlug.set(entry.article.slug, entry.id);
    } else {
      this.entries.delete(entry.id);
      this.#idOfSlug.delete(entry.article.slug);
    }
  }
}

/** What takes longer than counting it. */
function prepare(entry: Entry): Prepared {
  return { entry, counted: countedOf(entry.words), claims: claimsOf(entry.article) };
}

/** A set of these articles, complete when the steps are done. */
export function buildSet(articles: readonly Article[]): {
  readonly set: ArticleSet;
  readonly steps: Steps<undefined>;
} {
  const vocabulary = new Vocabulary();
  const set = new ArticleSet(vocabulary);
  return { set, steps: set.fill(takenApart()) };

  function* takenApart(): Generator<readonly [Article, ArticleWords]> {
    const known = new Map<string, WordForms>();
    // The newest come first, as they do in a tie.
    for (const article of articles.toSorted(newestFirst)) {
      yield [article, takeApart(article, vocabulary, known)];
    }
  }
}

/** An article as it is retrieved. */
function documentOf({ entry: { id, words }, counted: { times } }: Prepared): RetrievedDocument {
  // The end of the slug is no text, but finds the article all the same.
  const slugEnd = wordsOfText(words, 0);
  const names = words.tokens.subarray(0, words.starts[words.namesEnd]);
  return {
    id,
    names: Int32Array.from(new Set(names.map((token) => token >> wordShift))),
    words: Int32Array.from([...times.keys(), ...slugEnd]),
  };
}
