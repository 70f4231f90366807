import type { Article, Section } from '../content/article.ts';
import { newestFirst } from '../content/newest-first.ts';
import type { Synonym } from '../content/parse-synonyms.ts';
import { findAcronyms, type Acronym } from './acronyms.ts';
import { buildAlternatives } from './alternatives.ts';
import { textsOf } from './article-texts.ts';
import { collectCalledNames } from './called-names.ts';
import { chooseSection } from './choose-section.ts';
import { createOccurrenceCollector } from './collect-occurrences.ts';
import { confidenceOf } from './confidence.ts';
import { createFilter, type Restrictions } from './create-filter.ts';
import { runAtOnce, runBetween, type Steps } from './in-steps.ts';
import { buildNameIndex } from './names.ts';
import { buildPostings } from './postings.ts';
import { rankArticles, type Ranked } from './rank-articles.ts';
import { relatedQuery } from './related-query.ts';
import { soughtWords, type SoughtWords } from './sought-words.ts';
import { buildSpellingIndex } from './spelling.ts';
import { understandQuery, type UnderstoodQuery } from './understand-query.ts';

/** About ten milliseconds of indexing. */
const articlesAtOnce = 10;

/** What to look for; a parsed question is one. */
export interface ArticleQuery extends Restrictions {
  /** The whole question: an article's slug, title or alias is recognised in it. */
  readonly text: string;
  readonly words: string;
  readonly literal: boolean;
}

export interface Hit {
  readonly article: Article;
  readonly score: number;
  /** See `confidenceOf`; Infinity for the article that was called by its name. */
  readonly confidence: number;
  /** The section that says more about the question than the article as a whole. */
  readonly section: Section | undefined;
  /** What the score is made of; undefined for the article that was called by its name. */
  readonly ranked: Ranked | undefined;
}

export interface SearchResult {
  /** Best first, those that score the same by date, then by slug. */
  readonly hits: readonly Hit[];
  readonly corrections: UnderstoodQuery['corrections'];
  readonly sought: SoughtWords;
  readonly query: UnderstoodQuery;
}

export interface ArticleIndex {
  readonly size: number;
  search(query: ArticleQuery): SearchResult;
  /** Every article that is not ruled out, the newest first. */
  list(restrictions: Restrictions): readonly Article[];
  /** The articles that are most about the same, best first. */
  related(article: Article, limit: number): readonly Article[];
}

export interface IndexOptions {
  /** What a team says means the same. */
  readonly synonyms?: readonly Synonym[];
}

export function buildArticleIndex(
  articles: readonly Article[],
  options: IndexOptions = {},
): ArticleIndex {
  return runAtOnce(buildInSteps(articles, options));
}

/** Builds the index while the process goes on with other work, for a library that is in service. */
export function buildArticleIndexBetween(
  articles: readonly Article[],
  options: IndexOptions = {},
): Promise<ArticleIndex> {
  return runBetween(buildInSteps(articles, options), articlesAtOnce);
}

function* buildInSteps(
  given: readonly Article[],
  { synonyms = [] }: IndexOptions,
): Steps<ArticleIndex> {
  // Articles go by number from here on; where nothing else decides, the lower number comes first.
  const articles = given.toSorted(newestFirst);
  const collector = createOccurrenceCollector();
  const acronyms: Acronym[] = [];
  for (const article of articles) {
    yield;
    collector.add(textsOf(article));
    acronyms.push(...acronymsOf(article));
  }
  const postings = buildPostings(collector.finish());
  const names = yield* buildNameIndex(articles, postings);
  const called = collectCalledNames(articles);
  const vocabulary = {
    postings,
    spelling: buildSpellingIndex(postings),
    alternatives: buildAlternatives(synonyms, acronyms),
  };

  return {
    size: articles.length,
    search(query) {
      const words = [query.words, ...query.phrases].join('\n');
      const understood = understandQuery(words, vocabulary, query.literal);
      const { units, corrections } = understood;
      const accepts = createFilter(query, articles, postings);
      const named = findNamed(query, accepts);
      const ranked = rankArticles(postings, names, understood, accepts);
      const hits = ranked
        .filter(({ article }) => article !== named)
        .flatMap((entry) => {
          const article = articles[entry.article];
          if (article === undefined) return [];
          const confidence = confidenceOf(entry, units, {
            length: postings.lengths[entry.article] ?? 0,
            articleCount: articles.length,
          });
          const title = names.titles[entry.article] ?? new Set();
          const section = chooseSection(article, entry, units, title);
          return [{ article, score: entry.score, confidence, section, ranked: entry }];
        });
      const first = articles[named ?? -1];
      return {
        hits: first === undefined ? hits : [callHit(first), ...hits],
        corrections,
        sought: soughtWords(units, postings),
        query: understood,
      };
    },
    list(restrictions) {
      const accepts = createFilter(restrictions, articles, postings);
      return articles.filter((_, number) => accepts(number));
    },
    related(article, limit) {
      const query = relatedQuery(textsOf(article), postings);
      const ranked = rankArticles(postings, names, query, (other) => articles[other] !== article);
      return ranked.slice(0, limit).flatMap((entry) => articles[entry.article] ?? []);
    },
  };

  /** A name that looks like operators is a name all the same. */
  function findNamed(
    query: ArticleQuery,
    accepts: (article: number) => boolean,
  ): number | undefined {
    const number = called.byWords(query.text) ?? called.byWords(query.words);
    const isAccepted = number !== undefined && accepts(number);
    return called.exactly(query.text) ?? (isAccepted ? number : undefined);
  }
}

function callHit(article: Article): Hit {
  return {
    article,
    score: Infinity,
    confidence: Infinity,
    section: undefined,
    ranked: undefined,
  };
}

function acronymsOf({ sections }: Article): Acronym[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'prose' ? findAcronyms(block.text) : [])),
  );
}
