import { wordShift, wordsOf, type ArticleWords } from './article-words.ts';
import type { Sought } from './match-article.ts';
import { otherFormShare, type Form, type QueryUnit } from './understand-query.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

const nameWeight = 2;

/**
 * From a title, alias, question or the end of the slug being what was asked. The best name counts:
 * the share of the question it covers times the share of it that the question covers.
 */
export function scoreNames(
  article: ArticleWords,
  { units, isAsked }: Sought,
  vocabulary: Vocabulary,
): number {
  const { tokens, starts, namesEnd } = article;
  let best = 0;
  for (let name = 0; name < namesEnd; name++) {
    const end = starts[name + 1] ?? 0;
    let i = starts[name] ?? 0;
    while (i < end && isAsked[(tokens[i] ?? 0) >> wordShift] !== 1) i++;
    if (i === end) continue;
    const words = wordsOf(article, name, name + 1);
    const matched = units.reduce((sum, unit) => {
      const weight = unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats);
      return sum + weight * shareIn(words, unit);
    }, 0);
    if (matched === 0) continue;
    const stems = new Set(Array.from(words, (word) => vocabulary.stemOf(word)));
    let whole = 0;
    for (const stem of stems) whole += vocabulary.weightOf(stem);
    best = Math.max(best, matched ** 2 / whole);
  }
  return nameWeight * best;
}

/** How much of what was asked these words are; those of another name stand in any order. */
function shareIn(words: Int32Array, { names }: QueryUnit): number {
  const bestOf = (forms: readonly Form[]): number =>
    forms.reduce(
      (best, { word, share }) => (words.includes(word) ? Math.max(best, share) : best),
      0,
    );
  return names.reduce((best, { forms }) => {
    const found = Math.min(...forms.map(bestOf));
    return Math.max(best, forms.length > 1 && found > 0 ? otherFormShare : found);
  }, 0);
}
