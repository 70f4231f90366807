import { stemsOfName, type ArticleWords } from './article-words.ts';
import { nameKey, type Statistics } from './statistics.ts';
import { otherFormShare, type QueryUnit } from './understand-query.ts';

const nameWeight = 2;
const headingWeight = 0.5;

export interface NameScores {
  /** From a title, alias, question or the end of the slug being what was asked. */
  readonly name: number;
  /** The same for the heading of a section. */
  readonly heading: number;
}

export type ScoreNames = (article: ArticleWords) => NameScores;

/**
 * How well the best name of an article fits: the share of the question it covers times the share of
 * it that the question covers. A heading that many articles have says little.
 */
export function createNameScorer(units: readonly QueryUnit[], statistics: Statistics): ScoreNames {
  const { vocabulary } = statistics;
  const weightOf = units.map(
    (unit) => unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats),
  );
  // The word as typed, another form of it, or another name for it: of what columns, and for how much.
  const byWord = new Map<number, { column: number; share: number }[]>();
  const isAsked = new Uint8Array(vocabulary.words.length);
  const runs: { column: number; stems: number[] }[] = [];
  for (const [column, { stem, typed, alternatives }] of units.entries()) {
    for (const [single = '', ...more] of [[stem], ...alternatives]) {
      if (more.length > 0) {
        const stems = [single, ...more].map((each) => vocabulary.numberOfStem(each));
        runs.push({ column, stems });
        continue;
      }
      for (const word of vocabulary.formsOf(single)) {
        const share = typed.has(vocabulary.words[word] ?? '') ? 1 : otherFormShare;
        byWord.set(word, [...(byWord.get(word) ?? []), { column, share }]);
        isAsked[word] = 1;
      }
    }
  }

  return (article) => {
    const { names, nameStarts, headingsStart } = article;
    const shares = new Float64Array(units.length);
    let name = 0;
    let heading = 0;
    for (let i = 0; i < nameStarts.length - 1; i++) {
      let matched = 0;
      shares.fill(0);
      const match = (column: number, share: number): void => {
        const more = Math.max(0, share - (shares[column] ?? 0));
        shares[column] = (shares[column] ?? 0) + more;
        matched += more * (weightOf[column] ?? 0);
      };
      const end = nameStarts[i + 1] ?? 0;
      for (let at = nameStarts[i] ?? 0; at < end; at++) {
        const word = names[at] ?? 0;
        if (isAsked[word] === 0) continue;
        for (const { column, share } of byWord.get(word) ?? []) match(column, share);
      }
      if (matched === 0 && runs.length === 0) continue;
      const stems = stemsOfName(article, i, vocabulary);
      for (const run of runs) {
        if (run.stems.every((stem) => stems.includes(stem))) match(run.column, otherFormShare);
      }
      const isHeading = i >= headingsStart;
      // Nothing fits better than it matches.
      if (matched <= (isHeading ? heading : name)) continue;
      const fit = matched ** 2 / stems.reduce((sum, stem) => sum + statistics.weightOf(stem), 0);
      if (!isHeading) name = Math.max(name, fit);
      else if (fit > heading) {
        heading = Math.max(heading, fit / statistics.bearers(nameKey(stems)));
      }
    }
    return { name: nameWeight * name, heading: headingWeight * heading };
  };
}
