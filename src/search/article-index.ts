import MiniSearch from 'minisearch';

import { sectionText, type Article, type Section } from '../content/article.ts';
import { correctSpelling, type VocabularyWord } from './correct-spelling.ts';
import { questionWords, stopWords } from './stop-words.ts';
import { foldedWords, tokenize } from './tokenize.ts';

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
  /** How much of what was asked the article covers, 0 to 1; 1 for its own name. */
  readonly confidence: number;
  /** The section that says more about the question than the article as a whole. */
  readonly section: Section | undefined;
}

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
  /** What was looked for in the end and how much each term tells, to choose and mark passages. */
  readonly terms: ReadonlyMap<string, number>;
}

export interface ArticleIndex {
  readonly size: number;
  search(query: ArticleQuery): SearchResult;
}

interface IndexedSection {
  readonly section: Section;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

export function buildArticleIndex(articles: readonly Article[]): ArticleIndex {
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  const names = collectNames(articles);
  const vocabulary = new Map<string, VocabularyWord>();
  const articleCounts = new Map<string, number>();
  const sections = new Map<string, IndexedSection[]>();
  for (const article of articles) {
    const parts = [titleText(article), bodyText(article)].flatMap((text) => tokenize(text));
    for (const word of new Set(parts.map((token) => token.word))) {
      vocabulary.set(word, { word, articles: (vocabulary.get(word)?.articles ?? 0) + 1 });
    }
    for (const term of new Set(parts.flatMap((token) => token.terms))) {
      articleCounts.set(term, (articleCounts.get(term) ?? 0) + 1);
    }
    sections.set(article.slug, article.sections.map(indexSection));
  }
  const mini = new MiniSearch<Article>({
    idField: 'slug',
    fields: ['title', 'all'],
    extractField: (article, field) =>
      field === 'slug' ? article.slug : field === 'title' ? titleText(article) : allText(article),
    tokenize: indexTerms,
    processTerm: (term) => term,
    searchOptions: { boost: { title: 0.5 }, bm25: { k: 2, b: 0.55, d: 0.25 }, combineWith: 'OR' },
  });
  mini.addAll(articles);

  const idf = (term: string): number => {
    const count = articleCounts.get(term) ?? 0;
    return Math.log(1 + (articles.length - count + 0.5) / (count + 0.5));
  };

  return {
    size: articles.length,
    search(query) {
      const named = names.get(nameKey(query.text));
      const { terms, corrections } = chooseTerms(query, vocabulary);
      const weights = new Map([...terms].map((term) => [term, idf(term)]));
      const total = sum(weights.values());
      const accepts = (article: Article): boolean =>
        query.tags.every((tag) => article.tags.includes(tag)) &&
        query.phrases.every((phrase) => contains(article, phrase)) &&
        !query.excluded.some((phrase) => contains(article, phrase));
      const found = mini.search([...terms].join(' '), { tokenize: (text) => text.split(' ') });
      const hits: Hit[] = [];
      for (const { id, score, queryTerms } of found) {
        const article = bySlug.get(id as string);
        if (article === undefined || !accepts(article)) continue;
        const covered = sum(queryTerms.map((term) => weights.get(term) ?? 0));
        hits.push({
          article,
          score: article === named ? Infinity : score / queryTerms.length,
          confidence: article === named ? 1 : total === 0 ? 0 : covered / total,
          section:
            article === named
              ? undefined
              : bestSection(sections.get(article.slug) ?? [], weights, queryTerms.length),
        });
      }
      if (named !== undefined && accepts(named) && !hits.some((hit) => hit.article === named)) {
        hits.push({ article: named, score: Infinity, confidence: 1, section: undefined });
      }
      hits.sort(compareHits);
      return { hits, corrections, terms: weights };
    },
  };
}

function chooseTerms(
  query: ArticleQuery,
  vocabulary: ReadonlyMap<string, VocabularyWord>,
): { terms: Set<string>; corrections: { typed: string; corrected: string }[] } {
  const tokens = tokenize([query.words, ...query.phrases].join(' '));
  const telling = tokens.filter(({ word }) => !questionWords.has(word));
  const terms = new Set<string>();
  const corrections: { typed: string; corrected: string }[] = [];
  for (const { word, terms: own } of telling.length > 0 ? telling : tokens) {
    const corrected =
      query.literal || vocabulary.has(word)
        ? undefined
        : correctSpelling(word, vocabulary.values());
    if (corrected === undefined) {
      for (const term of own) terms.add(term);
    } else {
      corrections.push({ typed: word, corrected });
      for (const { terms: better } of tokenize(corrected)) {
        for (const term of better) terms.add(term);
      }
    }
  }
  return { terms, corrections };
}

/** By score, then the newer, then by slug: the same question always gets the same answer. */
function compareHits(a: Hit, b: Hit): number {
  if (a.score !== b.score) return b.score - a.score;
  const [newerA, newerB] = [a.article.updated ?? '', b.article.updated ?? ''];
  if (newerA !== newerB) return newerA < newerB ? 1 : -1;
  return a.article.slug < b.article.slug ? -1 : 1;
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

function contains(article: Article, phrase: string): boolean {
  const wanted = ` ${foldedWords(phrase).join(' ')} `;
  return [titleText(article), bodyText(article)].some((text) =>
    ` ${foldedWords(text).join(' ')} `.includes(wanted),
  );
}

function bestSection(
  sections: readonly IndexedSection[],
  weights: ReadonlyMap<string, number>,
  matchedInArticle: number,
): Section | undefined {
  let best: { section: Section; score: number; matched: number } | undefined;
  for (const { section, counts, length } of sections) {
    let score = 0;
    let matched = 0;
    for (const [term, weight] of weights) {
      const count = counts.get(term) ?? 0;
      if (count > 0) matched++;
      score += (weight * count) / (count + 0.5 + length / 200);
    }
    if (best === undefined || score > best.score) best = { section, score, matched };
  }
  if (best === undefined || best.section.anchor === '') return undefined;
  return best.matched >= matchedInArticle ? best.section : undefined;
}

function indexSection(section: Section): IndexedSection {
  const heading = indexTerms(section.heading);
  const terms = [...heading, ...heading, ...indexTerms(sectionText(section))];
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { section, counts, length: terms.length };
}

function indexTerms(text: string): string[] {
  return tokenize(text).flatMap(({ word, terms }) => (stopWords.has(word) ? [] : terms));
}

function titleText({ title, aliases, questions }: Article): string {
  return [title, ...aliases, ...questions].join('\n');
}

function bodyText({ summary, tags, sections }: Article): string {
  const parts = sections.flatMap((section) => [section.heading, sectionText(section)]);
  return [summary, ...tags, ...parts].join('\n');
}

function allText(article: Article): string {
  const title = titleText(article);
  return [title, title, title, title, bodyText(article)].join('\n');
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
