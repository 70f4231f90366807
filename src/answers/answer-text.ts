import { answerQuestion } from './answer-question.ts';
import type { Answer, Question } from './answer.ts';
import { answersFrom } from './certainty.ts';
import type { Library } from './library.ts';
import { parseQuestion, parseReadings } from './parse-question.ts';
import type { SearchResult } from '../search/article-index.ts';
import type { Nearness } from '../search/score-meaning.ts';

interface TextOptions {
  readonly literal?: boolean;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Answers what somebody wrote in a chat, with what it means where the library can tell. */
export async function findAnswer(
  library: Library,
  text: string,
  options: TextOptions,
  page: Page,
): Promise<Answer> {
  if (library.nearTo === undefined) return answerText(library, text, options, page);
  const { words, literal, phrases } = parseQuestion(text, options);
  const isMeant = !literal && phrases.length === 0 && words !== '';
  const nearness = isMeant ? await library.nearTo(words) : undefined;
  return answerText(library, text, options, page, nearness);
}

/** An article called by its name says no more for a reading than a few words that fit do. */
const mostConfidence = 2;

/**
 * Answers what somebody wrote in a chat. Where it can be read in several ways, the one counts that
 * is likely and has an answer; the likeliest of all when none has.
 */
export function answerText(
  library: Library,
  text: string,
  options: TextOptions,
  page: Page,
  nearness?: Nearness,
): Answer {
  const readings = parseReadings(text, options);
  const [{ question: likeliest }] = readings;
  let best: { readonly question: Question; readonly result?: SearchResult } = {
    question: likeliest,
  };
  let most = 0;
  for (const { question, likelihood } of readings.length > 1 ? readings : []) {
    const result = library.index.search(question);
    const evidence = likelihood * Math.min(result.confidence, mostConfidence);
    if (question !== likeliest && evidence <= most) continue;
    best = { question, result };
    most = Math.max(answersFrom, evidence);
  }
  // What is meant may put others first.
  const searched = nearness === undefined ? best.result : undefined;
  return answerQuestion(library, { ...best.question, nearness }, page, searched);
}
