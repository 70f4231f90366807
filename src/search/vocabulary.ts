import { wordsOfPair } from '../analysis/particles.ts';
import { stem } from '../analysis/stem.ts';
import { generalShare, stopWords } from '../analysis/word-lists.ts';
import { createOnce, type ArticleWords } from './article-words.ts';

/** How many texts of any kind the articles of the library are counted together with. */
const generalTexts = 50;

/**
 * The words of a library by number, and what is counted over all articles in service. A word keeps
 * its number when the last article that had it goes.
 */
export class Vocabulary {
  readonly words: string[] = [];
  /** For each word: the number of its stem. */
  readonly stemOfWord: number[] = [];
  /** How many articles there are. */
  articles = 0;
  readonly #stems: string[] = [];
  readonly #wordsOfStem: number[][] = [];
  readonly #articlesOfWord: number[] = [];
  readonly #articlesOfStem: number[] = [];
  readonly #wordNumbers = new Map<string, number>();
  readonly #stemNumbers = new Map<string, number>();
  readonly #once = createOnce();
  #length = 0;
  #sections = 0;
  #sectionsLength = 0;
  #weights: (number | undefined)[] = [];

  /** @param words that are known already, in the order of their numbers */
  constructor(words: readonly string[] = []) {
    for (const word of words) this.numberOf(word);
  }

  numberOf(word: string): number {
    const known = this.#wordNumbers.get(word);
    if (known !== undefined) return known;
    const number = this.words.push(word) - 1;
    this.#wordNumbers.set(word, number);
    const key = stem(word);
    const stemNumber = this.#stemNumbers.get(key) ?? this.#stems.push(key) - 1;
    this.#stemNumbers.set(key, stemNumber);
    this.stemOfWord.push(stemNumber);
    (this.#wordsOfStem[stemNumber] ??= []).push(number);
    return number;
  }

  /**
   * Counts an article in, or out again.
   *
   * @param words those of its texts, none twice
   */
  count({ lengths }: ArticleWords, words: readonly number[], change: 1 | -1): void {
    const [about = 0, ...sections] = lengths;
    const inSections = sections.reduce((sum, length) => sum + length, 0);
    this.#weights = [];
    this.articles += change;
    this.#length += change * (about + inSections);
    this.#sections += change * sections.length;
    this.#sectionsLength += change * inSections;
    for (const word of words) {
      this.#articlesOfWord[word] = this.articlesOfWord(word) + change;
    }
    for (const each of this.#once(words.map((word) => this.stemOfWord[word] ?? 0))) {
      this.#articlesOfStem[each] = (this.#articlesOfStem[each] ?? 0) + change;
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
    return this.#articlesOfStem[this.numberOfStem(key)] ?? 0;
  }

  /** The number of a stem, -1 when no word has it. */
  numberOfStem(key: string): number {
    return this.#stemNumbers.get(key) ?? -1;
  }

  /** The number of a word that stands in the library. */
  find(word: string): number | undefined {
    const number = this.#wordNumbers.get(word);
    return number !== undefined && this.articlesOfWord(number) > 0 ? number : undefined;
  }

  /** Numbers of the words of a stem that stand in the library. */
  formsOf(key: string): readonly number[] {
    const forms = this.#wordsOfStem[this.numberOfStem(key)] ?? [];
    return forms.filter((word) => this.articlesOfWord(word) > 0);
  }

  /**
   * How much the words of a stem tell in this library; more the fewer articles they stand in, never
   * below 0. Counting general texts along keeps it meaning the same in a small library and in a large
   * one, where they no longer matter.
   */
  weightOf(key: string): number {
    const holding = this.articlesOfStem(key) + generalTexts * generalShare(key) + 0.5;
    const others = this.articles + generalTexts - holding + 1;
    const weight = Math.log(1 + Math.max(0, others) / holding);
    // "set up" tells no more than "set" and "up" do, however seldom they stand together.
    const words = wordsOfPair(key).filter((word) => !stopWords.has(word));
    if (words.length === 0) return weight;
    return Math.min(
      weight,
      words.reduce((sum, word) => sum + this.weightOf(word), 0),
    );
  }

  /** The same by the number of a stem, for what is asked again and again. */
  weightOfStem(number: number): number {
    return (this.#weights[number] ??= this.weightOf(this.#stems[number] ?? ''));
  }
}
