import { stem } from './stem.ts';

/** What stays when the process ends. */
export interface SavedVocabulary {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  /** For each word: the number of its stem. */
  readonly stemOfWord: readonly number[];
}

/**
 * The words of a library by number, and in how many articles each of them stands. A word keeps its
 * number when the last article that had it goes.
 */
export class Vocabulary implements SavedVocabulary {
  readonly words: string[] = [];
  readonly stems: string[] = [];
  readonly stemOfWord: number[] = [];
  /** For each stem: its words. */
  readonly wordsOfStem: number[][] = [];
  readonly #articlesOfWord: number[] = [];
  readonly #articlesOfStem: number[] = [];
  readonly #wordNumbers = new Map<string, number>();
  readonly #stemNumbers = new Map<string, number>();

  constructor(saved?: SavedVocabulary) {
    for (const stem of saved?.stems ?? []) this.#addStem(stem);
    for (const [i, word] of saved?.words.entries() ?? []) {
      this.#addWord(word, saved?.stemOfWord[i] ?? 0);
    }
  }

  save(): SavedVocabulary {
    const { words, stems, stemOfWord } = this;
    return { words, stems, stemOfWord };
  }

  numberOf(word: string): number {
    const known = this.#wordNumbers.get(word);
    if (known !== undefined) return known;
    const key = stem(word);
    return this.#addWord(word, this.#stemNumbers.get(key) ?? this.#addStem(key));
  }

  #addWord(word: string, stemNumber: number): number {
    const number = this.words.push(word) - 1;
    this.#wordNumbers.set(word, number);
    this.#articlesOfWord.push(0);
    this.stemOfWord.push(stemNumber);
    this.wordsOfStem[stemNumber]?.push(number);
    return number;
  }

  #addStem(key: string): number {
    const number = this.stems.push(key) - 1;
    this.#stemNumbers.set(key, number);
    this.#articlesOfStem.push(0);
    this.wordsOfStem.push([]);
    return number;
  }

  /** Counts one more article, or one less, for each of these words and stems. */
  count(words: Iterable<number>, stems: Iterable<number>, change: 1 | -1): void {
    for (const word of words) this.#articlesOfWord[word] = this.articlesOfWord(word) + change;
    for (const key of stems) this.#articlesOfStem[key] = (this.#articlesOfStem[key] ?? 0) + change;
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
    const forms = this.wordsOfStem[this.numberOfStem(key)] ?? [];
    return forms.filter((word) => this.articlesOfWord(word) > 0);
  }
}
