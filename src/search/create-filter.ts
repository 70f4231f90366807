import { textsOf, wordShift, type ArticleWords } from './article-words.ts';
import type { Entry } from './rank-articles.ts';
import { foldedWords, tokenize } from '../analysis/tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';
import { carriesSubject, stopWords } from '../analysis/word-lists.ts';

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

type Accepts = (entry: Entry) => boolean;

/** The number of a word that no article has. */
const standsNowhere = NaN;

/** Which articles carry the tags and the phrases asked for, and nothing that was excluded. */
export function createFilter(
  { tags, phrases, excluded }: Restrictions,
  vocabulary: Vocabulary,
): Accepts {
  const wanted = phrases
    .filter(carriesSubject)
    .flatMap((phrase) => findPhrase(phrase, vocabulary) ?? []);
  const unwanted = excluded.flatMap((phrase) => findPhrase(phrase, vocabulary) ?? []);
  return (entry) =>
    tags.every((tag) => entry.article.tags.includes(tag)) &&
    wanted.every((holds) => holds(entry)) &&
    !unwanted.some((holds) => holds(entry));
}

/** Undefined for words that the index does not keep, so that nothing can be said. */
function findPhrase(phrase: string, vocabulary: Vocabulary): Accepts | undefined {
  const words = tokenize(phrase);
  const kept = words.filter(({ forms }) => !stopWords.has(forms.word));
  if (kept.length === 0) return undefined;
  // As an article has them.
  const row = kept
    .flatMap(({ forms }) => [forms.word, ...forms.parts])
    .map((word) => vocabulary.find(word) ?? standsNowhere);
  const inARow: Accepts = ({ words: own }) => holdsRow(own, row);
  if (kept.length === words.length) return inARow;
  // Words that carry no subject have no positions: read the few articles that are left.
  const asTyped = ` ${foldedWords(phrase).join(' ')} `;
  return (entry) =>
    inARow(entry) &&
    // The first is the end of the slug.
    textsOf(entry.article)
      .texts.slice(1)
      .some((text) => ` ${foldedWords(text).join(' ')} `.includes(asTyped));
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
