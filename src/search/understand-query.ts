import { pairOf, particlePairs, particles } from '../analysis/particles.ts';
import { writtenFor } from '../analysis/phrases.ts';
import {
  completeWord,
  correctSpelling,
  isRealWord,
  smallWordMeant,
  type KnownWords,
  type SpellingCorrection,
} from '../analysis/spelling.ts';
import { stem } from '../analysis/stem.ts';
import type { Alternative, Synonyms } from '../analysis/synonyms.ts';
import { tokenize, type Token } from '../analysis/tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';
import { isGeneral, questionWords, stopWords } from '../analysis/word-lists.ts';

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
  /** It was said beside the question. */
  readonly isBeside?: boolean;
  /** False when neither it nor another name for it stands in any article. */
  readonly isKnown: boolean;
  readonly alternatives: readonly OtherName[];
}

/** Another stem, or run of stems, that names the same thing. */
export interface OtherName {
  readonly stems: readonly string[];
  /** What it is worth beside the word that was asked for. */
  readonly share: number;
}

export interface UnderstoodQuery {
  readonly units: readonly QueryUnit[];
  /** Pairs of telling units that were asked for one right after the other. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
}

/** What is known of the library's words. */
export interface Known {
  readonly vocabulary: Vocabulary;
  readonly synonyms: Synonyms;
  readonly words: KnownWords;
}

/** What another form of the word that was asked for, or another name for it, is worth. */
export const otherFormShare = 0.7;
/** What documentation would call it may be something else, too. */
const writtenShare = 0.25;
/** What a word that only asks is worth beside one that names something. */
const questionWordShare = 0.2;
/** Nobody mistypes more than that; what follows is another language, or noise. */
const maxUnknownWords = 10;
/** What a word that was said beside the question is worth. */
const besideShare = 0.5;
/** In a longer sentence most of what stands beside the question is about something else. */
const maxWordsBeside = 20;
/** The shortest words that a longer one is taken to be made of. */
const shortestPart = 3;

/** A unit while the question is being read. */
interface Draft {
  readonly stem: string;
  repeats: number;
  certainty: number;
  isTelling: boolean;
  isBeside?: boolean;
  readonly typed: Set<string>;
  /** Keyed by their stems, so that none is there twice. */
  readonly alternatives: Map<string, OtherName>;
}

/**
 * Turns the words of a question into what to look for in the library.
 *
 * @param isLiteral true to correct nothing
 * @param beside the sentence that it stands in, which says more of what is meant
 */
export function understandQuery(
  text: string,
  known: Known,
  isLiteral: boolean,
  beside = '',
): UnderstoodQuery {
  const { vocabulary, synonyms } = known;
  const tokens = tokenize(text);
  const hasTelling = tokens.some(
    ({ forms: { word } }) => !stopWords.has(word) && !questionWords.has(word),
  );
  const drafts = new Map<string, Draft>();
  const sequence: Draft[] = [];
  const corrections: { typed: string; corrected: string }[] = [];

  const ask = (word: string, isTelling: boolean, certainty = 1): Draft => {
    const key = stem(word);
    const draft = drafts.get(key) ?? createDraft(key);
    drafts.set(key, draft);
    draft.repeats += isTelling ? 1 : questionWordShare;
    draft.certainty = Math.max(draft.certainty, certainty);
    draft.typed.add(word);
    draft.isTelling ||= isTelling;
    return draft;
  };
  const askInTurn = (...args: Parameters<typeof ask>): void => {
    const draft = ask(...args);
    if (args[1]) sequence.push(draft);
  };

  let unknownWords = 0;
  // The stem each token is taken for, as synonyms know it.
  const stems = tokens.map(({ forms: { word, parts } }, place) => {
    for (const pair of particlePairs(tokens, place)) {
      // It brings as much as any word, but nothing is missing where only its words stand.
      if (vocabulary.find(pair) !== undefined) ask(pair, false).repeats = 1;
    }
    // Who does not shout may mean the department all the same.
    const shouted = word.toUpperCase();
    if (/^(?:it|us)$/.test(word) && vocabulary.find(shouted) !== undefined) ask(shouted, false);
    // Who does means nothing else.
    if (/^(?:IT|US)$/.test(word)) ask(word, true);
    if (stopWords.has(word)) return stem(word);
    const isTelling = !hasTelling || !questionWords.has(word);
    if (parts.length > 0) {
      // An identifier that stands nowhere as a whole is asked for by its parts; else they only help.
      const isWhole = vocabulary.find(word) !== undefined;
      if (isWhole) askInTurn(word, isTelling);
      for (const part of parts) askInTurn(part, isTelling && !isWhole);
      return stem(word);
    }
    // A word of everyone's is meant as typed, also where no article has it.
    const isCommon = questionWords.has(word) || isGeneral(word);
    const isUnknown = isTelling && !isCommon && !isKnown(word, known);
    // What people say to each other and no article to them, however they type it.
    if (isUnknown && smallWordMeant(word) !== undefined) {
      ask(word, false);
      return stem(word);
    }
    const isToBeCorrected = isUnknown && !isLiteral && unknownWords++ < maxUnknownWords;
    const isLast = place === tokens.length - 1;
    const better = isToBeCorrected ? mend(word, isLast, known.words) : undefined;
    if (better !== undefined) corrections.push({ typed: word, corrected: better.word });
    askInTurn(better?.word ?? word, isTelling, better?.certainty);
    return stem(better?.word ?? word);
  });

  const around = tokenize(beside);
  for (const { forms } of around.length > maxWordsBeside ? [] : around) {
    const { word } = forms;
    const mayTell = !stopWords.has(word) && !questionWords.has(word);
    if (!mayTell || drafts.has(stem(word)) || vocabulary.find(word) === undefined) continue;
    // Nothing is missing where it does not stand.
    Object.assign(ask(word, false), { repeats: besideShare, isBeside: true });
  }

  const nameAlso = (names: readonly Alternative[], share: number): void => {
    for (const { asked, also: stems } of names) {
      const name = stems.join(' ');
      for (const key of asked) {
        const known = drafts.get(key)?.alternatives;
        if (known?.has(name) === false) known.set(name, { stems, share });
      }
    }
  };
  for (const place of tokens.keys()) {
    nameAlso(synonymsAt(stems, place, synonyms), otherFormShare);
    nameAlso(compoundsAt(tokens, place, known), otherFormShare);
    const written = synonymsAt(stems, place, writtenFor);
    // Who says it as it is written means the rest, too.
    const unsaid = written.filter(({ also }) => !also.every((key) => drafts.has(key)));
    nameAlso(unsaid, writtenShare);
  }

  const all = [...drafts.values()];
  const pairs = sequence.slice(1).map((draft, i): [number, number] => {
    return [all.findIndex((other) => other === sequence[i]), all.indexOf(draft)];
  });
  return {
    units: all.map((draft) => finishUnit(draft, vocabulary)),
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

function finishUnit(draft: Draft, vocabulary: Vocabulary): QueryUnit {
  const alternatives = [...draft.alternatives.values()].filter(({ stems }) =>
    stems.every((key) => vocabulary.articlesOfStem(key) > 0),
  );
  const frequencyWeight = vocabulary.weightOf(draft.stem);
  const isKnown = alternatives.length > 0 || vocabulary.articlesOfStem(draft.stem) > 0;
  return { ...draft, frequencyWeight, isKnown, alternatives };
}

function synonymsAt(stems: readonly string[], place: number, synonyms: Synonyms): Alternative[] {
  const starting = synonyms.get(stems[place] ?? '') ?? [];
  return starting.filter(({ asked }) => asked.every((key, i) => stems[place + i] === key));
}

/** "roll back" is also looked for as "rollback", and "rollback" as "roll back". */
function compoundsAt(tokens: readonly Token[], place: number, known: Known): Alternative[] {
  const { vocabulary } = known;
  const word = tokens[place]?.forms.word ?? '';
  if (stopWords.has(word)) return [];
  const splits = splitCompound(word, known).map((also) => ({ asked: [stem(word)], also }));
  const next = tokens[place + 1]?.forms.word ?? '';
  const joined = stem(word + next);
  const isOneWord = next !== '' && !stopWords.has(next) && vocabulary.articlesOfStem(joined) > 0;
  return isOneWord ? [...splits, { asked: [stem(word), stem(next)], also: [joined] }] : splits;
}

/** The pairs of words of the library that a word is made of. */
function splitCompound(word: string, known: Known): (readonly string[])[] {
  if (!/^\p{L}+$/u.test(word)) return [];
  const { vocabulary } = known;
  const splits: (readonly string[])[] = [];
  for (let at = 2; at <= word.length - 2; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (particles.has(first) || particles.has(second)) {
      const pair = pairOf(first, second);
      if (vocabulary.find(pair) !== undefined) splits.push([pair]);
    }
    if (at >= shortestPart && at <= word.length - shortestPart) {
      const isWritten = [first, second].every((part) => vocabulary.find(part) !== undefined);
      if (isWritten) splits.push([stem(first), stem(second)]);
    }
  }
  return splits;
}

function isKnown(word: string, known: Known): boolean {
  const key = stem(word);
  return (
    known.vocabulary.articlesOfStem(key) > 0 ||
    known.synonyms.has(key) ||
    splitCompound(word, known).length > 0
  );
}

/** The last word may be one that is still being typed. */
function mend(word: string, isLast: boolean, words: KnownWords): SpellingCorrection | undefined {
  const corrected = isRealWord(word) ? undefined : correctSpelling(word, words);
  return corrected ?? (isLast ? completeWord(word, words) : undefined);
}
