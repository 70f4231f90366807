import type { IndexedText } from './collect-occurrences.ts';
import { inverseFrequency } from './inverse-frequency.ts';
import type { Postings } from './postings.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, type WordForms } from './tokenize.ts';
import type { QueryUnit, UnderstoodQuery } from './understand-query.ts';

/** So many words say what an article is about. */
const maxUnits = 20;

/** Asks for what an article is about: the words that stand in it often and elsewhere seldom. */
export function relatedQuery(texts: readonly IndexedText[], postings: Postings): UnderstoodQuery {
  const known = new Map<string, WordForms>();
  const counts = new Map<string, number>();
  for (const { text } of texts) {
    for (const { forms } of tokenize(text, known)) {
      const [stem] = forms.stems;
      if (stem === undefined || stopWords.has(forms.word)) continue;
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
  }
  const units = [...counts].map(([stem, count]): QueryUnit => {
    const words = postings.wordsOfStem[postings.stemNumbers.get(stem) ?? -1] ?? [];
    return {
      stem,
      typed: new Set(),
      frequencyWeight: inverseFrequency(stem, postings),
      repeats: count / (count + 2),
      certainty: 1,
      isTelling: true,
      forms: words.map((word) => ({ kind: 'word', word, share: 1 })),
      alternatives: [],
    };
  });
  const weigh = ({ frequencyWeight, repeats }: QueryUnit): number => frequencyWeight * repeats;
  units.sort((a, b) => weigh(b) - weigh(a) || (a.stem < b.stem ? -1 : 1));
  return { units: units.slice(0, maxUnits), pairs: [], corrections: [] };
}
