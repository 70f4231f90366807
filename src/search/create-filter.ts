import { textsOf, visitWords, type ArticleWords } from './article-words.ts';
import type { Entry } from './rank-articles.ts';
import { carriesSubject, stopWords } from './word-lists.ts';
import { foldedWords, tokenize } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  let offset = 0;
  const places = kept.map(({ forms }) => {
    const place = { word: vocabulary.find(forms.word), offset };
    offset += Math.max(1, forms.parts.length);
    return place;
  });
  const inARow: Accepts = ({ words: own }) => holdsPhrase(own, places);
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

interface PhrasePlace {
  /** Undefined when it stands nowhere. */
  readonly word: number | undefined;
  /** How far behind the first place. */
  readonly offset: number;
}

/** Whether all places of a phrase are taken somewhere in an article. */
function holdsPhrase(article: ArticleWords, phrase: readonly PhrasePlace[]): boolean {
  if (phrase.some(({ word }) => word === undefined)) return false;
  const starts = phrase.map(() => new Set<number>());
  visitWords(article, (word, position) => {
    for (const [i, place] of phrase.entries()) {
      if (place.word === word) starts[i]?.add(position - place.offset);
    }
  });
  const [first = new Set<number>(), ...others] = starts;
  return [...first].some((start) => others.every((each) => each.has(start)));
}
