import { answerQuestion } from './answer-question.ts';
import type { Answer } from './answer.ts';
import type { Library } from './library.ts';
import { parseReadings } from './parse-question.ts';

/**
 * Answers what somebody wrote in a chat. Where it can be read in several ways, the likeliest that
 * has an answer counts, and the likeliest of all when none has.
 */
export function answerText(
  library: Library,
  text: string,
  options: { readonly literal?: boolean },
  page: { readonly offset: number; readonly limit: number },
): Answer {
  const [first, ...others] = parseReadings(text, options);
  const answer = answerQuestion(library, first, page);
  if (answer.kind === 'found') return answer;
  for (const reading of others) {
    const other = answerQuestion(library, reading, page);
    if (other.kind === 'found') return other;
  }
  return answer;
}
