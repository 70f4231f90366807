import type { ArticleIndex, SearchResult } from '../search/article-index.ts';
import { bestFirst, type Hit } from '../search/rank-articles.ts';
import type { QueryUnit } from '../search/understand-query.ts';
import type { Question } from './answer.ts';
import { confidenceIn } from './confidence.ts';

/** Beside the best score that words give. How it was set: docs/meaning.md. */
const meaningShare = 3;
/** A word or two name a thing; from five words on a question has a meaning of its own. */
const wordsOfAMeaning = 5;
/** Where the words are as sure as this, what is meant has no more than a third of its say. */
const surestConfidence = 3;

/** So many articles are looked at for what they mean, whatever words they have. */
export const maxNear = 50;

/**
 * What meaning would bring to the same text, in parts of the best score that words give.
 *
 * @param lacking the part of what was asked that the first by words lacks: all of it doubles this
 */
export function shareOfMeaning(askedWords: number, confidence: number, lacking: number): number {
  const length = Math.min(1, Math.max(0, askedWords - 1) / (wordsOfAMeaning - 1));
  const sureness = Math.min(surestConfidence, Math.max(1, confidence));
  return (meaningShare * length * (1 + lacking)) / sureness;
}

export interface MeantHit extends Hit {
  /** How sure it is by its words; infinite for the article that was called by its name. */
  readonly confidence: number;
  /** How near it comes in meaning, from 0 to 1; 0 when nobody knows. */
  readonly nearness: number;
}

/**
 * What comes near in meaning moves up, and comes in where words alone would not have brought it. It
 * proves nothing: what is known of the first by words stays.
 */
export function addMeaning(
  index: ArticleIndex,
  question: Question,
  result: SearchResult,
): readonly MeantHit[] {
  const { nearness, words, beside = words, phrases, literal } = question;
  const { isCalled, query } = result;
  const confidenceOf = confidenceIn(query);
  const meant = (hit: Hit): MeantHit => ({
    ...hit,
    confidence: confidenceOf(hit),
    nearness: nearness?.get(hit.article.slug)?.nearness ?? 0,
  });
  const called = result.hits
    .slice(0, Number(isCalled))
    .map((hit) => ({ ...meant(hit), confidence: Infinity }));
  const hits = result.hits.slice(called.length);
  const unmoved = (): readonly MeantHit[] => [...called, ...hits.map(meant)];
  // Who asks for exact words means nothing else.
  if (nearness === undefined || literal || phrases.length > 0) return unmoved();
  const asked = beside.split(/\s+/u).filter(Boolean).length;
  const shareBeside = (first: Hit): number => {
    const confidence = confidenceIn(query, true)(first);
    return first.score * shareOfMeaning(asked, confidence, lackedBy(first, query.units));
  };
  const [first] = hits;
  // Even a single word is meant, where it stands in no article.
  const share = first === undefined ? 1 : shareBeside(first);
  if (share === 0) return unmoved();
  const known = new Set(result.hits.map(({ article }) => article.slug));
  const near = [...nearness.keys()].slice(0, maxNear).filter((slug) => !known.has(slug));
  const moved = [...hits, ...index.rank(near, query, question)]
    .map(meant)
    .map((hit) => ({ ...hit, score: hit.score + share * hit.nearness }));
  return [...called, ...moved.sort(bestFirst)];
}

/** The part of the telling words that an article lacks, of those that are missed where they lack. */
export function lackedBy(
  { counts }: Pick<Hit, 'counts'>,
  units: readonly Pick<QueryUnit, 'isTelling' | 'typed'>[],
  isMissed: (typed: ReadonlySet<string>) => boolean = () => true,
): number {
  const telling = units.flatMap(({ isTelling, typed }, i) => (isTelling ? [{ typed, i }] : []));
  const lacked = telling.filter(({ typed, i }) => counts[i] === 0 && isMissed(typed));
  return lacked.length / Math.max(1, telling.length);
}
