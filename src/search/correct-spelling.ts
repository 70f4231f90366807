/** A word people may have meant, and in how many articles it stands. */
export interface VocabularyWord {
  readonly word: string;
  readonly articles: number;
}

interface Candidate extends VocabularyWord {
  readonly edits: number;
  readonly sameStart: boolean;
}

/**
 * The word of the vocabulary that was most probably meant, or undefined. Fewest edits first (two
 * swapped neighbours are one edit), then the same first letter, then the more frequent word, then
 * the alphabet.
 */
export function correctSpelling(
  typed: string,
  vocabulary: Iterable<VocabularyWord>,
): string | undefined {
  const limit = allowedEdits(typed);
  if (limit === 0) return undefined;
  let best: Candidate | undefined;
  for (const { word, articles } of vocabulary) {
    if (Math.abs(word.length - typed.length) > limit) continue;
    const edits = editDistance(typed, word, best === undefined ? limit : best.edits);
    if (edits > limit) continue;
    const candidate = { word, edits, sameStart: word.startsWith(typed.slice(0, 1)), articles };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  return best?.word;
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.edits !== b.edits) return a.edits < b.edits;
  if (a.sameStart !== b.sameStart) return a.sameStart;
  if (a.articles !== b.articles) return a.articles > b.articles;
  return a.word < b.word;
}

/** Short words have too many neighbours to guess; numbers and identifiers are meant as typed. */
function allowedEdits(word: string): number {
  if (!/^\p{L}+$/u.test(word) || word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, one edit
 * each. Anything above `limit` comes back as `limit + 1`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let rowBest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, at(beforeLast, j - 2) + 1);
      }
      row.push(edits);
      if (edits < rowBest) rowBest = edits;
    }
    if (rowBest > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
