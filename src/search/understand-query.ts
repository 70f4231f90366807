import { compoundsAt, splitCompound } from '../analysis/compounds.ts';
import { particlePairs } from '../analysis/particles.ts';
import { writtenFor } from '../analysis/phrases.ts';
import { mendWord, smallWordMeant } from '../analysis/spelling.ts';
import { stem } from '../analysis/stem.ts';
import { synonymsAt, type Alternative, type Synonyms } from '../analysis/synonyms.ts';
import { tokenize } from '../analysis/tokenize.ts';
import { isGeneral, namesNothing, questionWords, stopWords } from '../analysis/word-lists.ts';
import type { Retriever } from './retriever.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

/** One thing that is asked for, as it was said. */
interface Said {
  readonly stem: string;
  /** The forms of the word that were asked for. */
  readonly typed: Set<string>;
  /** How often it was asked for; a fraction for a word that only asks. */
  repeats: number;
  /** 1, or less for a word that is only thought to have been meant. */
  certainty: number;
  /** False for a word that asks and names nothing, such as "how". */
  isTelling: boolean;
  /** It was said beside the question. */
  isBeside?: boolean;
}

/** The same, as the library knows it. */
export interface QueryUnit extends Readonly<Said> {
  /** How much the word tells in this library. */
  readonly frequencyWeight: number;
  /** False when neither it nor another name for it stands in any article. */
  readonly isKnown: boolean;
  /** What it is looked for by: the word itself, then other names for it. */
  readonly names: readonly Name[];
}

/** One word, or several in a row. */
export interface Name {
  readonly stems: readonly string[];
  /** For each of them: the words of the library that have it. */
  readonly forms: readonly (readonly Form[])[];
}

export interface Form {
  /** Its number. */
  readonly word: number;
  readonly text: string;
  /** What it is worth beside the word as typed. */
  readonly share: number;
}

export interface UnderstoodQuery {
  readonly units: readonly QueryUnit[];
  /** Pairs of telling units that were asked for one right after the other. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly corrections: readonly { readonly typed: string; readonly corrected: string }[];
}

export interface QueryWords {
  readonly words: string;
  /** True to correct nothing. */
  readonly literal: boolean;
  /** The sentence or message that the question was a part of, which says more of what is meant. */
  readonly beside?: string | undefined;
}

/** What is known of the library's words. */
export interface Known {
  readonly vocabulary: Vocabulary;
  readonly synonyms: Synonyms;
  readonly retriever: Pick<Retriever<unknown>, 'wordsFrom' | 'wordsLike'>;
}

/** What another form of the word that was asked for, or another name for it, is worth. */
export const otherFormShare = 0.7;
/** What documentation calls it may be something else, too. */
const writtenShare = 0.25;
/** What a word that only asks is worth beside one that names something. */
const questionWordShare = 0.2;
/** Nobody mistypes more than that; what follows is another language, or noise. */
const maxUnknownWords = 10;
/** What a word that was said beside the question is worth. */
export const besideShare = 0.5;
/** In a longer message most of what stands beside the question is about something else. */
const maxWordsBeside = 80;

/** A unit while the question is being read. */
interface Draft extends Said {
  /** Its place among the units. */
  readonly column: number;
  /** What other names are worth, by their stems. */
  readonly others: Map<string, number>;
}

/** Turns the words of a question into what to look for in the library. */
export function understandQuery(
  { words, literal, beside = '' }: QueryWords,
  { vocabulary, synonyms, retriever }: Known,
): UnderstoodQuery {
  const { wordsFrom, wordsLike } = retriever;
  const articlesOf = (word: string): number => vocabulary.articlesOfStem(stem(word));
  const tokens = tokenize(words);
  const hasTelling = tokens.some(({ forms }) => !namesNothing(forms.word));
  const drafts = new Map<string, Draft>();
  const sequence: number[] = [];
  const corrections: { typed: string; corrected: string }[] = [];

  const ask = (word: string, isTelling: boolean, certainty = 1): Draft => {
    const key = stem(word);
    const draft = drafts.get(key) ?? {
      ...{ stem: key, column: drafts.size, repeats: 0, certainty: 0, isTelling: false },
      ...{ typed: new Set<string>(), others: new Map<string, number>() },
    };
    drafts.set(key, draft);
    draft.repeats += isTelling ? 1 : questionWordShare;
    draft.certainty = Math.max(draft.certainty, certainty);
    draft.typed.add(word);
    draft.isTelling ||= isTelling;
    return draft;
  };
  const askInTurn = (...args: Parameters<typeof ask>): void => {
    const { column } = ask(...args);
    if (args[1]) sequence.push(column);
  };

  const isKnown = (word: string): boolean =>
    vocabulary.hasStem(stem(word)) ||
    synonyms.has(stem(word)) ||
    writtenFor().has(stem(word)) ||
    splitCompound(word, vocabulary).length > 0;

  let unknownWords = 0;
  // The stem each token is taken for, as synonyms know it.
  const stems = tokens.map(({ forms: { word, parts } }, place) => {
    for (const pair of particlePairs(tokens, place)) {
      // It brings as much as any word, but nothing is missing where only its words stand.
      if (vocabulary.has(pair)) ask(pair, false).repeats = 1;
    }
    // Who does not shout may mean the department all the same.
    const shouted = word.toUpperCase();
    if (/^(?:it|us)$/.test(word) && vocabulary.has(shouted)) ask(shouted, false);
    // Who does means nothing else.
    if (/^(?:IT|US)$/.test(word)) ask(word, true);
    if (stopWords.has(word)) return stem(word);
    const isTelling = !hasTelling || !questionWords.has(word);
    if (parts.length > 0) {
      // An identifier that stands nowhere as a whole is asked for by its parts; else they only help.
      const isWhole = vocabulary.has(word);
      if (isWhole) askInTurn(word, isTelling);
      for (const part of parts) askInTurn(part, isTelling && !isWhole);
      return stem(word);
    }
    // A word of everyone's is meant as typed, also where no article has it.
    const isCommon = questionWords.has(word) || isGeneral(word);
    const isUnknown = isTelling && !isCommon && !isKnown(word);
    // What people say to each other and no article to them, however they type it.
    if (isUnknown && smallWordMeant(word) !== undefined) {
      ask(word, false);
      return stem(word);
    }
    const isToBeMended = isUnknown && !literal && unknownWords++ < maxUnknownWords;
    const isLast = place === tokens.length - 1;
    const better = isToBeMended
      ? mendWord(word, { wordsFrom, wordsLike, articlesOf }, { isLast })
      : undefined;
    if (better !== undefined) corrections.push({ typed: word, corrected: better.word });
    askInTurn(better?.word ?? word, isTelling, better?.certainty);
    return stem(better?.word ?? word);
  });

  const around = tokenize(beside);
  for (const { forms } of around.length > maxWordsBeside ? [] : around) {
    const { word } = forms;
    if (namesNothing(word) || drafts.has(stem(word)) || !vocabulary.has(word)) continue;
    // Nothing is missing where it does not stand.
    Object.assign(ask(word, false), { repeats: besideShare, isBeside: true });
  }

  const nameAlso = (names: readonly Alternative[], share: number): void => {
    for (const { asked, also } of names) {
      if (!also.every(vocabulary.hasStem)) continue;
      const name = also.join(' ');
      for (const key of asked) {
        const others = drafts.get(key)?.others;
        if (others?.has(name) === false) others.set(name, share);
      }
    }
  };
  for (const place of tokens.keys()) {
    nameAlso(synonymsAt(stems, place, synonyms), otherFormShare);
    nameAlso(compoundsAt(tokens, place, vocabulary), otherFormShare);
    const written = synonymsAt(stems, place, writtenFor());
    // Who says it as it is written means the rest, too.
    const unsaid = written.filter(({ also }) => !also.every((key) => drafts.has(key)));
    nameAlso(unsaid, writtenShare);
  }

  const units = Array.from(drafts.values(), ({ others, ...said }): QueryUnit => {
    const called = [[said.stem, otherFormShare] as const, ...others];
    return {
      ...said,
      isKnown: others.size > 0 || vocabulary.hasStem(said.stem),
      frequencyWeight: vocabulary.weightOf(said.stem),
      names: called.map(([name, share]) => nameOf(name.split(' '), said.typed, vocabulary, share)),
    };
  });
  const pairs = sequence.slice(1).map((b, i) => [sequence[i] ?? b, b] as const);
  return { units, pairs: pairs.filter(([a, b]) => a !== b), corrections };
}

export function nameOf(
  stems: readonly string[],
  typed: ReadonlySet<string>,
  vocabulary: Vocabulary,
  share = otherFormShare,
): Name {
  const forms = stems.map((key) =>
    vocabulary.formsOf(key).map((word): Form => {
      const text = vocabulary.words[word] ?? '';
      return { word, text, share: typed.has(text) ? 1 : share };
    }),
  );
  return { stems, forms };
}
