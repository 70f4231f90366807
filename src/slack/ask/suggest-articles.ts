import { articlesOf } from '../../answers/answer.ts';
import { answerText } from '../../answers/answer-text.ts';
import type { Library } from '../../answers/library.ts';
import type { Article } from '../../content/article.ts';

/** Slack takes a hundred; nobody reads more than these. */
const maxSuggestions = 20;

/**
 * Articles for what somebody has typed so far: whose title, other name or question has words that
 * begin so, titles first; else what a search finds.
 */
export function suggestArticles(library: Library, typed: string): readonly Article[] {
  const begun = wordsOf(typed);
  if (begun.length === 0) return library.articles.slice(0, maxSuggestions);
  const ranked = library.articles.flatMap((article) => {
    const rank = [[article.title], article.aliases, article.questions].findIndex((texts) =>
      texts.some((text) => matches(wordsOf(text), begun)),
    );
    return rank < 0 ? [] : [{ article, rank }];
  });
  const found = ranked.sort((a, b) => a.rank - b.rank).map(({ article }) => article);
  if (found.length > 0) return found.slice(0, maxSuggestions);
  return articlesOf(answerText(library, typed, {}, { offset: 0, limit: maxSuggestions }));
}

function matches(words: readonly string[], begun: readonly string[]): boolean {
  return begun.every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
