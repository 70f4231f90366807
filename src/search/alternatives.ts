import type { Acronym } from './acronyms.ts';
import { stopWords } from './stop-words.ts';
import { tokenize } from './tokenize.ts';

/** Words that are looked for too when certain words are asked for. */
export interface Alternative {
  /** Stems of the words asked for, one right after the other, stop words included. */
  readonly asked: readonly string[];
  /** Stems of the words to look for, one right after the other. */
  readonly also: readonly string[];
}

/** All alternatives, by the first stem that is asked for. */
export type Alternatives = ReadonlyMap<string, readonly Alternative[]>;

/** Brings together what a team lists as synonyms and what its articles explain as acronyms. */
export function buildAlternatives(
  synonyms: readonly { readonly asked: string; readonly also: readonly string[] }[],
  acronyms: readonly Acronym[],
): Alternatives {
  const pairs = [
    ...synonyms.flatMap(({ asked, also }) => also.map((other) => [asked, other] as const)),
    ...acronyms.flatMap(({ short, long }) => [[short, long] as const, [long, short] as const]),
  ];
  const alternatives = new Map<string, Alternative[]>();
  const known = new Set<string>();
  for (const [from, to] of pairs) {
    const asked = stemsOf(from, true);
    const also = stemsOf(to, false);
    const key = `${asked.join(' ')}\n${also.join(' ')}`;
    const [first] = asked;
    if (first === undefined || also.length === 0 || known.has(key)) continue;
    known.add(key);
    const list = alternatives.get(first) ?? [];
    list.push({ asked, also });
    alternatives.set(first, list);
  }
  return alternatives;
}

function stemsOf(text: string, withStopWords: boolean): string[] {
  return tokenize(text)
    .filter(({ forms }) => withStopWords || !stopWords.has(forms.word))
    .map(({ forms }) => forms.stems[0] ?? forms.word);
}

/** The alternatives whose words stand in a question from a place on. */
export function alternativesAt(
  stems: readonly string[],
  place: number,
  alternatives: Alternatives,
): Alternative[] {
  const candidates = alternatives.get(stems[place] ?? '') ?? [];
  return candidates.filter(({ asked }) => asked.every((stem, i) => stems[place + i] === stem));
}
