import { GrowingArray } from './growing-array.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, type WordForms } from './tokenize.ts';

/** What one word of running text weighs: whole numbers are kept, and there are halves. */
export const mention = 2;

/** A stretch of an article as it is indexed. */
export interface IndexedText {
  readonly text: string;
  /** A heading opens a section, and its words count twice. */
  readonly isHeading: boolean;
}

/** Every occurrence of every word in reading order. Words go by number. */
export interface Occurrences {
  readonly words: readonly string[];
  readonly wordNumbers: ReadonlyMap<string, number>;
  /** For each occurrence: the word's number. */
  readonly wordsOf: Int32Array;
  /** For each occurrence: its place in the article. Neighbouring words have neighbouring places. */
  readonly positions: Int32Array;
  /** For each occurrence: `mention`, twice that in a heading, half of it inside an identifier. */
  readonly weights: Int32Array;
  /** Occurrences `[articleStarts[article], articleStarts[article + 1])` belong to an article. */
  readonly articleStarts: Int32Array;
  /** Sections `[sectionStarts[article], sectionStarts[article + 1])` belong to an article. */
  readonly sectionStarts: Int32Array;
  /** Position at which each section begins, its heading first. */
  readonly sectionPositions: Int32Array;
  /** Position at which the text under the heading begins. */
  readonly bodyPositions: Int32Array;
}

export interface OccurrenceCollector {
  /** Adds the next article: the texts before its first section, then section by section. */
  add(texts: readonly IndexedText[]): void;
  finish(): Occurrences;
}

/** Collects article by article, so that a long job can be done in small steps. */
export function createOccurrenceCollector(): OccurrenceCollector {
  const known = new Map<string, WordForms>();
  const wordNumbers = new Map<string, number>();
  const words: string[] = [];
  const wordsOf = new GrowingArray();
  const positions = new GrowingArray();
  const weights = new GrowingArray();
  const articleStarts = new GrowingArray();
  const sectionStarts = new GrowingArray();
  const sectionPositions = new GrowingArray();
  const bodyPositions = new GrowingArray();

  function numberOf(word: string): number {
    let number = wordNumbers.get(word);
    if (number === undefined) {
      number = words.length;
      wordNumbers.set(word, number);
      words.push(word);
    }
    return number;
  }

  function addWord(word: string, position: number, weight: number): void {
    wordsOf.push(numberOf(word));
    positions.push(position);
    weights.push(weight);
  }

  /** Returns the position after the text. */
  function addText({ text, isHeading }: IndexedText, start: number): number {
    const weight = isHeading ? 2 * mention : mention;
    let position = start;
    let before = '';
    for (const { forms, hyphenated } of tokenize(text, known)) {
      if (stopWords.has(forms.word)) {
        before = '';
        continue;
      }
      addWord(forms.word, position, weight);
      // `dead-letter` is found by `deadletter` too.
      if (hyphenated && before !== '') addWord(before + forms.word, position, weight);
      before = forms.word;
      for (const part of forms.parts) addWord(part, position++, weight / 2);
      if (forms.parts.length === 0) position++;
    }
    return position;
  }

  return {
    add(texts) {
      articleStarts.push(wordsOf.length);
      sectionStarts.push(sectionPositions.length);
      let position = 0;
      for (const text of texts) {
        if (text.isHeading) sectionPositions.push(position);
        // The last word of a text and the first of the next are no neighbours.
        position = addText(text, position) + 1;
        if (text.isHeading) bodyPositions.push(position);
      }
    },
    finish() {
      articleStarts.push(wordsOf.length);
      sectionStarts.push(sectionPositions.length);
      return {
        words,
        wordNumbers,
        wordsOf: wordsOf.values(),
        positions: positions.values(),
        weights: weights.values(),
        articleStarts: articleStarts.values(),
        sectionStarts: sectionStarts.values(),
        sectionPositions: sectionPositions.values(),
        bodyPositions: bodyPositions.values(),
      };
    },
  };
}
