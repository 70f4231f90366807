import { stemsOf, wordShift, type ArticleWords } from './article-words.ts';
import type { IsAsked } from './match-article.ts';
import { otherFormShare, type QueryUnit } from './understand-query.ts';
import type { Vocabulary } from './vocabulary.ts';

const nameWeight = 2;

/**
 * From a title, alias, question or the end of the slug being what was asked. The best name counts:
 * the share of the question it covers times the share of it that the question covers.
 */
export function scoreNames(
  article: ArticleWords,
  units: readonly QueryUnit[],
  isAsked: IsAsked,
  vocabulary: Vocabulary,
): number {
  let best = 0;
  for (let name = 0; name < article.namesEnd; name++) {
    const words: number[] = [];
    const end = article.starts[name + 1] ?? 0;
    for (let i = article.starts[name] ?? 0; i < end; i++) {
      const word = (article.tokens[i] ?? 0) >> wordShift;
      if (isAsked[word] === 1) words.push(word);
    }
    if (words.length === 0) continue;
    const matched = units.reduce((sum, unit) => {
      const weight = unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats);
      return sum + weight * shareIn(words, unit);
    }, 0);
    if (matched === 0) continue;
    const stems = stemsOf(article, name, vocabulary);
    const whole = stems.reduce((sum, stem) => sum + vocabulary.weightOfStem(stem), 0);
    best = Math.max(best, matched ** 2 / whole);
  }
  return nameWeight * best;
}

/** How much of what was asked these words are; those of another name stand in any order. */
function shareIn(words: readonly number[], { names }: QueryUnit): number {
  const shares = names.map(({ forms }) => {
    const found = forms.map((each) => each.filter(({ word }) => words.includes(word)));
    if (found.some((each) => each.length === 0)) return 0;
    const [one = []] = found;
    return forms.length > 1 ? otherFormShare : Math.max(...one.map(({ share }) => share));
  });
  return Math.max(...shares);
}
