import { smallWords } from '../analysis/word-lists.ts';
import { tokenize } from '../analysis/tokenize.ts';

/** Whether a word, folded, may say what a question is about. */
export function mayTell(word: string): boolean {
  return !smallWords.has(word);
}

/** What the words that say what a question is about come down to; none twice. */
export function tellingStems(words: string): readonly string[] {
  const telling = tokenize(words).filter(({ forms: { word } }) => mayTell(word));
  return [...new Set(telling.flatMap(({ forms }) => forms.stems.slice(0, 1)))];
}
