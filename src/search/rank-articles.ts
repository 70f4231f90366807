import type { NameIndex } from './names.ts';
import { findEntry, type Postings } from './postings.ts';
import {
  otherFormShare,
  type Form,
  type QueryUnit,
  type UnderstoodQuery,
} from './understand-query.ts';

/** How an article did, and why. All scores are in the same unit and add up to `score`. */
export interface Ranked {
  readonly article: number;
  readonly score: number;
  /** From the words in the whole article. */
  readonly words: number;
  /** From the words in its best section. */
  readonly section: number;
  /** From its title, slug, alias or question being what was asked. */
  readonly name: number;
  /** From the heading of a section being what was asked. */
  readonly heading: number;
  /** From words that were asked one after the other standing so. */
  readonly together: number;
  /** Index of the best section in its article; undefined when no section matched. */
  readonly bestSection: number | undefined;
  /** For each unit of the query: how often it stands in the article, headings twice. */
  readonly counts: Float64Array;
  /** For each unit of the query: how often it stands in the best section. */
  readonly sectionCounts: Float64Array;
}

// BM25: how soon more of the same word stops counting, and how much a long text is discounted.
const saturation = 2;
const lengthDiscount = 0.5;
/** The best section's part in the score for words; the whole article has the rest. */
export const sectionShare = 0.3;
const nameWeight = 2;
const headingWeight = 0.5;
const togetherWeight = 0.5;
/** How many articles are looked at closely: more than anybody pages through. */
const maxCandidates = 50;

/** The best articles that are accepted, highest score first, then by number. */
export function rankArticles(
  postings: Postings,
  names: NameIndex,
  query: UnderstoodQuery,
  accepts: (article: number) => boolean,
): Ranked[] {
  const byWords = scoreWords(postings, query.units);
  const byName = scoreNames(names, query.units, postings.articleCount);
  const atFirst = byWords.map(
    (score, article) => score + (byName.names[article] ?? 0) + (byName.headings[article] ?? 0),
  );
  const ranked = pickHighest(atFirst, maxCandidates, accepts).map((article): Ranked => {
    const near = lookClosely(postings, query, article);
    const words = (1 - sectionShare) * (byWords[article] ?? 0);
    const section = sectionShare * near.sectionScore;
    const name = byName.names[article] ?? 0;
    const heading = byName.headings[article] ?? 0;
    const together = togetherWeight * near.together;
    return {
      article,
      score: words + section + name + heading + together,
      words,
      section,
      name,
      heading,
      together,
      bestSection: near.bestSection,
      counts: near.counts,
      sectionCounts: near.sectionCounts,
    };
  });
  return ranked.sort((a, b) => b.score - a.score || a.article - b.article);
}

/** BM25 over the whole article, for every article. */
function scoreWords(postings: Postings, units: readonly QueryUnit[]): Float64Array {
  const scores = new Float64Array(postings.articleCount);
  const counts = new Float64Array(postings.articleCount);
  const touched = new Int32Array(postings.articleCount);
  for (const unit of units) {
    let touchedCount = 0;
    const add = (article: number, count: number): void => {
      if (counts[article] === 0) touched[touchedCount++] = article;
      counts[article] = (counts[article] ?? 0) + count;
    };
    for (const form of unit.forms) {
      if (form.kind === 'phrase') {
        for (const { article, positions } of form.entries) {
          add(article, form.share * positions.length);
        }
        continue;
      }
      const end = postings.starts[form.word + 1] ?? 0;
      for (let entry = postings.starts[form.word] ?? 0; entry < end; entry++) {
        add(postings.entryArticles[entry] ?? 0, form.share * (postings.entryCounts[entry] ?? 0));
      }
    }
    const weight = weightOf(unit);
    for (let i = 0; i < touchedCount; i++) {
      const article = touched[i] ?? 0;
      const relative = (postings.lengths[article] ?? 0) / postings.averageLength;
      const score = weight * saturate(counts[article] ?? 0, relative);
      scores[article] = (scores[article] ?? 0) + score;
      counts[article] = 0;
    }
  }
  return scores;
}

/** How much a unit can bring. */
export function weightOf({ frequencyWeight, repeats, certainty }: QueryUnit): number {
  return frequencyWeight * repeats * certainty;
}

/** The articles with the highest scores above 0, highest first, then by number. */
function pickHighest(
  scores: Float64Array,
  limit: number,
  accepts: (article: number) => boolean,
): number[] {
  const picked: number[] = [];
  for (let article = 0; article < scores.length; article++) {
    const score = scores[article] ?? 0;
    if (score <= 0) continue;
    const isFull = picked.length === limit;
    if (isFull && score <= (scores[picked.at(-1) ?? 0] ?? 0)) continue;
    if (!accepts(article)) continue;
    let at = picked.length;
    while (at > 0 && (scores[picked[at - 1] ?? 0] ?? 0) < score) at--;
    picked.splice(at, 0, article);
    if (isFull) picked.pop();
  }
  return picked;
}

/** From 0 towards `saturation + 1`; 1 for one occurrence in a text of average length. */
export function saturate(count: number, relativeLength: number): number {
  const norm = saturation * (1 - lengthDiscount + lengthDiscount * relativeLength);
  return (count * (saturation + 1)) / (count + norm);
}

interface NameScores {
  /** For each article. */
  readonly names: Float64Array;
  readonly headings: Float64Array;
}

/**
 * How well the best name of each article fits: the share of the question it covers times the share
 * of it that the question covers. A heading that many articles have says little.
 */
function scoreNames(index: NameIndex, units: readonly QueryUnit[], articles: number): NameScores {
  const { names, namesOfWord, bearers } = index;
  const matched = new Float64Array(names.length);
  const touched: number[] = [];
  // For each name: the last unit, counted from 1, that stands in it in the very form typed.
  const asTyped = new Int32Array(names.length);
  for (const [i, unit] of units.entries()) {
    const weight = unit.frequencyWeight * unit.certainty * Math.min(1, unit.repeats);
    for (const word of unit.typed) {
      for (const number of namesOfWord.get(word) ?? []) asTyped[number] = i + 1;
    }
    for (const number of namesOfUnit(unit, index)) {
      const share = asTyped[number] === i + 1 ? weight : otherFormShare * weight;
      if (matched[number] === 0) touched.push(number);
      matched[number] = (matched[number] ?? 0) + share;
    }
  }
  const scores = { names: new Float64Array(articles), headings: new Float64Array(articles) };
  for (const number of touched) {
    const name = names[number];
    if (name === undefined) continue;
    const { article, isHeading } = name;
    const fit = (matched[number] ?? 0) ** 2 / name.weight;
    const score = isHeading ? (headingWeight * fit) / (bearers[number] ?? 1) : nameWeight * fit;
    const best = isHeading ? scores.headings : scores.names;
    if (score > (best[article] ?? 0)) best[article] = score;
  }
  return scores;
}

/** Numbers of the names that hold the word asked for or all the words of another name for it. */
function namesOfUnit(
  { stem, alternatives }: QueryUnit,
  { names, namesOfStem }: Pick<NameIndex, 'names' | 'namesOfStem'>,
): Iterable<number> {
  const direct = namesOfStem.get(stem) ?? [];
  if (alternatives.length === 0) return direct;
  const others = alternatives.flatMap((also) =>
    (namesOfStem.get(also[0] ?? '') ?? []).filter((number) =>
      also.every((other) => names[number]?.stems.includes(other)),
    ),
  );
  return new Set([...direct, ...others]);
}

interface Closely {
  readonly together: number;
  readonly sectionScore: number;
  readonly bestSection: number | undefined;
  readonly counts: Float64Array;
  readonly sectionCounts: Float64Array;
}

/** Which section is best and which words stand side by side, from the words' positions. */
function lookClosely(
  postings: Postings,
  { units, pairs }: UnderstoodQuery,
  article: number,
): Closely {
  const firstSection = postings.sectionStarts[article] ?? 0;
  const sectionCount = (postings.sectionStarts[article + 1] ?? 0) - firstSection;
  // One row a section, one column a unit; row 0 is what stands before the first section.
  const table = new Float64Array((sectionCount + 1) * units.length);
  const counts = new Float64Array(units.length);
  const places = units.map((unit, column) => {
    const all: number[] = [];
    for (const form of unit.forms) {
      const { share } = form;
      let row = 0;
      for (const position of positionsIn(article, form, postings)) {
        all.push(position);
        while (
          row < sectionCount &&
          position >= (postings.sectionPositions[firstSection + row] ?? 0)
        ) {
          row++;
        }
        const cell = row * units.length + column;
        const isInHeading = position < (postings.bodyPositions[firstSection + row - 1] ?? 0);
        const count = row > 0 && isInHeading ? 2 * share : share;
        table[cell] = (table[cell] ?? 0) + count;
        counts[column] = (counts[column] ?? 0) + count;
      }
    }
    return all;
  });

  const present: number[] = [];
  for (const [column, count] of counts.entries()) if (count > 0) present.push(column);
  const weights = units.map(weightOf);
  let sectionScore = 0;
  let bestSection: number | undefined;
  let bestRow = 0;
  for (let row = 1; row <= sectionCount; row++) {
    const section = firstSection + row - 1;
    const relative = (postings.sectionLengths[section] ?? 0) / postings.averageSectionLength;
    let score = 0;
    let isHit = false;
    for (const column of present) {
      const inside = table[row * units.length + column] ?? 0;
      if (inside > 0) isHit = true;
      // A section speaks of what the article's names speak of without repeating it.
      const count = inside + Math.min(1, table[column] ?? 0);
      score += (weights[column] ?? 0) * saturate(count, relative);
    }
    if (isHit && score > sectionScore) {
      sectionScore = score;
      bestSection = row - 1;
      bestRow = row;
    }
  }

  let together = 0;
  for (const [a, b] of pairs) {
    if (!standTogether(places[a] ?? [], places[b] ?? [])) continue;
    together += Math.min(units[a]?.frequencyWeight ?? 0, units[b]?.frequencyWeight ?? 0);
  }
  const sectionCounts = table.slice(bestRow * units.length, (bestRow + 1) * units.length);
  return { together, sectionScore, bestSection, counts, sectionCounts };
}

function positionsIn(article: number, form: Form, postings: Postings): Iterable<number> {
  if (form.kind === 'phrase') {
    return form.entries.find((entry) => entry.article === article)?.positions ?? [];
  }
  const entry = findEntry(postings, form.word, article);
  if (entry === undefined) return [];
  const { positions, entryPositions } = postings;
  return positions.subarray(entryPositions[entry] ?? 0, entryPositions[entry + 1] ?? 0);
}

/** True when somewhere a position of `b` follows right after one of `a`. */
function standTogether(a: readonly number[], b: readonly number[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const after = new Set(b);
  return a.some((position) => after.has(position + 1));
}
