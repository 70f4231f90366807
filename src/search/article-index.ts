import type { Article, Section } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { Synonym } from '../content/parse-synonyms.ts';
import { compareText } from '../text/compare-text.ts';
import { ArticleSet } from './article-set.ts';
import { createSectionChooser } from './choose-section.ts';
import { confidenceOf, lackedBy } from './confidence.ts';
import { createFilter, type Restrictions } from './create-filter.ts';
import { letGo, runAtOnce, runBetween, type Breath } from '../content/in-steps.ts';
import { compareRanked, rankArticles, type Entry, type Ranked } from './rank-articles.ts';
import { listNear, nearnessOf, shareOfMeaning, type Nearness } from './score-meaning.ts';
import { saveSet, type SavedSet } from './saved-set.ts';
import { soughtWords, type SoughtWords } from './sought-words.ts';
import { stem } from '../analysis/stem.ts';
import { readSynonyms } from '../analysis/synonyms.ts';
import { termsOf } from './terms.ts';
import { understandQuery, type UnderstoodQuery } from './understand-query.ts';

/** How many articles the first stage hands over. */
const maxCandidates = 120;

/** What to look for; a parsed question is one. */
export interface ArticleQuery extends Restrictions {
  /** The whole question: an article's slug, title or alias is recognised in it. */
  readonly text: string;
  readonly words: string;
  readonly literal: boolean;
  /** The sentence that the question was a part of: helps to order what is found. */
  readonly beside?: string | undefined;
  /** What it means; without it the words decide alone. */
  readonly nearness?: Nearness | undefined;
}

export interface Hit {
  readonly article: Article;
  readonly score: number;
  /** See `confidenceOf`, with what was said beside; Infinity for the article that was called by its name. */
  readonly confidence: number;
  /** The section that says more about the question than the article as a whole. */
  readonly section: Section | undefined;
  /** How it does by what was asked; undefined for an article that does so by nothing but its name. */
  readonly ranked: Ranked | undefined;
  /** From 0 to 1: how near it comes in meaning, see `nearnessOf`; 0 when nobody knows. */
  readonly nearness: number;
}

export interface SearchResult {
  /** Best first, those that score the same by date, then by slug. */
  readonly hits: readonly Hit[];
  /** What the words alone put first: meaning helps to find, and proves nothing. */
  readonly byWords: Ranked | undefined;
  /** Of that one, by what was asked alone. */
  readonly confidence: number;
  readonly corrections: UnderstoodQuery['corrections'];
  readonly sought: SoughtWords;
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

export interface ArticleIndex {
  readonly size: number;
  /** All articles in service, by slug. */
  readonly articles: readonly Article[];
  search(query: ArticleQuery): SearchResult;
  /** What a word of these stems tells, from 0 to 1, and whether any article has one of them. */
  readonly weigh: (stems: readonly string[]) => {
    readonly share: number;
    readonly isKnown: boolean;
  };
  /** Every article that is not ruled out, the newest first. */
  list(restrictions: Restrictions): readonly Article[];
  /** The articles that are most about the same, best first. */
  related(article: Article, limit: number): readonly Article[];
  /**
   * Takes in a change in small steps while questions are answered as before; then all of it counts
   * at once. Changes are taken in one after the other.
   */
  update(change: IndexChange): Promise<void>;
  /** The index as `readSavedSet` reads it, in parts. */
  save(version: string): readonly Uint8Array[];
}

export interface OpenedIndex {
  readonly index: ArticleIndex;
  /** Saved again it would be as it was: nothing has changed since. */
  readonly isAsSaved: boolean;
}

export interface IndexOptions {
  readonly synonyms?: readonly Synonym[];
  /** When longer work lets other work go first; after each step when left out. */
  readonly breath?: Breath;
}

export function buildArticleIndex(
  articles: readonly Article[],
  options: IndexOptions = {},
): ArticleIndex {
  const set = new ArticleSet();
  runAtOnce(set.fill(articles));
  return createArticleIndex(set, options);
}

/**
 * Builds the index while the process goes on with other work.
 *
 * @param saved spares taking apart what has not changed since
 */
export async function openArticleIndex(
  articles: readonly Article[],
  options: IndexOptions = {},
  saved?: SavedSet,
): Promise<OpenedIndex> {
  const set = new ArticleSet(saved?.vocabulary);
  const asSaved = await runBetween(set.fill(articles, saved), options.breath ?? letGo);
  const isAsSaved = asSaved === articles.length && asSaved === saved?.articles.size;
  return { index: createArticleIndex(set, options), isAsSaved };
}

function createArticleIndex(set: ArticleSet, options: IndexOptions): ArticleIndex {
  const { retriever, vocabulary, called, entries } = set;
  const { breath = letGo } = options;
  let synonyms = readSynonyms(options.synonyms ?? []);
  let listed: readonly Article[] | undefined;
  let newest: readonly Entry[] | undefined;
  let updated = Promise.resolve<undefined>(undefined);

  const rank = (query: UnderstoodQuery, accepts: (entry: Entry) => boolean): Ranked[] => {
    const candidates = retriever.find(termsOf(query.units, vocabulary), {
      limit: maxCandidates,
      accepts: (id) => {
        const entry = entries.get(id);
        return entry !== undefined && accepts(entry);
      },
      compare: (a, b) => compareEntries(entries.get(a), entries.get(b)),
    });
    const known = candidates.flatMap((id) => entries.get(id) ?? []);
    return rankArticles(known, query, vocabulary);
  };

  const understand = (text: string, isLiteral: boolean, beside?: string): UnderstoodQuery => {
    const articlesOf = (word: string): number => vocabulary.articlesOfStem(stem(word));
    const known = { vocabulary, synonyms, words: { ...retriever, articlesOf } };
    return understandQuery(text, known, isLiteral, beside);
  };

  return {
    get size() {
      return entries.size;
    },
    get articles() {
      return (listed ??= Array.from(entries.values(), ({ article }) => article).sort((a, b) =>
        compareText(a.slug, b.slug),
      ));
    },
    search(query) {
      const words = [query.words, ...query.phrases].join('\n');
      const understood = understand(words, query.literal, query.beside);
      const { units, corrections } = understood;
      const accepts = createFilter(query, vocabulary);
      const named = findNamed(query, accepts);
      const byWords = rank(understood, accepts);
      const [first] = byWords;
      const firstConfidence = first === undefined ? 0 : confidenceOf(first, units, true);
      const ranked = addMeaning(byWords, query, { understood, accepts, firstConfidence });
      const chooseSection = createSectionChooser(units, vocabulary);
      const hits = ranked
        .filter(({ entry }) => entry.article !== named)
        .map((each): Hit => {
          const { article } = each.entry;
          return {
            article,
            score: each.score,
            confidence: confidenceOf(each, units),
            get section() {
              return chooseSection(each) ?? sectionMeant(article, query);
            },
            nearness: query.nearness ? nearnessOf(query.nearness, article.slug) : 0,
            ranked: each,
          };
        });
      return {
        hits: named === undefined ? hits : [callHit(named, ranked), ...hits],
        byWords: first,
        confidence: named === undefined ? firstConfidence : Infinity,
        corrections,
        sought: soughtWords(units, vocabulary),
        query: understood,
      };
    },
    weigh(stems) {
      const known = stems.find((key) => vocabulary.articlesOfStem(key) > 0 || synonyms.has(key));
      const rarest = vocabulary.weightOf('');
      const share = vocabulary.weightOf(known ?? stems[0] ?? '') / rarest;
      return { share, isKnown: known !== undefined };
    },
    list(restrictions) {
      newest ??= [...entries.values()].sort(compareEntries);
      return newest.filter(createFilter(restrictions, vocabulary)).map(({ article }) => article);
    },
    related(article, limit) {
      const { title, tags, summary } = article;
      const about = understand([title, ...tags, summary].join('\n'), true);
      const ranked = rank(about, (entry) => entry.article.slug !== article.slug);
      return ranked.slice(0, limit).map(({ entry }) => entry.article);
    },
    update({ put = [], remove = [], synonyms: meanings }) {
      const run = (): Promise<undefined> =>
        runBetween(
          set.change(put, remove, () => {
            listed = newest = undefined;
            if (meanings !== undefined) synonyms = readSynonyms(meanings);
          }),
          breath,
        );
      updated = updated.then(run, run);
      return updated;
    },
    save: (version) => saveSet(entries.values(), { version, vocabulary: vocabulary.words }),
  };

  /** What comes near in meaning moves up, and comes in where words alone would not have brought it. */
  function addMeaning(
    byWords: readonly Ranked[],
    { nearness, words, beside = words, phrases, literal }: ArticleQuery,
    { understood, accepts, firstConfidence }: MeaningDeps,
  ): readonly Ranked[] {
    // Who asks for exact words means nothing else.
    if (nearness === undefined || literal || phrases.length > 0) return byWords;
    const asked = beside.split(/\s+/u).filter(Boolean).length;
    const [first] = byWords;
    // Even a single word is meant, where it stands in no article.
    const share =
      first === undefined
        ? 1
        : first.score * shareOfMeaning(asked, firstConfidence, lackedBy(first, understood.units));
    if (share === 0) return byWords;
    const known = new Set(byWords.map(({ entry }) => entry));
    const others = listNear(nearness)
      .flatMap((slug) => set.entryOf(slug) ?? [])
      .filter((entry) => !known.has(entry) && accepts(entry));
    const added = rankArticles(others, understood, vocabulary, { keepAll: true });
    return [...byWords, ...added]
      .map((each) => ({
        ...each,
        score: each.score + share * nearnessOf(nearness, each.entry.article.slug),
      }))
      .sort(compareRanked);
  }

  /** A name that looks like operators is a name all the same. */
  function findNamed(query: ArticleQuery, accepts: (entry: Entry) => boolean): Article | undefined {
    const article = called.find(query.text) ?? called.find(query.words);
    const entry = article && set.entryOf(article.slug);
    const isAccepted = entry !== undefined && accepts(entry);
    return called.find(query.text, { isExact: true }) ?? (isAccepted ? article : undefined);
  }
}

function compareEntries(a: Entry | undefined, b: Entry | undefined): number {
  return a === undefined || b === undefined ? 0 : newestFirst(a.article, b.article);
}

interface MeaningDeps {
  readonly understood: UnderstoodQuery;
  readonly accepts: (entry: Entry) => boolean;
  readonly firstConfidence: number;
}

/** Where the words lead to no section, what is meant may. */
function sectionMeant(article: Article, { nearness }: ArticleQuery): Section | undefined {
  const number = nearness?.articles.get(article.slug)?.section;
  const section = number === undefined ? undefined : article.sections[number];
  return section?.anchor === '' ? undefined : section;
}

function callHit(article: Article, ranked: readonly Ranked[]): Hit {
  return {
    article,
    score: Infinity,
    confidence: Infinity,
    section: undefined,
    nearness: 0,
    ranked: ranked.find(({ entry }) => entry.article === article),
  };
}
