import { sectionText, type Article, type Section } from '../content/article.ts';
import type { Synonym } from '../content/parse-synonyms.ts';
import { findAcronyms } from './acronyms.ts';
import { buildAlternatives } from './alternatives.ts';
import { createOccurrenceCollector, type IndexedText } from './collect-occurrences.ts';
import { buildNameIndex } from './names.ts';
import { buildPostings, type Postings } from './postings.ts';
import { rankArticles, type Ranked } from './rank-articles.ts';
import { buildSpellingIndex } from './spelling.ts';
import { foldedWords } from './tokenize.ts';
import { understandQuery, type QueryUnit, type UnderstoodQuery } from './understand-query.ts';

/** The part of the article's matched words that a section must hold to be worth leading to. */
const sectionCovers = 0.8;

/** Up to so many words every word of a question is thought to matter. */
const shortQuestion = 5;

/** What to look for; a parsed question is one. */
export interface ArticleQuery {
  /** The whole question: an article's slug, title or alias is recognised in it. */
  readonly text: string;
  readonly words: string;
  readonly tags: readonly string[];
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
  readonly literal: boolean;
}

export interface Hit {
  readonly article: Article;
  readonly score: number;
  /** See `confidenceOf`; Infinity for the article's own name. */
  readonly confidence: number;
  /** The section that says more about the question than the article as a whole. */
  readonly section: Section | undefined;
  /** What the score is made of. */
  readonly ranked: Ranked | undefined;
}

/** What was looked for in the end, to choose and mark passages. */
export interface SoughtWords {
  /** How much each stem tells. */
  readonly weights: ReadonlyMap<string, number>;
  /** The words of the library that count, folded. */
  readonly words: readonly string[];
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
  readonly sought: SoughtWords;
  readonly query: UnderstoodQuery;
}

export interface ArticleIndex {
  readonly size: number;
  search(query: ArticleQuery): SearchResult;
}

export interface IndexOptions {
  /** What a team says means the same. */
  readonly synonyms?: readonly Synonym[];
}

export function buildArticleIndex(
  articles: readonly Article[],
  { synonyms = [] }: IndexOptions = {},
): ArticleIndex {
  const collector = createOccurrenceCollector();
  for (const article of articles) collector.add(textsOf(article));
  const postings = buildPostings(collector.finish());
  const spelling = buildSpellingIndex(
    postings.wordsOfStem.flatMap((numbers, stemNumber) =>
      numbers.map((number) => ({
        word: postings.words[number] ?? '',
        articles: postings.articlesOfStem[stemNumber] ?? 0,
      })),
    ),
  );
  const acronyms = articles.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'prose' ? findAcronyms(block.text) : [])),
    ),
  );
  const alternatives = buildAlternatives(synonyms, acronyms);
  const names = buildNameIndex(articles, postings);
  const called = collectNames(articles);

  return {
    size: articles.length,
    search(query) {
      const words = [query.words, ...query.phrases].join(' \n ');
      const understood = understandQuery(words, { postings, spelling, alternatives }, query);
      const accepts = (number: number): boolean => {
        const article = articles[number];
        return article !== undefined && isAccepted(article, query);
      };
      const named = called.get(nameKey(query.text)) ?? called.get(nameKey(query.words));
      const hits: Hit[] = [];
      for (const ranked of rankArticles(postings, names, understood, accepts)) {
        const article = articles[ranked.article];
        if (article === undefined || article === named) continue;
        hits.push({
          article,
          score: ranked.score,
          confidence: confidenceOf(ranked.score, understood),
          section: chooseSection(article, ranked, understood, names.titles[ranked.article]),
          ranked,
        });
      }
      hits.sort(compareHits);
      if (named !== undefined && isAccepted(named, query)) {
        hits.unshift({
          article: named,
          score: Infinity,
          confidence: Infinity,
          section: undefined,
          ranked: undefined,
        });
      }
      const telling = understood.units.filter((unit) => unit.isTelling);
      const sought = {
        weights: weighStems(telling),
        words: telling.flatMap((unit) => soughtWords(unit, postings)),
      };
      return { hits, corrections: understood.corrections, sought, query: understood };
    },
  };
}

/**
 * The section to lead to: one that holds nearly all that the article has of what was asked, unless
 * the title already says as much.
 */
function chooseSection(
  { sections }: Article,
  { bestSection, counts, sectionCounts }: Ranked,
  { units }: UnderstoodQuery,
  title: ReadonlySet<string> = new Set(),
): Section | undefined {
  const section = sections[bestSection ?? 0];
  if (section === undefined || section.anchor === '') return undefined;
  const weigh = (isIn: (i: number) => boolean): number =>
    sum(units.map((unit, i) => (isIn(i) ? tellingWeight(unit) : 0)));
  const inArticle = weigh((i) => (counts[i] ?? 0) > 0);
  const inSection = weigh((i) => (sectionCounts[i] ?? 0) > 0);
  const inTitle = weigh((i) => title.has(units[i]?.stem ?? ''));
  return inSection >= sectionCovers * inArticle && inSection > inTitle ? section : undefined;
}

/**
 * How well a score answers a question, whatever the question and the library: the score for each
 * part of what was asked that could have been matched, words that stand nowhere included. A word
 * found a few times in an article brings about 1, a name of the article that fits about 2 more. In
 * a long question many words are beside the point, so it gets by with less for each.
 */
function confidenceOf(score: number, { units }: UnderstoodQuery): number {
  const asked = sum(units.map(tellingWeight));
  const telling = units.filter((unit) => unit.isTelling).length;
  return asked === 0 ? 0 : (score / asked) * Math.sqrt(Math.max(1, telling / shortQuestion));
}

/** The stems to mark in a passage; another name's words share the weight of the word asked for. */
function weighStems(units: readonly QueryUnit[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { alternatives, frequencyWeight } of units) {
    for (const also of alternatives) {
      for (const stem of also) weights.set(stem, frequencyWeight / also.length);
    }
  }
  for (const { stem, frequencyWeight } of units) weights.set(stem, frequencyWeight);
  return weights;
}

function soughtWords({ stem, alternatives }: QueryUnit, postings: Postings): string[] {
  return [stem, ...alternatives.flat()].flatMap((key) => {
    const number = postings.stemNumbers.get(key);
    const words = number === undefined ? [] : (postings.wordsOfStem[number] ?? []);
    return words.map((word) => postings.words[word] ?? '');
  });
}

function tellingWeight({ isTelling, frequencyWeight }: UnderstoodQuery['units'][number]): number {
  return isTelling ? frequencyWeight : 0;
}

/** By score, then the newer, then by slug: the same question always gets the same answer. */
function compareHits(a: Hit, b: Hit): number {
  if (a.score !== b.score) return b.score - a.score;
  const [newerA, newerB] = [a.article.updated ?? '', b.article.updated ?? ''];
  if (newerA !== newerB) return newerA < newerB ? 1 : -1;
  return a.article.slug < b.article.slug ? -1 : 1;
}

function isAccepted(article: Article, { tags, phrases, excluded }: ArticleQuery): boolean {
  return (
    tags.every((tag) => article.tags.includes(tag)) &&
    phrases.every((phrase) => contains(article, phrase)) &&
    !excluded.some((phrase) => contains(article, phrase))
  );
}

function contains(article: Article, phrase: string): boolean {
  const wanted = ` ${foldedWords(phrase).join(' ')} `;
  return textsOf(article).some(({ text }) => ` ${foldedWords(text).join(' ')} `.includes(wanted));
}

/** Slugs go before titles, titles before aliases when two articles claim one name. */
function collectNames(articles: readonly Article[]): Map<string, Article> {
  const names = new Map<string, Article>();
  const claims: ((article: Article) => readonly string[])[] = [
    ({ slug }) => [slug],
    ({ title }) => [title],
    ({ aliases, questions }) => [...aliases, ...questions],
  ];
  for (const claim of claims) {
    for (const article of articles) {
      for (const name of claim(article)) {
        const key = nameKey(name);
        if (!names.has(key)) names.set(key, article);
      }
    }
  }
  names.delete('');
  return names;
}

function nameKey(name: string): string {
  const words = foldedWords(name).join(' ');
  return words === '' ? name.replace(/\s+/gu, ' ').trim() : words;
}

function textsOf({ title, aliases, questions, summary, tags, sections }: Article): IndexedText[] {
  return [
    ...[title, ...aliases, ...questions, summary, ...tags].map((text) => ({
      text,
      isHeading: false,
    })),
    ...sections.flatMap((section) => [
      { text: section.heading, isHeading: true },
      { text: sectionText(section), isHeading: false },
    ]),
  ];
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
