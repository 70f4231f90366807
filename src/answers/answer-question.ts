import type { Article } from '../content/article.ts';
import { editDistance } from '../content/edit-distance.ts';
import type { Hit } from '../search/article-index.ts';
import type { SoughtWords } from '../search/sought-words.ts';
import { tokenize } from '../search/tokenize.ts';
import type { Answer, AnswerHit, AnswerPage, Question, Topic } from './answer.ts';
import { findPassage } from './excerpt.ts';
import { createMarkFinder } from './find-marks.ts';
import { listLatest, listTopics, type Library } from './library.ts';

/** From this confidence on, an article counts as an answer. How it was set: docs/relevance.md. */
const answersFrom = 1;
/** Below this confidence it is not even worth offering. */
const nearFrom = 0.45;
/** A hit that is this much weaker than the best is no longer worth a page. */
const plausibleShare = 0.25;
/** What a word of the title counts in choosing a passage. */
const titleShare = 0.5;
const maxTopics = 5;

/** Decides what to say. `page.offset` is counted in hits, from 0. */
export function answerQuestion(
  library: Library,
  question: Question,
  page: { offset: number; limit: number },
): Answer {
  const isSearch = question.words !== '' || question.phrases.length > 0;
  if (!isSearch && question.tags.length > 0) return listTagged(library, question, page);
  const { hits, corrections, sought } = library.index.search(question);
  if (hits.length === 0 && question.phrases.length > 0) {
    return suggestWithoutPhrases(library, question, page);
  }
  const best = hits[0];
  if (best === undefined && !hasWords(question)) return { kind: 'empty', question };
  // Who asks for exact words and gets them has been answered.
  const confidence = question.phrases.length > 0 ? Infinity : (best?.confidence ?? 0);
  const topics = nearestTopics(library, question, hits);
  if (best === undefined || confidence < nearFrom) {
    return { kind: 'nothing', question, corrections, topics };
  }
  const shown = pageOf(keepPlausible(hits), page, sought);
  return confidence >= answersFrom
    ? { kind: 'found', question, page: shown, corrections }
    : { kind: 'suggestion', question, page: shown, corrections, topics };
}

function hasWords({ words, phrases }: Question): boolean {
  return [words, ...phrases].some((text) => tokenize(text).length > 0);
}

/** No article holds the words exactly: what holds them otherwise is no more than near. */
function suggestWithoutPhrases(
  library: Library,
  question: Question,
  page: { offset: number; limit: number },
): Answer {
  const words = [question.words, ...question.phrases].join(' ');
  const answer = answerQuestion(library, { ...question, words, phrases: [] }, page);
  if (answer.kind !== 'found') return { ...answer, question };
  const topics = nearestTopics(library, question, []);
  return { ...answer, kind: 'suggestion', question, topics };
}

/** The first, whatever it is, and what is not far behind. */
function keepPlausible(hits: readonly Hit[]): Hit[] {
  // An article called by its name has no score that others could be measured by.
  const best = hits.find(({ score }) => Number.isFinite(score))?.score ?? 0;
  return hits.filter(
    (hit, rank) => rank === 0 || (hit.confidence >= nearFrom && hit.score >= plausibleShare * best),
  );
}

function listTagged(
  library: Library,
  question: Question,
  page: { offset: number; limit: number },
): Answer {
  const tagged = listLatest(library.articles).filter((article) =>
    question.tags.every((tag) => article.tags.includes(tag)),
  );
  if (tagged.length === 0) {
    const topics = nearestTopics(library, question, []);
    return { kind: 'nothing', question, corrections: [], topics };
  }
  const hits = tagged
    .slice(page.offset, page.offset + page.limit)
    .map((article) => ({ article, section: undefined, passage: undefined }));
  return {
    kind: 'found',
    question,
    page: { hits, offset: page.offset, total: tagged.length },
    corrections: [],
  };
}

function pageOf(
  hits: readonly Hit[],
  { offset, limit }: { offset: number; limit: number },
  sought: SoughtWords,
): AnswerPage {
  const findMarks = createMarkFinder(sought);
  const shown = hits.slice(offset, offset + limit).map(({ article, section }): AnswerHit => ({
    article,
    section,
    passage: findPassage(
      section === undefined ? article.sections : [section],
      findMarks,
      weighBesideTitle(sought.weights, article),
    ),
  }));
  return { hits: shown, offset, total: hits.length };
}

/** All of an article is about its title: a passage that only says so again says little. */
function weighBesideTitle(
  weights: SoughtWords['weights'],
  { title }: Article,
): ReadonlyMap<string, number> {
  const about = new Set(tokenize(title).flatMap(({ forms }) => forms.stems));
  return new Map(
    [...weights].map(([stem, weight]) => [stem, about.has(stem) ? titleShare * weight : weight]),
  );
}

/** The tags of what came nearest, and those spelt like a tag that was asked for. */
function nearestTopics(
  library: Library,
  question: Question,
  hits: readonly Hit[],
): readonly Topic[] {
  const topics = listTopics(library.articles);
  const near = new Map<string, number>();
  for (const [rank, { article }] of hits.slice(0, 5).entries()) {
    for (const tag of article.tags) near.set(tag, (near.get(tag) ?? 0) + 1 / (rank + 1));
  }
  for (const { tag } of topics) {
    if (question.tags.some((asked) => isNearTag(asked, tag))) {
      near.set(tag, 10);
    }
  }
  return [...topics]
    .sort((a, b) => (near.get(b.tag) ?? 0) - (near.get(a.tag) ?? 0))
    .slice(0, maxTopics);
}

function isNearTag(asked: string, tag: string): boolean {
  return tag.startsWith(asked) || asked.startsWith(tag) || editDistance(asked, tag, 2) <= 2;
}
