import { namingPairs } from './particles.ts';
import { tokenize, type WordForms } from './tokenize.ts';
import { stopWords } from './word-lists.ts';

interface IndexedWordOptions {
  /** A name has the pairs that small words make, too: "time off". */
  readonly isName: boolean;
  /** Forms of words met before, to share between the calls of one long job. */
  readonly known?: Map<string, WordForms>;
}

/** What is found of a word, beside itself. */
export interface WordMarks {
  /** Inside an identifier: half a word. */
  readonly isPart: boolean;
  /** The next word stands at the same place. */
  readonly stays: boolean;
}

const plain: WordMarks = { isPart: false, stays: false };
const whole: WordMarks = { isPart: false, stays: true };
const part: WordMarks = { isPart: true, stays: false };

/**
 * Calls for each word that a text is found by, in order: an identifier as a whole and in its parts, none
 * that carries no subject.
 */
export function visitIndexedWords(
  text: string,
  { isName, known }: IndexedWordOptions,
  visit: (word: string, marks: WordMarks) => void,
): void {
  const tokens = tokenize(text, known);
  for (const [at, { forms }] of tokens.entries()) {
    const pairs = isName ? namingPairs(tokens, at) : [];
    for (const pair of pairs) visit(pair, plain);
    // The small word is in its pair.
    if (pairs.length > 0 || stopWords.has(forms.word)) continue;
    visit(forms.word, forms.parts.length > 0 ? whole : plain);
    for (const word of forms.parts) visit(word, part);
  }
}
