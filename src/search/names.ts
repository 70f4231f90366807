import type { Article } from '../content/article.ts';
import type { Steps } from './in-steps.ts';
import { inverseFrequency } from './inverse-frequency.ts';
import type { Postings } from './postings.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, type WordForms } from './tokenize.ts';

/** What an article or one of its sections is called. */
export interface Name {
  /** Number of the article. */
  readonly article: number;
  readonly stems: readonly string[];
  /** How much its words tell together. */
  readonly weight: number;
  readonly isHeading: boolean;
}

/** The names of a library, found by the words in them. */
export interface NameIndex {
  readonly names: readonly Name[];
  /** Numbers of the names that hold a stem. */
  readonly namesOfStem: ReadonlyMap<string, readonly number[]>;
  /** Numbers of the names that hold a word in this very form, folded. */
  readonly namesOfWord: ReadonlyMap<string, readonly number[]>;
  /** For each name: how many articles have a section or name of just these words. */
  readonly bearers: readonly number[];
  /** For each article: the stems of its title. */
  readonly titles: readonly ReadonlySet<string>[];
}

/** A title, alias, question or the end of a slug names the article; a heading names a section. */
export function* buildNameIndex(
  articles: readonly Article[],
  postings: Postings,
): Steps<NameIndex> {
  const known = new Map<string, WordForms>();
  const weightOf = createWeigher(postings);
  const names: Name[] = [];
  const keys: string[] = [];
  const namesOfStem = new Map<string, number[]>();
  const namesOfWord = new Map<string, number[]>();
  const bearersOf = new Map<string, Set<number>>();
  const titles: Set<string>[] = [];
  for (const [number, article] of articles.entries()) {
    yield;
    const add = (text: string, isHeading: boolean): void => {
      const { stems, words } = takeApart(text, known);
      if (stems.length === 0) return;
      for (const stem of stems) push(namesOfStem, stem, names.length);
      for (const word of words) push(namesOfWord, word, names.length);
      names.push({ article: number, stems, weight: weightOf(stems), isHeading });
      const key = stems.toSorted().join(' ');
      keys.push(key);
      const bearers = bearersOf.get(key) ?? new Set();
      bearersOf.set(key, bearers.add(number));
    };
    for (const text of namesOf(article)) add(text, false);
    for (const { heading } of article.sections) add(heading, true);
    titles.push(new Set(takeApart(article.title, known).stems));
  }
  const bearers = keys.map((key) => bearersOf.get(key)?.size ?? 1);
  return { names, namesOfStem, namesOfWord, bearers, titles };
}

function namesOf({ title, aliases, questions, slug }: Article): string[] {
  return [
    title,
    ...aliases,
    ...questions,
    slug.slice(slug.lastIndexOf('/') + 1).replaceAll('_', '-'),
  ];
}

function takeApart(
  text: string,
  known: Map<string, WordForms>,
): { stems: string[]; words: ReadonlySet<string> } {
  const stems = new Set<string>();
  const words = new Set<string>();
  for (const { forms } of tokenize(text, known)) {
    if (stopWords.has(forms.word)) continue;
    for (const stem of forms.stems) stems.add(stem);
    for (const word of [forms.word, ...forms.parts]) words.add(word);
  }
  return { stems: [...stems], words };
}

function createWeigher(postings: Postings): (stems: readonly string[]) => number {
  const weights = new Map<string, number>();
  const weigh = (stem: string): number => {
    const weight = weights.get(stem) ?? inverseFrequency(stem, postings);
    weights.set(stem, weight);
    return weight;
  };
  return (stems) => stems.reduce((sum, stem) => sum + weigh(stem), 0);
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
