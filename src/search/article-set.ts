import type { Article } from '../content/article.ts';
import type { Steps } from '../content/in-steps.ts';
import { newestFirst } from '../content/newest-first.ts';
import { takeApart, wordsOfText, wordShift, type ArticleWords } from './article-words.ts';
import { CalledNames, claimsOf, type Claim } from './called-names.ts';
import { createMiniSearchRetriever } from './minisearch-retriever.ts';
import type { Entry } from './rank-articles.ts';
import type { RetrievedDocument, Retriever } from './retriever.ts';
import { savedWords, type SavedSet } from './saved-set.ts';
import type { WordForms } from '../analysis/tokenize.ts';
import { countedOf, Vocabulary, type Counted } from './vocabulary.ts';

/** What takes longer than counting it. */
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

  constructor(words: readonly string[] = []) {
    this.vocabulary = new Vocabulary(words);
    this.retriever = createMiniSearchRetriever(this.vocabulary.words);
  }

  entryOf(slug: string): Entry | undefined {
    return this.entries.get(this.#idOfSlug.get(slug) ?? -1);
  }

  /**
   * Takes in the first articles; nobody may look before it is done.
   *
   * @returns how many were taken as they were saved
   */
  *fill(articles: readonly Article[], saved?: SavedSet): Steps<number> {
    const known = new Map<string, WordForms>();
    let asSaved = 0;
    // The newest come first, as they do in a tie.
    for (const article of articles.toSorted(newestFirst)) {
      yield;
      const words = saved && savedWords(saved, article);
      if (words !== undefined) asSaved++;
      this.#count(this.#add(article, words ?? takeApart(article, this.vocabulary, known)), 1);
    }
    return asSaved;
  }

  /** Nothing changes until one step changes everything, and calls `onSwap`. */
  *change(
    put: readonly Article[],
    remove: readonly string[],
    onSwap: () => void,
  ): Steps<undefined> {
    const known = new Map<string, WordForms>();
    const coming: Prepared[] = [];
    for (const article of put.toSorted(newestFirst)) {
      yield;
      // Found already, but not accepted before it counts.
      coming.push(this.#add(article, takeApart(article, this.vocabulary, known)));
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
    onSwap();
    for (const prepared of going) {
      yield;
      this.retriever.discard(documentOf(prepared));
    }
    return undefined;
  }

  #add(article: Article, words: ArticleWords): Prepared {
    const prepared = prepare({ id: this.#nextId++, article, words });
    this.retriever.add(documentOf(prepared));
    return prepared;
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

function prepare(entry: Entry): Prepared {
  return { entry, counted: countedOf(entry.words), claims: claimsOf(entry.article) };
}

/** An article as it is retrieved. */
function documentOf({ entry: { id, words }, counted }: Prepared): RetrievedDocument {
  const names = words.tokens.subarray(0, words.starts[words.namesEnd]);
  return {
    id,
    names: new Set(names.map((token) => token >> wordShift)),
    // The end of the slug is no text, but finds the article all the same.
    words: new Set([...counted.words, ...wordsOfText(words, 0)]),
  };
}
