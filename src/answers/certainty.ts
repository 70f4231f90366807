import type { Hit, SearchResult } from '../search/article-index.ts';
import { isGeneral } from '../search/general-words.ts';
import type { MissingWord } from './answer.ts';

/** From this confidence on, an article counts as an answer. How it was set: docs/relevance.md. */
export const answersFrom = 1;
/** Below this confidence it is not even worth offering. */
export const nearFrom = 0.45;
/** An answer that barely is one is not sure. */
const sureFrom = 1.1;
/** A lone word that two articles fit this much alike asks for neither. */
const alikeFrom = 0.8;
/** The same for several words of which the first article lacks one. */
const alikeWithoutWordFrom = 0.9;
/** The part of what was asked that an article may lack when it lacks what tells most. */
const lacksAtMost = 0.3;
/** The part of what an article has that is to stand in one section, when no name fits. */
const standsApartBelow = 0.8;

/** Half of what two words ask for is an answer from here on. */
const halfAnswersFrom = 1.5;

/** Whether the first hit counts as an answer. One of two words is seldom what was asked for. */
export function isAnswer({ hits, query, confidence }: SearchResult): boolean {
  const counts = hits[0]?.ranked?.counts;
  const telling = query.units.flatMap(({ isTelling }, i) => (isTelling ? [counts?.[i] ?? 0] : []));
  const isHalf = telling.length === 2 && telling.includes(0);
  return confidence >= (isHalf ? halfAnswersFrom : answersFrom);
}

/** Whether the first hit can be shown as the answer, without a doubt that the reader should know of. */
export function isSure({ hits, query, confidence }: SearchResult): boolean {
  const [first, second] = hits;
  const ranked = first?.ranked;
  // What the words alone would not have put first is no sure answer.
  if (first === undefined || first.confidence < Math.max(sureFrom, confidence)) return false;
  if (first.confidence === Infinity || ranked === undefined) return true;
  const asked = query.units
    .map((unit, i) => ({
      weight: unit.isTelling ? unit.frequencyWeight : 0,
      has: (ranked.counts[i] ?? 0) > 0,
      isInSection: (ranked.sectionCounts[i] ?? 0) > 0,
    }))
    .filter(({ weight }) => weight > 0);
  const weigh = (part: typeof asked): number => part.reduce((sum, { weight }) => sum + weight, 0);
  const rarest = (part: typeof asked): number => Math.max(0, ...part.map(({ weight }) => weight));
  const had = asked.filter(({ has }) => has);
  const lacked = asked.filter(({ has }) => !has);
  const likeness = (second?.score ?? 0) / first.score;

  if (asked.length === 1) return likeness <= alikeFrom;
  if (lacked.length > 0 && likeness > alikeWithoutWordFrom) return false;
  const lacksMost = rarest(lacked) >= rarest(had);
  if (lacksMost && weigh(lacked) > lacksAtMost * weigh(asked)) return false;
  const isNamed = ranked.name + ranked.heading >= nameFits;
  const together = weigh(had.filter(({ isInSection }) => isInSection));
  return isNamed || ranked.together > 0 || together >= standsApartBelow * weigh(had);
}

/** What a name brings that has something to do with the question. */
const nameFits = 0.5;
const maxMissing = 3;

/** The telling words that no article has, or that the first hit lacks; what tells most first. */
export function listMissing({ hits, query }: SearchResult): readonly MissingWord[] {
  const ranked = hits[0]?.ranked;
  return query.units
    .map((unit, i) => ({ unit, count: ranked?.counts[i] ?? (hits.length === 0 ? 0 : 1) }))
    .filter(({ unit, count }) => count === 0 && unit.isTelling && isRare(unit))
    .sort((a, b) => b.unit.frequencyWeight - a.unit.frequencyWeight)
    .slice(0, maxMissing)
    .map(({ unit }) => ({
      word: [...unit.typed][0] ?? unit.stem,
      from: unit.isKnown ? 'first' : 'library',
    }));
}

/** Numbers and words that stand in writing of any kind are no surprise where they are missing. */
function isRare({ typed }: SearchResult['query']['units'][number]): boolean {
  return [...typed].every((word) => !isGeneral(word) && /\p{L}/u.test(word));
}

/** An article this near in meaning is worth listing though it has no word of the question. */
const nearInMeaningFrom = 0.2;
/** And this near, worth offering where the words lead nowhere; hardly anything else that is asked is. */
const meantFrom = 0.3;

/** An answer stands alone when nothing else comes near it. */
const worthListing = { sure: 0.5, unsure: 0.4 };

/** The first, whatever it is, and what is not far behind. */
export function keepPlausible(hits: readonly Hit[], sure: boolean): Hit[] {
  const share = sure ? worthListing.sure : worthListing.unsure;
  const scoreOf = ({ ranked }: Hit): number => ranked?.score ?? 0;
  const best = hits[0] === undefined ? 0 : scoreOf(hits[0]);
  return hits.filter(
    (hit, rank) =>
      rank === 0 ||
      ((hit.confidence >= nearFrom || hit.nearness >= nearInMeaningFrom) &&
        scoreOf(hit) >= share * best),
  );
}

/** What comes so near in meaning that it is offered though no word leads to it. */
export function keepMeant(hits: readonly Hit[]): Hit[] {
  return hits.filter(({ nearness }) => nearness >= meantFrom);
}
