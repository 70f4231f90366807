import type { Article } from '../content/article.ts';
import { letGo, runAtOnce, runBetween, type Breath, type Steps } from '../content/in-steps.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { Synonym } from '../content/folder/parse-synonyms.ts';
import { readSynonyms, type Synonyms } from '../analysis/synonyms.ts';
import type { WordForms } from '../analysis/tokenize.ts';
import { firstText, takeApart, wordsOf, type ArticleWords } from './article-words.ts';
import { CalledNames, nameKeysOf } from './called-names.ts';
import { createFilter, type Accepts, type Restrictions } from './create-filter.ts';
import { MiniSearchRetriever } from './minisearch-retriever.ts';
import { rankArticles, type Entry, type Hit } from './rank-articles.ts';
import type { RetrievedDocument, Retriever } from './retriever.ts';
import { termsOf } from './terms.ts';
import { understandQuery, type QueryWords, type UnderstoodQuery } from './understand-query.ts';
import { Vocabulary } from '../analysis/vocabulary.ts';

/** How many articles the first stage hands over. */
const maxCandidates = 120;

/** What to look for; a parsed question is one. */
export interface ArticleQuery extends QueryWords, Restrictions {
  /** The whole question: an article's slug, title or alias is recognised in it. */
  readonly text: string;
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  /** The first of them was called by its name, and stands there however it does by its words. */
  readonly isCalled: boolean;
  readonly query: UnderstoodQuery;
}

export interface IndexChange {
  /** New articles, and those that take the place of the one with their slug. */
  readonly put?: readonly Article[];
  /** Slugs of articles that go. */
  readonly remove?: readonly string[];
  /** What a team says means the same, when that has changed. */
  readonly synonyms?: readonly Synonym[];
}

export interface IndexOptions {
  readonly synonyms?: readonly Synonym[];
  /** When longer work lets other work go first; after each step when left out. */
  readonly breath?: Breath;
  /** What articles were taken apart into before, which spares it for those that have not changed. */
  readonly known?: TakenApart;
}

export interface TakenApart {
  /** Every word of the library, by its number. */
  readonly vocabulary: readonly string[];
  /** Undefined for an article that has changed since. */
  readonly wordsOf: (article: Article) => ArticleWords | undefined;
}

export function buildArticleIndex(
  articles: readonly Article[],
  options: IndexOptions = {},
): ArticleIndex {
  const index = new ArticleIndex(options);
  runAtOnce(index.fill(articles, options.known));
  return index;
}

/** Builds the index while the process goes on with other work. */
export async function openArticleIndex(
  articles: readonly Article[],
  options: IndexOptions = {},
): Promise<ArticleIndex> {
  const index = new ArticleIndex(options);
  await runBetween(index.fill(articles, options.known), options.breath ?? letGo);
  return index;
}

/** The articles in service and all that is counted over them, which change together. */
export class ArticleIndex {
  readonly #vocabulary: Vocabulary;
  readonly #retriever: Retriever<Entry>;
  readonly #called = new CalledNames();
  /** By slug. */
  readonly #entries = new Map<string, Entry>();
  readonly #breath: Breath;
  #synonyms: Synonyms;
  #updated = Promise.resolve<undefined>(undefined);

  /** To be filled before anybody looks. */
  constructor({ breath = letGo, synonyms = [], known }: IndexOptions) {
    this.#breath = breath;
    this.#vocabulary = new Vocabulary(known?.vocabulary);
    this.#retriever = new MiniSearchRetriever(this.#vocabulary.words);
    this.#synonyms = readSynonyms(synonyms);
  }

  search(query: ArticleQuery): SearchResult {
    const words = [query.words, ...query.phrases].join('\n');
    const understood = understandQuery(
      { ...query, words },
      { vocabulary: this.#vocabulary, synonyms: this.#synonyms, retriever: this.#retriever },
    );
    const accepts = createFilter(query, this.#vocabulary);
    const found = this.#findAll(understood, accepts);
    const named = this.#findNamed(query, accepts);
    if (named === undefined) return { hits: found, isCalled: false, query: understood };
    const called = rankArticles([named], understood, this.#vocabulary);
    const others = found.filter(({ article }) => article !== named.article);
    return { hits: [...called, ...others], isCalled: true, query: understood };
  }

  /** Whether it is a name of an article, as `SearchResult.isCalled` says, without a search. */
  isNamed(query: ArticleQuery): boolean {
    return this.#findNamed(query, createFilter(query, this.#vocabulary)) !== undefined;
  }

  /** What a word of these stems tells, from 0 to 1, and whether any article has one of them. */
  readonly weigh = (stems: readonly string[]): { share: number; isKnown: boolean } => {
    const vocabulary = this.#vocabulary;
    const isKnown = (key: string): boolean => vocabulary.hasStem(key) || this.#synonyms.has(key);
    const known = stems.find(isKnown);
    const share = vocabulary.weightOf(known ?? stems[0] ?? '') / vocabulary.weightOf('');
    return { share, isKnown: known !== undefined };
  };

  /** Every article that is not ruled out, the newest first. */
  list(restrictions: Restrictions): readonly Article[] {
    const accepted = [...this.#entries.values()].filter(
      createFilter(restrictions, this.#vocabulary),
    );
    return accepted.map(({ article }) => article).sort(newestFirst);
  }

  /** How these articles do, whatever words they have, without those that are ruled out. */
  rank(slugs: readonly string[], query: UnderstoodQuery, restrictions: Restrictions): Hit[] {
    const named = slugs.flatMap((slug) => this.#entries.get(slug) ?? []);
    const entries = named.filter(createFilter(restrictions, this.#vocabulary));
    return rankArticles(entries, query, this.#vocabulary);
  }

  /** By slug, with what each article was taken apart into; as of any moment. */
  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  /** Every word, by its number. */
  get words(): readonly string[] {
    return this.#vocabulary.words;
  }

  /**
   * Takes in a change in small steps while questions are answered as before; then all of it counts
   * at once. Changes are taken in one after the other.
   */
  update(change: IndexChange): Promise<void> {
    const run = (): Promise<undefined> => runBetween(this.#change(change), this.#breath);
    return (this.#updated = this.#updated.then(run, run));
  }

  *fill(articles: readonly Article[], known?: TakenApart): Steps<undefined> {
    const forms = new Map<string, WordForms>();
    // The newest come first, as they do in a tie.
    for (const article of articles.toSorted(newestFirst)) {
      yield;
      this.#count(this.#add(article, forms, known?.wordsOf(article)), 1);
    }
    return undefined;
  }

  *#change({ put = [], remove = [], synonyms }: IndexChange): Steps<undefined> {
    const forms = new Map<string, WordForms>();
    const coming: Entry[] = [];
    for (const article of put.toSorted(newestFirst)) {
      yield;
      // Found already, but not accepted before it counts.
      coming.push(this.#add(article, forms));
    }
    const replaced = new Set([...remove, ...put.map(({ slug }) => slug)]);
    const going = Array.from(replaced, (slug) => this.#entries.get(slug) ?? []).flat();
    yield;
    for (const entry of going) this.#count(entry, -1);
    for (const entry of coming) this.#count(entry, 1);
    if (synonyms !== undefined) this.#synonyms = readSynonyms(synonyms);
    for (const entry of going) {
      yield;
      this.#retriever.remove(documentOf(entry));
    }
    return undefined;
  }

  #add(article: Article, forms: Map<string, WordForms>, known?: ArticleWords): Entry {
    const words = known ?? takeApart(article, this.#vocabulary, forms);
    const entry = { article, words, names: nameKeysOf(article) };
    this.#retriever.add(documentOf(entry));
    return entry;
  }

  #count(entry: Entry, change: 1 | -1): void {
    this.#vocabulary.count(wordsOf(entry.words, firstText), entry.words.lengths, change);
    this.#called.count(entry, change);
    if (change === 1) this.#entries.set(entry.article.slug, entry);
    else this.#entries.delete(entry.article.slug);
  }

  #findAll(query: UnderstoodQuery, accepts: Accepts): Hit[] {
    const found = {
      limit: maxCandidates,
      // What is about to come or to go is in the retriever, too.
      accepts: (entry: Entry) => this.#entries.get(entry.article.slug) === entry && accepts(entry),
      compare: (a: Entry, b: Entry) => newestFirst(a.article, b.article),
    };
    // Of few articles the retriever would hand over nearly all.
    const candidates =
      this.#entries.size <= maxCandidates
        ? [...this.#entries.values()].filter(accepts)
        : this.#retriever.find(termsOf(query.units, this.#vocabulary), found);
    const hits = rankArticles(candidates, query, this.#vocabulary);
    return hits.filter(({ score }) => score > 0);
  }

  /** A name that looks like operators is a name all the same. */
  #findNamed({ text, words }: ArticleQuery, accepts: Accepts): Entry | undefined {
    const entry = this.#called.find(text) ?? this.#called.find(words);
    const isAccepted = entry !== undefined && accepts(entry);
    return this.#called.find(text, { isExact: true }) ?? (isAccepted ? entry : undefined);
  }
}

function documentOf(entry: Entry): RetrievedDocument<Entry> {
  const { words } = entry;
  // The end of the slug is no text, but finds the article all the same.
  return { id: entry, names: wordsOf(words, 0, words.namesEnd), words: wordsOf(words, 0) };
}
