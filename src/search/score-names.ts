import { stemsOfText, wordsOfText, type ArticleWords } from './article-words.ts';
import type { Asked } from './match-article.ts';
import type { QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

const nameWeight = 2;

/** From a title, alias, question or the end of the slug being what was asked. */
export type ScoreNames = (article: ArticleWords) => number;

/**
 * How well the best name of an article fits: the share of the question it covers times the share of
 * it that the question covers.
 */
export function createNameScorer(
  units: readonly QueryUnit[],
  { byWord, isAsked, runs }: Asked,
  vocabulary: Vocabulary,
): ScoreNames {
  const weightOf = units.map(
    (unit) => unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats),
  );
  const askedRuns = runs.map(({ column, share, stems }) => ({
    column,
    share,
    stems: stems.map((each) => vocabulary.numberOfStem(each)),
  }));
  const shares = new Float64Array(units.length);

  const fitOf = (article: ArticleWords, text: number, stems: () => readonly number[]): number => {
    let matched = 0;
    shares.fill(0);
    const match = (column: number, share: number): void => {
      const more = Math.max(0, share - (shares[column] ?? 0));
      shares[column] = (shares[column] ?? 0) + more;
      matched += more * (weightOf[column] ?? 0);
    };
    for (const word of wordsOfText(article, text)) {
      if (isAsked[word] !== 1) continue;
      for (const { column, share } of byWord.get(word) ?? []) {
        if (column < units.length) match(column, share);
      }
    }
    for (const run of askedRuns) {
      if (run.stems.every((stem) => stems().includes(stem))) match(run.column, run.share);
    }
    if (matched === 0) return 0;
    return matched ** 2 / stems().reduce((sum, stem) => sum + vocabulary.weightOfStem(stem), 0);
  };

  return (article) => {
    let best = 0;
    for (let text = 0; text < article.namesEnd; text++) {
      let known: readonly number[] | undefined;
      const stems = (): readonly number[] => (known ??= stemsOfText(article, text, vocabulary));
      best = Math.max(best, fitOf(article, text, stems));
    }
    return nameWeight * best;
  };
}
