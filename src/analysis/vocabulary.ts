import { wordsOfPair } from './particles.ts';
import { stem } from './stem.ts';
import { generalShare, stopWords } from './word-lists.ts';

/** How many texts of any kind the articles of the library are counted together with. */
const generalTexts = 50;

interface Stem {
  readonly key: string;
  readonly words: number[];
  /** How many articles have one of its words. */
  articles: number;
  /** The count that it was last a part of. */
  countedIn: number;
}

/**
 * The words of a library by number, and what is counted over all articles in service. A word keeps
 * its number when the last article that had it goes.
 */
export class Vocabulary {
  readonly words: string[] = [];
  /** How many articles there are. */
  articles = 0;
  readonly #articlesOfWord: number[] = [];
  /** For each word the count that it was last a part of. */
  readonly #countedIn: number[] = [];
  readonly #stemOfWord: Stem[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #stems = new Map<string, Stem>();
  #counts = 0;
  #length = 0;
  #sections = 0;
  #sectionsLength = 0;
  /** Of stems of the library, until the next change. */
  readonly #weights = new Map<string, number>();

  /** @param words that are known already, in the order of their numbers */
  constructor(words: readonly string[] = []) {
    for (const word of words) this.numberOf(word);
  }

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.push(word) - 1;
    this.#numbers.set(word, number);
    this.#articlesOfWord.push(0);
    this.#countedIn.push(0);
    const key = stem(word);
    const own = this.#stems.get(key) ?? { key, words: [], articles: 0, countedIn: 0 };
    own.words.push(number);
    this.#stems.set(key, own);
    this.#stemOfWord.push(own);
    return number;
  }

  /**
   * Counts an article in, or out again.
   *
   * @param words their numbers, in any order and number
   * @param lengths of what stands before its sections, and of each section
   */
  count(words: Iterable<number>, lengths: readonly number[], change: 1 | -1): void {
    const [about = 0, ...sections] = lengths;
    const inSections = sections.reduce((sum, length) => sum + length, 0);
    this.#weights.clear();
    this.articles += change;
    this.#length += change * (about + inSections);
    this.#sections += change * sections.length;
    this.#sectionsLength += change * inSections;
    this.#counts++;
    for (const word of words) {
      if (this.#countedIn[word] === this.#counts) continue;
      this.#countedIn[word] = this.#counts;
      this.#articlesOfWord[word] = this.articlesOfWord(word) + change;
      const own = this.#stemOfWord[word];
      if (own === undefined || own.countedIn === this.#counts) continue;
      own.countedIn = this.#counts;
      own.articles += change;
    }
  }

  /** Words of an article, at least 1. */
  get averageLength(): number {
    return Math.max(1, this.#length / Math.max(1, this.articles));
  }

  get averageSectionLength(): number {
    return Math.max(1, this.#sectionsLength / Math.max(1, this.#sections));
  }

  articlesOfWord(word: number): number {
    return this.#articlesOfWord[word] ?? 0;
  }

  /** In how many articles a word of this stem stands. */
  articlesOfStem(key: string): number {
    return this.#stems.get(key)?.articles ?? 0;
  }

  /** Whether it stands in the library. */
  readonly has = (word: string): boolean => this.find(word) !== undefined;
  /** Whether any word of this stem does. */
  readonly hasStem = (key: string): boolean => this.articlesOfStem(key) > 0;

  stemOf(word: number): string {
    return this.#stemOfWord[word]?.key ?? '';
  }

  /** The number of a word that stands in the library. */
  find(word: string): number | undefined {
    const number = this.#numbers.get(word);
    return number !== undefined && this.articlesOfWord(number) > 0 ? number : undefined;
  }

  /** Numbers of the words of a stem that stand in the library. */
  formsOf(key: string): readonly number[] {
    const words = this.#stems.get(key)?.words ?? [];
    return words.filter((word) => this.articlesOfWord(word) > 0);
  }

  /**
   * How much the words of a stem tell in this library; more the fewer articles they stand in, never
   * below 0. Counting general texts along keeps it meaning the same in a small library and in a large
   * one, where they no longer matter.
   */
  weightOf(key: string): number {
    const known = this.#weights.get(key);
    if (known !== undefined) return known;
    const holding = this.articlesOfStem(key) + generalTexts * generalShare(key) + 0.5;
    const others = this.articles + generalTexts - holding + 1;
    const own = Math.log(1 + Math.max(0, others) / holding);
    // "set up" tells no more than "set" and "up" do, however seldom they stand together.
    const words = wordsOfPair(key).filter((word) => !stopWords.has(word));
    const ofWords = words.reduce((sum, word) => sum + this.weightOf(word), 0);
    const weight = words.length === 0 ? own : Math.min(own, ofWords);
    if (this.#stems.has(key)) this.#weights.set(key, weight);
    return weight;
  }
}
