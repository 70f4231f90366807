import { inverseFrequency } from './inverse-frequency.ts';
import type { Postings } from './postings.ts';
import { correctSpelling, type SpellingIndex } from './spelling.ts';
import { questionWords, stopWords } from './stop-words.ts';
import { stem } from './stem.ts';
import { tokenize } from './tokenize.ts';

/** One thing that is asked for. */
export interface QueryUnit {
  readonly stem: string;
  /** How much the word tells in this library. */
  readonly frequencyWeight: number;
  /** How often it was asked for; a fraction for a word that only asks. */
  readonly repeats: number;
  /** 1, or less for a word that is only thought to have been meant. */
  readonly certainty: number;
  /** False for a word that asks and names nothing, such as "how". */
  readonly isTelling: boolean;
  /** Words of the library that count for it, each occurrence as `share` of one. */
  readonly forms: readonly { readonly word: number; readonly share: number }[];
}

export interface UnderstoodQuery {
  readonly units: readonly QueryUnit[];
  /** Pairs of telling units that were asked for one right after the other. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
}

/** What an occurrence of another form of the word asked for is worth: "retries" for "retry". */
const otherFormShare = 0.7;
/** What a word that only asks is worth beside one that names something. */
const questionWordShare = 0.2;

/** Turns the words of a question into what to look for in the library. */
export function understandQuery(
  words: string,
  { postings, spelling }: { postings: Postings; spelling: SpellingIndex },
  { literal }: { literal: boolean },
): UnderstoodQuery {
  const corrections: { typed: string; corrected: string }[] = [];
  const repeats = new Map<string, number>();
  const typedForms = new Map<string, Set<string>>();
  const sequence: string[] = [];
  const askOnly = new Set<string>();
  const certainties = new Map<string, number>();
  const ask = (word: string, isTelling: boolean): void => {
    const key = stem(word);
    repeats.set(key, (repeats.get(key) ?? 0) + (isTelling ? 1 : questionWordShare));
    typedForms.set(key, (typedForms.get(key) ?? new Set()).add(word));
    if (isTelling) {
      sequence.push(key);
      askOnly.delete(key);
    } else if (!sequence.includes(key)) {
      askOnly.add(key);
    }
  };
  const tokens = tokenize(words).filter(({ forms }) => !stopWords.has(forms.word));
  const hasTelling = tokens.some(({ forms }) => !questionWords.has(forms.word));
  for (const { forms } of tokens) {
    const isTelling = !hasTelling || !questionWords.has(forms.word);
    if (forms.parts.length > 0) {
      // An identifier that stands nowhere as a whole is asked for by its parts alone.
      if (postings.wordNumbers.has(forms.word)) ask(forms.word, isTelling);
      for (const part of forms.parts) ask(part, isTelling);
      continue;
    }
    const better =
      literal || !isTelling || isKnown(forms.word, postings)
        ? undefined
        : correctSpelling(forms.word, spelling);
    if (better !== undefined) {
      corrections.push({ typed: forms.word, corrected: better.word });
      certainties.set(stem(better.word), better.certainty);
    }
    ask(better?.word ?? forms.word, isTelling);
  }

  const keys = [...repeats.keys()];
  const units = keys.map((key): QueryUnit => {
    const number = postings.stemNumbers.get(key);
    const all = number === undefined ? [] : (postings.wordsOfStem[number] ?? []);
    return {
      stem: key,
      frequencyWeight: inverseFrequency(key, postings),
      repeats: repeats.get(key) ?? 0,
      certainty: certainties.get(key) ?? 1,
      isTelling: !askOnly.has(key),
      forms: all.map((word) => ({
        word,
        share: typedForms.get(key)?.has(postings.words[word] ?? '') === true ? 1 : otherFormShare,
      })),
    };
  });
  const pairs = sequence.slice(1).map((key, i): [number, number] => {
    return [keys.indexOf(sequence[i] ?? ''), keys.indexOf(key)];
  });
  return { units, pairs: pairs.filter(([a, b]) => a !== b), corrections };
}

function isKnown(word: string, { wordNumbers, stemNumbers }: Postings): boolean {
  return wordNumbers.has(word) || stemNumbers.has(stem(word));
}
