import { mention, type Occurrences } from './collect-occurrences.ts';
import { stem } from './stem.ts';

/** Where every word of the library stands. Articles, words and stems go by number. */
export interface Postings {
  readonly articleCount: number;
  readonly words: readonly string[];
  readonly wordNumbers: ReadonlyMap<string, number>;
  readonly stemNumbers: ReadonlyMap<string, number>;
  /** The words of each stem. */
  readonly wordsOfStem: readonly (readonly number[])[];
  /** In how many articles a word of the stem stands. */
  readonly articlesOfStem: Int32Array;
  /** Entries `[starts[word], starts[word + 1])` are the articles a word stands in, ascending. */
  readonly starts: Int32Array;
  readonly entryArticles: Int32Array;
  /** How often the word stands in the entry's article: twice in a heading, half in an identifier. */
  readonly entryCounts: Float32Array;
  /** Positions `[entryPositions[entry], entryPositions[entry + 1])` belong to an entry. */
  readonly entryPositions: Int32Array;
  /** Ascending within an entry. Neighbouring words have neighbouring positions. */
  readonly positions: Int32Array;
  /** For each article: its words, counted in the same way. */
  readonly lengths: Float32Array;
  readonly averageLength: number;
  /** Sections `[sectionStarts[article], sectionStarts[article + 1])` belong to an article. */
  readonly sectionStarts: Int32Array;
  /** Position at which each section begins. */
  readonly sectionPositions: Int32Array;
  /** Position at which the text under each section's heading begins. */
  readonly bodyPositions: Int32Array;
  /** For each section: its words, counted in the same way. */
  readonly sectionLengths: Float32Array;
  readonly averageSectionLength: number;
}

/** Sorts the occurrences by word. */
export function buildPostings(occurrences: Occurrences): Postings {
  const { words, wordNumbers, articleStarts } = occurrences;
  const articleCount = articleStarts.length - 1;
  const stems = groupByStem(words);
  const entries = layOutEntries(occurrences, articleCount);
  const measured = measure(occurrences, articleCount);
  return {
    articleCount,
    words,
    wordNumbers,
    ...stems,
    articlesOfStem: countArticles(stems.wordsOfStem, entries, articleCount),
    ...entries,
    ...measured,
    sectionStarts: occurrences.sectionStarts,
    sectionPositions: occurrences.sectionPositions,
    bodyPositions: occurrences.bodyPositions,
  };
}

function groupByStem(words: readonly string[]): {
  stemNumbers: Map<string, number>;
  wordsOfStem: number[][];
} {
  const stemNumbers = new Map<string, number>();
  const wordsOfStem: number[][] = [];
  for (const [number, word] of words.entries()) {
    const key = stem(word);
    const stemNumber = stemNumbers.get(key);
    if (stemNumber === undefined) {
      stemNumbers.set(key, wordsOfStem.length);
      wordsOfStem.push([number]);
    } else {
      wordsOfStem[stemNumber]?.push(number);
    }
  }
  return { stemNumbers, wordsOfStem };
}

type Entries = Pick<
  Postings,
  'starts' | 'entryArticles' | 'entryCounts' | 'entryPositions' | 'positions'
>;

function layOutEntries(
  { words, wordsOf, positions, weights, articleStarts }: Occurrences,
  articleCount: number,
): Entries {
  // First count what each word needs, then hand out the room, then fill it: articles come in
  // order, so what is filled is sorted.
  const starts = new Int32Array(words.length + 1);
  const positionStarts = new Int32Array(words.length + 1);
  const lastArticle = new Int32Array(words.length).fill(-1);
  for (let article = 0; article < articleCount; article++) {
    const end = articleStarts[article + 1] ?? 0;
    for (let i = articleStarts[article] ?? 0; i < end; i++) {
      const word = wordsOf[i] ?? 0;
      positionStarts[word + 1] = (positionStarts[word + 1] ?? 0) + 1;
      if (lastArticle[word] === article) continue;
      lastArticle[word] = article;
      starts[word + 1] = (starts[word + 1] ?? 0) + 1;
    }
  }
  for (let word = 0; word < words.length; word++) {
    starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
    positionStarts[word + 1] = (positionStarts[word + 1] ?? 0) + (positionStarts[word] ?? 0);
  }

  const entryCount = starts[words.length] ?? 0;
  const entryArticles = new Int32Array(entryCount);
  const entryCounts = new Float32Array(entryCount);
  const entryPositions = new Int32Array(entryCount + 1);
  const sorted = new Int32Array(wordsOf.length);
  entryPositions[entryCount] = wordsOf.length;
  const nextEntry = starts.slice();
  const nextPosition = positionStarts;
  lastArticle.fill(-1);
  for (let article = 0; article < articleCount; article++) {
    const end = articleStarts[article + 1] ?? 0;
    for (let i = articleStarts[article] ?? 0; i < end; i++) {
      const word = wordsOf[i] ?? 0;
      const at = nextPosition[word] ?? 0;
      let entry = (nextEntry[word] ?? 0) - 1;
      if (lastArticle[word] !== article) {
        lastArticle[word] = article;
        entry++;
        nextEntry[word] = entry + 1;
        entryArticles[entry] = article;
        entryPositions[entry] = at;
      }
      entryCounts[entry] = (entryCounts[entry] ?? 0) + (weights[i] ?? 0) / mention;
      sorted[at] = positions[i] ?? 0;
      nextPosition[word] = at + 1;
    }
  }
  return { starts, entryArticles, entryCounts, entryPositions, positions: sorted };
}

function countArticles(
  wordsOfStem: readonly (readonly number[])[],
  { starts, entryArticles }: Entries,
  articleCount: number,
): Int32Array {
  const counts = new Int32Array(wordsOfStem.length);
  const lastStem = new Int32Array(articleCount).fill(-1);
  for (const [stemNumber, words] of wordsOfStem.entries()) {
    for (const word of words) {
      const end = starts[word + 1] ?? 0;
      for (let entry = starts[word] ?? 0; entry < end; entry++) {
        const article = entryArticles[entry] ?? 0;
        if (lastStem[article] === stemNumber) continue;
        lastStem[article] = stemNumber;
        counts[stemNumber] = (counts[stemNumber] ?? 0) + 1;
      }
    }
  }
  return counts;
}

type Measured = Pick<
  Postings,
  'lengths' | 'averageLength' | 'sectionLengths' | 'averageSectionLength'
>;

function measure(
  { positions, weights, articleStarts, sectionStarts, sectionPositions }: Occurrences,
  articleCount: number,
): Measured {
  const lengths = new Float32Array(articleCount);
  const sectionLengths = new Float32Array(sectionPositions.length);
  for (let article = 0; article < articleCount; article++) {
    let section = (sectionStarts[article] ?? 0) - 1;
    const lastSection = (sectionStarts[article + 1] ?? 0) - 1;
    const end = articleStarts[article + 1] ?? 0;
    for (let i = articleStarts[article] ?? 0; i < end; i++) {
      const weight = (weights[i] ?? 0) / mention;
      lengths[article] = (lengths[article] ?? 0) + weight;
      const position = positions[i] ?? 0;
      while (section < lastSection && position >= (sectionPositions[section + 1] ?? 0)) section++;
      // The first texts of an article stand before its sections.
      if (section >= (sectionStarts[article] ?? 0)) {
        sectionLengths[section] = (sectionLengths[section] ?? 0) + weight;
      }
    }
  }
  return {
    lengths,
    averageLength: average(lengths),
    sectionLengths,
    averageSectionLength: average(sectionLengths),
  };
}

/** At least 1, so that an empty library can be asked too. */
function average(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return Math.max(1, total / Math.max(1, values.length));
}

/** The entry of a word in an article, by bisection. */
export function findEntry(
  { starts, entryArticles }: Postings,
  word: number,
  article: number,
): number | undefined {
  let low = starts[word] ?? 0;
  const end = starts[word + 1] ?? 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entryArticles[middle] ?? 0) < article) low = middle + 1;
    else high = middle;
  }
  return low < end && entryArticles[low] === article ? low : undefined;
}
