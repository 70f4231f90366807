import { answerQuestion } from './answer-question.ts';
import type { Answer } from './answer.ts';
import type { Library } from './library.ts';
import { parseReadings } from './parse-question.ts';
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
  const [{ words, literal, phrases }] = parseReadings(text, options);
  const isMeant = !literal && phrases.length === 0 && words !== '';
  const nearness = isMeant ? await library.nearTo?.(words) : undefined;
  return answerText(library, text, options, page, nearness);
}

/**
 * Answers what somebody wrote in a chat. Where it can be read in several ways, the likeliest that
 * has an answer counts, and the likeliest of all when none has.
 */
export function answerText(
  library: Library,
  text: string,
  options: TextOptions,
  page: Page,
  nearness?: Nearness,
): Answer {
  const [first, ...others] = parseReadings(text, options);
  const answer = answerQuestion(library, { ...first, nearness }, page);
  if (answer.kind === 'found') return answer;
  for (const reading of others) {
    const other = answerQuestion(library, { ...reading, nearness }, page);
    if (other.kind === 'found') return other;
  }
  return answer;
}
