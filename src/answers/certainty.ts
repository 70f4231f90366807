import type { SearchResult } from '../search/article-index.ts';
import { isGeneral, isSaidByAll } from '../analysis/word-lists.ts';
import { lackedBy, type MeantHit } from './add-meaning.ts';
import type { MissingWord } from './answer.ts';
import { isPaperWord } from './drop-paper-words.ts';
import { mayTell } from './telling-words.ts';

/** Below this confidence an article is not even worth offering. */
export const nearFrom = 0.45;

/** What speaks for the article that the words put first being an answer, and what against it. */
export interface Evidence {
  /** Of its confidence, the natural logarithm. */
  readonly strength: number;
  /** The part of what was asked, by what each word tells, that it says it is about; all of a bare word. */
  readonly about: number;
  /** The part of the telling words that it lacks and not everybody says; less of a longer question. */
  readonly lacking: number;
  /** It is about nothing of it, nor says any of it as it was asked, and has a word of it elsewhere. */
  readonly isStray: boolean;
  /**
   * Nothing that was asked names a subject; or everybody says all of it, and it's about none of it; or
   * it's a lone word that everybody says, or that it isn't about, and another article fits as well.
   */
  readonly isVague: boolean;
  /** How near another article comes, which may be meant as well: from 0 to 1, less in a small library. */
  readonly rival: number;
  /** How many times tenfold a small library it is the best of. */
  readonly tenfolds: number;
}

/** Each in logarithms of odds. How they were set: docs/relevance.md. */
const weights = {
  bias: 0.3,
  strength: 1.5,
  about: 2,
  lacking: -3,
  isStray: -2,
  isVague: -5,
  rival: -2,
  tenfolds: -0.5,
};

/** Up to so many telling words each of them is thought to matter. */
const shortQuestion = 4;
/** A library up to this size is small. */
const smallLibrary = 30;
/** From this share of the score of the first on, another article comes near. */
const rivalFrom = 0.75;

/**
 * Undefined when nothing that was asked tells anything.
 *
 * @param result what the words find, copies of an article taken for one
 * @param confidence that in the first, by what was asked alone
 */
export function gatherEvidence(
  { hits, query }: Pick<SearchResult, 'hits' | 'query'>,
  confidence: number,
  articles: number,
): Evidence | undefined {
  const [first, second] = hits;
  const asked = query.units.flatMap(({ isTelling, frequencyWeight, typed }, i) => {
    const counted = {
      weight: frequencyWeight,
      isEverybodys: isSaidByAll(typed),
      isSmall: ![...typed].some(mayTell),
      isThere: (first?.counts[i] ?? 0) > 0,
      isInSection: (first?.sectionCounts[i] ?? 0) > 0,
      isAbout: (first?.aboutCounts[i] ?? 0) > 0,
    };
    return isTelling ? [counted] : [];
  });
  const weigh = (part: typeof asked): number => part.reduce((sum, { weight }) => sum + weight, 0);
  if (first === undefined || weigh(asked) === 0) return undefined;
  const isLone = asked.length === 1;
  const isBare = query.units.length === 1;
  const about = isBare ? 1 : weigh(asked.filter(({ isAbout }) => isAbout)) / weigh(asked);
  const isElsewhere = asked.some(
    ({ isEverybodys, isThere, isInSection }) => !isEverybodys && isThere && !isInSection,
  );
  const lacking = lackedBy(first, query.units, (typed) => !isSaidByAll(typed));
  const rival = Math.max(0, (second?.score ?? 0) / first.score - rivalFrom) / (1 - rivalFrom);
  const tenfolds = Math.log10(Math.max(1, articles / smallLibrary));
  return {
    strength: Math.log(confidence),
    about,
    lacking: lacking * Math.min(1, shortQuestion / asked.length),
    isStray: about === 0 && first.parts.together === 0 && isElsewhere,
    isVague:
      asked.every(({ isSmall }) => isSmall) ||
      (about === 0 && asked.every(({ isSmall, isEverybodys }) => isSmall || isEverybodys)) ||
      (isLone && rival > 0 && asked.every(({ isAbout, isEverybodys }) => !isAbout || isEverybodys)),
    rival: rival * Math.min(1, tenfolds),
    tenfolds,
  };
}

/** Above 0 it is an answer rather than not. */
export function oddsOf(evidence: Evidence): number {
  return Object.entries(evidence).reduce(
    (sum, [what, value]) => sum + weights[what as keyof Evidence] * Number(value),
    weights.bias,
  );
}

const maxMissing = 3;
/** Of more words than these some are missing from any answer. */
const maxWordsMissed = 8;

/**
 * The telling words that no article has, or that the first hit lacks and that tell more than most of
 * the question; what tells most first.
 */
export function listMissing({ hits, isCalled, query }: SearchResult): readonly MissingWord[] {
  const [first] = hits;
  const telling = query.units.filter(({ isTelling }) => isTelling);
  if (isCalled || telling.length > maxWordsMissed) return [];
  const weight = telling.reduce((sum, unit) => sum + unit.frequencyWeight, 0);
  return query.units
    .map((unit, i) => ({ unit, count: first?.counts[i] ?? 0 }))
    .filter(({ unit, count }) => count === 0 && unit.isTelling && isRare(unit))
    .filter(({ unit }) => !unit.isKnown || unit.frequencyWeight * telling.length >= weight)
    .sort((a, b) => b.unit.frequencyWeight - a.unit.frequencyWeight)
    .slice(0, maxMissing)
    .map(({ unit }) => ({
      word: [...unit.typed][0] ?? unit.stem,
      from: unit.isKnown ? 'first' : 'library',
    }));
}

/** Numbers, and words that stand in writing of any kind or in any talk, are no surprise where they are missing. */
function isRare({ typed }: SearchResult['query']['units'][number]): boolean {
  return [...typed].every(
    (word) =>
      !isGeneral(word) &&
      !isPaperWord(word) &&
      mayTell(word) &&
      !/^\d[\d.,]*(?:[kmshdx]|ms|min|[kmgt]b)?$/u.test(word),
  );
}

/** An article this near in meaning is worth listing though it has no word of the question. */
const nearInMeaningFrom = 0.2;
/** And this near, worth offering where the words lead nowhere; hardly anything else that is asked is. */
const meantFrom = 0.3;

/** An answer stands alone when nothing else comes near it. */
const worthListing = { answer: 0.5, nearest: 0.4 };

/** The first, whatever it is, and what is not far behind. */
export function keepPlausible(hits: readonly MeantHit[], isAnswer: boolean): MeantHit[] {
  const share = isAnswer ? worthListing.answer : worthListing.nearest;
  const best = hits[0]?.score ?? 0;
  return hits.filter(
    (hit, rank) =>
      rank === 0 ||
      ((hit.confidence >= nearFrom || hit.nearness >= nearInMeaningFrom) &&
        hit.score >= share * best),
  );
}

/** What comes so near in meaning that it is offered though no word leads to it. */
export function keepMeant(hits: readonly MeantHit[]): MeantHit[] {
  return hits.filter(({ nearness }) => nearness >= meantFrom);
}
