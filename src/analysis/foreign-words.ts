import * as lists from 'stopword';
import { namesNothing } from './word-lists.ts';
import { foldedWords } from './tokenize.ts';

/** What people who ask in English may write around a question, in the letters that it has. */
const languages: readonly (readonly string[])[] = [
  lists.cat,
  lists.ces,
  lists.dan,
  lists.deu,
  lists.fin,
  lists.fra,
  lists.hrv,
  lists.hun,
  lists.ita,
  lists.nld,
  lists.nob,
  lists.pol,
  [...lists.por, ...lists.porBr],
  lists.ron,
  lists.slk,
  lists.spa,
  lists.swe,
  lists.tur,
];
/** One alone may be a name, or a slip. */
const fewestOfALanguage = 2;

/** Sorted for the first word that no article has: it takes some 25 ms. */
let languagesOf: ReadonlyMap<string, ReadonlySet<number>> | undefined;

function sortWords(): ReadonlyMap<string, ReadonlySet<number>> {
  const sorted = new Map<string, Set<number>>();
  for (const [language, list] of languages.entries()) {
    for (const word of list.flatMap((each) => foldedWords(each))) {
      sorted.set(word, (sorted.get(word) ?? new Set()).add(language));
    }
  }
  return sorted;
}

/** A word of a message, folded, and whether the library has it. */
interface HeardWord {
  readonly typed: string;
  readonly isKnown: boolean;
  /** As no English word is written. */
  readonly isAccented: boolean;
}

/**
 * The places of what is written in another language than the library: small words of it, and what
 * nobody here knows beside them.
 *
 * @param isStart whether a mark or a capital stands in front of a place
 */
export function findForeign(
  words: readonly HeardWord[],
  isStart: (place: number) => boolean,
): ReadonlySet<number> {
  const isUnknown = ({ typed, isKnown }: HeardWord): boolean => !isKnown && !namesNothing(typed);
  const places = new Set<number>();
  const unknown = words.filter(isUnknown);
  if (unknown.length === 0) return places;
  const sorted = (languagesOf ??= sortWords());
  const heard = new Map<number, Set<string>>();
  for (const { typed } of unknown) {
    for (const language of sorted.get(typed) ?? []) {
      heard.set(language, (heard.get(language) ?? new Set()).add(typed));
    }
  }
  const isPlain = ({ typed, isAccented }: HeardWord): boolean => isAccented && sorted.has(typed);
  const fewest = unknown.some(isPlain) ? 1 : fewestOfALanguage;
  const spoken = [...heard].filter(([, found]) => found.size >= fewest);
  if (spoken.length === 0) return places;
  const isSpoken = ({ typed }: HeardWord): boolean =>
    spoken.some(([language]) => sorted.get(typed)?.has(language) === true);
  // "grazie mille a dopo": a word of both languages is of the one that it stands in.
  const isSure = (place: number): boolean => {
    const [before, word, after] = [words[place - 1], words[place], words[place + 1]];
    if (word === undefined || !isSpoken(word)) return false;
    const isPart = (beside?: HeardWord): boolean =>
      beside !== undefined && (isUnknown(beside) || isSpoken(beside));
    return isUnknown(word) || (isPart(before) && isPart(after));
  };
  let run: number[] = [];
  const close = (): void => {
    if (run.some(isSure)) for (const place of run) places.add(place);
    run = [];
  };
  for (const [place, word] of words.entries()) {
    const goesOn = isUnknown(word) || isSpoken(word);
    if (!goesOn || isStart(place)) close();
    if (goesOn) run.push(place);
  }
  close();
  return places;
}
