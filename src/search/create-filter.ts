import { foldedWords, tokenize } from '../analysis/tokenize.ts';
import { carriesSubject, stopWords } from '../analysis/word-lists.ts';
import { firstText, textsOf, wordShift, type ArticleWords } from './article-words.ts';
import type { Entry } from './rank-articles.ts';
import type { Vocabulary } from '../analysis/vocabulary.ts';

/** What an article must carry, and what must not stand in it. */
export interface Restrictions {
  readonly tags: readonly string[];
  /**
   * They stand as typed, signs, case and small words between them aside; those of words that carry no
   * subject rule out nothing.
   */
  readonly phrases: readonly string[];
  readonly excluded: readonly string[];
}

export type Accepts = (entry: Entry) => boolean;

/** The number of a word that no article has. */
const standsNowhere = NaN;

/** Which articles carry the tags and the phrases asked for, and nothing that was excluded. */
export function createFilter(
  { tags, phrases, excluded }: Restrictions,
  vocabulary: Vocabulary,
): Accepts {
  const createHolds = (phrase: string): Accepts => holdsPhrase(phrase, vocabulary);
  const wanted = phrases.filter(carriesSubject).map(createHolds);
  const unwanted = excluded.map(createHolds);
  return (entry) =>
    tags.every((tag) => entry.article.tags.includes(tag)) &&
    wanted.every((holds) => holds(entry)) &&
    !unwanted.some((holds) => holds(entry));
}

/** Nothing holds a phrase of words that the index does not keep. */
function holdsPhrase(phrase: string, vocabulary: Vocabulary): Accepts {
  const words = tokenize(phrase);
  const kept = words.filter(({ forms }) => !stopWords.has(forms.word));
  // As an article has them.
  const row = kept
    .flatMap(({ forms }) => [forms.word, ...forms.parts])
    .map((word) => vocabulary.find(word) ?? standsNowhere);
  // Words that carry no subject have no positions: read the few articles that are left.
  const isAllKept = kept.length === words.length;
  const asTyped = ` ${foldedWords(phrase).join(' ')} `;
  const holdsAsTyped = (text: string): boolean =>
    ` ${foldedWords(text).join(' ')} `.includes(asTyped);
  return ({ words: own, article }) =>
    holdsRow(own, row) && (isAllKept || textsOf(article).texts.slice(firstText).some(holdsAsTyped));
}

/** Whether these words stand one after the other in a text of an article. */
function holdsRow({ tokens, starts }: ArticleWords, row: readonly number[]): boolean {
  const [, afterSlug = 0, ...later] = starts;
  return tokens.some(
    (token, i) =>
      i >= afterSlug &&
      token >> wordShift === row[0] &&
      row.every((word, j) => (tokens[i + j] ?? 0) >> wordShift === word) &&
      !later.some((start) => i < start && start < i + row.length),
  );
}
