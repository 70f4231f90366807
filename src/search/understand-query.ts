import { alternativesAt, type Alternatives } from './alternatives.ts';
import { chatWords } from './chat-words.ts';
import { compoundsAt, splitCompound } from './compounds.ts';
import { isGeneral } from './general-words.ts';
import { inverseFrequency } from './inverse-frequency.ts';
import { findStemPhrase, type PhraseEntry } from './phrase-entries.ts';
import type { Postings } from './postings.ts';
import {
  completeWord,
  correctSpelling,
  type SpellingCorrection,
  type SpellingIndex,
} from './spelling.ts';
import { stem } from './stem.ts';
import { questionWords, stopWords } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** Something that counts for a unit where it stands, each occurrence as `share` of one. */
export type Form =
  | { readonly kind: 'word'; readonly word: number; readonly share: number }
  | { readonly kind: 'phrase'; readonly entries: readonly PhraseEntry[]; readonly share: number };

/** One thing that is asked for. */
export interface QueryUnit {
  readonly stem: string;
  /** The forms of the word that were asked for. */
  readonly typed: ReadonlySet<string>;
  /** How much the word tells in this library. */
  readonly frequencyWeight: number;
  /** How often it was asked for; a fraction for a word that only asks. */
  readonly repeats: number;
  /** 1, or less for a word that is only thought to have been meant. */
  readonly certainty: number;
  /** False for a word that asks and names nothing, such as "how". */
  readonly isTelling: boolean;
  readonly forms: readonly Form[];
  /** Other stems, or runs of stems, that name the same thing. */
  readonly alternatives: readonly (readonly string[])[];
}

export interface UnderstoodQuery {
  readonly units: readonly QueryUnit[];
  /** Pairs of telling units that were asked for one right after the other. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
}

/** What is known of the library's words. */
export interface Vocabulary {
  readonly postings: Postings;
  readonly spelling: SpellingIndex;
  readonly alternatives: Alternatives;
}

/** What an occurrence of another form, or another name, of the word asked for is worth. */
export const otherFormShare = 0.7;
/** What a word that only asks is worth beside one that names something. */
const questionWordShare = 0.2;
/** Nobody mistypes more than that; what follows is another language, or noise. */
const maxUnknownWords = 10;

/** A unit while the question is being read. */
interface Draft {
  readonly stem: string;
  repeats: number;
  certainty: number;
  isTelling: boolean;
  readonly typed: Set<string>;
  /** Keyed by their stems, so that none is there twice. */
  readonly alternatives: Map<string, readonly string[]>;
}

/**
 * Turns the words of a question into what to look for in the library.
 *
 * @param isLiteral true to correct nothing
 */
export function understandQuery(
  text: string,
  vocabulary: Vocabulary,
  isLiteral: boolean,
): UnderstoodQuery {
  const { postings } = vocabulary;
  const tokens = tokenize(text);
  const hasTelling = tokens.some(
    ({ forms: { word } }) => !stopWords.has(word) && !questionWords.has(word),
  );
  const drafts = new Map<string, Draft>();
  const sequence: Draft[] = [];
  const corrections: { typed: string; corrected: string }[] = [];

  const ask = (word: string, isTelling: boolean, certainty = 1): void => {
    const key = stem(word);
    const draft = drafts.get(key) ?? createDraft(key);
    drafts.set(key, draft);
    draft.repeats += isTelling ? 1 : questionWordShare;
    draft.certainty = Math.max(draft.certainty, certainty);
    draft.typed.add(word);
    if (!isTelling) return;
    draft.isTelling = true;
    sequence.push(draft);
  };

  let unknownWords = 0;
  // The stem each token is taken for, as alternatives know it.
  const stems = tokens.map(({ forms: { word, parts } }, place) => {
    if (stopWords.has(word)) return stem(word);
    const isTelling = !hasTelling || !questionWords.has(word);
    if (parts.length > 0) {
      // An identifier that stands nowhere as a whole is asked for by its parts; else they only help.
      const isWhole = postings.wordNumbers.has(word);
      if (isWhole) ask(word, isTelling);
      for (const part of parts) ask(part, isTelling && !isWhole);
      return stem(word);
    }
    // A word of everyone's is meant as typed, also where no article has it.
    const isCommon = questionWords.has(word) || isGeneral(word);
    const isUnknown = isTelling && !isCommon && !isKnown(word, vocabulary);
    // What people say to each other, and no article to them.
    if (isUnknown && chatWords.has(word)) {
      ask(word, false);
      return stem(word);
    }
    const isToBeCorrected = isUnknown && !isLiteral && unknownWords++ < maxUnknownWords;
    const isLast = place === tokens.length - 1;
    const better = isToBeCorrected ? mend(word, isLast, vocabulary.spelling) : undefined;
    if (better !== undefined) corrections.push({ typed: word, corrected: better.word });
    ask(better?.word ?? word, isTelling, better?.certainty);
    return stem(better?.word ?? word);
  });

  for (const place of tokens.keys()) {
    const here = [
      ...alternativesAt(stems, place, vocabulary.alternatives),
      ...compoundsAt(tokens, place, postings),
    ];
    for (const { asked, also } of here) {
      for (const key of asked) drafts.get(key)?.alternatives.set(also.join(' '), also);
    }
  }

  const all = [...drafts.values()];
  const pairs = sequence.slice(1).map((draft, i): [number, number] => {
    return [all.findIndex((other) => other === sequence[i]), all.indexOf(draft)];
  });
  return {
    units: all.map((draft) => finishUnit(draft, postings)),
    pairs: pairs.filter(([a, b]) => a !== b),
    corrections,
  };
}

function createDraft(key: string): Draft {
  return {
    stem: key,
    repeats: 0,
    certainty: 0,
    isTelling: false,
    typed: new Set(),
    alternatives: new Map(),
  };
}

function finishUnit(draft: Draft, postings: Postings): QueryUnit {
  const { stem: key, repeats, certainty, isTelling, typed } = draft;
  const forms = wordsOf(key, postings).map((word): Form => {
    const share = typed.has(postings.words[word] ?? '') ? 1 : otherFormShare;
    return { kind: 'word', word, share };
  });
  const isInLibrary = forms.length > 0;
  let frequencyWeight = inverseFrequency(key, postings);
  const alternatives = [...draft.alternatives.values()];
  for (const also of alternatives) {
    const others = formsOfAlternative(also, postings);
    if (others.length === 0) continue;
    forms.push(...others);
    // A word that stands nowhere tells as much as the other name it is found by.
    const weight = Math.max(...also.map((other) => inverseFrequency(other, postings)));
    if (!isInLibrary) frequencyWeight = Math.min(frequencyWeight, weight);
  }
  return { stem: key, typed, frequencyWeight, repeats, certainty, isTelling, forms, alternatives };
}

function formsOfAlternative(also: readonly string[], postings: Postings): Form[] {
  if (also.length > 1) {
    const entries = findStemPhrase(also, postings);
    return entries.length === 0 ? [] : [{ kind: 'phrase', entries, share: otherFormShare }];
  }
  return wordsOf(also[0] ?? '', postings).map((word) => ({
    kind: 'word',
    word,
    share: otherFormShare,
  }));
}

function wordsOf(key: string, { stemNumbers, wordsOfStem }: Postings): readonly number[] {
  const number = stemNumbers.get(key);
  return number === undefined ? [] : (wordsOfStem[number] ?? []);
}

function isKnown(word: string, { postings, alternatives }: Vocabulary): boolean {
  const key = stem(word);
  return (
    postings.stemNumbers.has(key) ||
    alternatives.has(key) ||
    splitCompound(word, postings).length > 0
  );
}

/** The last word may be one that is still being typed. */
function mend(
  word: string,
  isLast: boolean,
  spelling: SpellingIndex,
): SpellingCorrection | undefined {
  return correctSpelling(word, spelling) ?? (isLast ? completeWord(word, spelling) : undefined);
}
