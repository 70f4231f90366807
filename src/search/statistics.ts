import {
  countSections,
  headingOf,
  stemsOfText,
  visitWords,
  type ArticleWords,
} from './article-words.ts';
import { generalShare } from './general-words.ts';
import { wordsOfPair } from './particles.ts';
import { stopWords } from './stop-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What is counted over all articles in service. */
export interface Statistics {
  readonly vocabulary: Vocabulary;
  readonly articles: number;
  /** Words of an article, and of a section, at least 1. */
  readonly averageLength: number;
  readonly averageSectionLength: number;
  /** How many articles have a name or a heading of just these stems. */
  bearers(nameKey: string): number;
  /** `inverseFrequency` of a stem by its number. */
  weightOf(stem: number): number;
  /** Counts an article in, or out again. */
  count(counted: Counted, change: 1 | -1): void;
}

/** What an article adds to the counts; none twice. */
export interface Counted {
  /** The words of its texts, and how often they stand there, headings twice, inside an identifier half. */
  readonly times: ReadonlyMap<number, number>;
  readonly stems: ReadonlySet<number>;
  readonly nameKeys: ReadonlySet<string>;
  readonly length: number;
  readonly sections: number;
  readonly sectionsLength: number;
}

/** How many texts of any kind the articles of the library are counted together with. */
const generalTexts = 50;

export function createStatistics(vocabulary: Vocabulary): Statistics {
  let articles = 0;
  let length = 0;
  let sections = 0;
  let sectionsLength = 0;
  const bearers = new Map<string, number>();
  let weights: (number | undefined)[] = [];
  return {
    vocabulary,
    get articles() {
      return articles;
    },
    get averageLength() {
      return Math.max(1, length / Math.max(1, articles));
    },
    get averageSectionLength() {
      return Math.max(1, sectionsLength / Math.max(1, sections));
    },
    bearers: (key) => bearers.get(key) ?? 0,
    weightOf(stem) {
      return (weights[stem] ??= inverseFrequency(vocabulary.stems[stem] ?? '', this));
    },
    count(counted, change) {
      weights = [];
      articles += change;
      length += change * counted.length;
      sections += change * counted.sections;
      sectionsLength += change * counted.sectionsLength;
      vocabulary.count(counted.times.keys(), counted.stems, change);
      for (const key of counted.nameKeys) bearers.set(key, (bearers.get(key) ?? 0) + change);
    },
  };
}

/** Prepares what is counted, which takes longer than counting it. */
export function countedOf(article: ArticleWords, vocabulary: Vocabulary): Counted {
  const times = new Map<number, number>();
  let length = 0;
  let sectionsLength = 0;
  visitWords(article, (word, _position, row, each) => {
    times.set(word, (times.get(word) ?? 0) + each);
    length += each;
    if (row > 0) sectionsLength += each;
  });
  const stems = new Set(Array.from(times.keys(), (word) => vocabulary.stemOfWord[word] ?? 0));
  const nameKeys = new Set<string>();
  const sections = countSections(article);
  for (let text = 0; text < article.namesEnd; text++)
    nameKeys.add(nameKey(stemsOfText(article, text, vocabulary)));
  for (let section = 0; section < sections; section++) {
    nameKeys.add(nameKey(stemsOfText(article, headingOf(article, section), vocabulary)));
  }
  return { times, stems, nameKeys, length, sections, sectionsLength };
}

/** The same for names of the same stems, in whatever order. */
export function nameKey(stems: readonly number[]): string {
  return stems.toSorted((a, b) => a - b).join(' ');
}

/**
 * How much the words of a stem tell in this library; more the fewer articles they stand in, never
 * below 0. Counting general texts along keeps it meaning the same in a small library and in a large
 * one, where they no longer matter.
 */
export function inverseFrequency(stem: string, statistics: Statistics): number {
  const { vocabulary, articles } = statistics;
  const holding = vocabulary.articlesOfStem(stem) + generalTexts * generalShare(stem) + 0.5;
  const others = articles + generalTexts - holding + 1;
  const weight = Math.log(1 + Math.max(0, others) / holding);
  // "set up" tells no more than "set" and "up" do, however seldom they stand together.
  const words = wordsOfPair(stem).filter((word) => !stopWords.has(word));
  if (words.length === 0) return weight;
  return Math.min(
    weight,
    words.reduce((sum, word) => sum + inverseFrequency(word, statistics), 0),
  );
}
