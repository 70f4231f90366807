import type { SearchResult } from '../search/article-index.ts';
import { answerQuestion } from './answer-question.ts';
import type { Answer, Page, Question } from './answer.ts';
import { confidenceOf } from './confidence.ts';
import { evidenceOf, isOneSentence, listReadings, type Weigh } from './find-question.ts';
import type { Library } from './library.ts';
import { parseQuestion, parseWords } from './parse-question.ts';
import { lastError, splitPasted } from './split-pasted.ts';

interface TextOptions {
  readonly literal?: boolean;
}

/** Answers what somebody wrote in a chat, with what it means where the library can tell. */
export async function findAnswer(
  library: Library,
  text: string,
  options: TextOptions,
  page: Page,
): Promise<Answer> {
  const { question, result } = readMessage(library, text, options);
  const { words, beside = words, literal, phrases } = question;
  const isMeant = !literal && phrases.length === 0 && words !== '';
  // "Got a letter that I have to be a juror, does that count": a clause alone means little.
  const nearness = isMeant ? await library.nearTo?.(beside) : undefined;
  return nearness === undefined
    ? answerQuestion(library, question, page, result)
    : answerQuestion(library, { ...question, nearness }, page);
}

/** Answers what somebody wrote in a chat, by its words alone. */
export function answerText(
  library: Library,
  text: string,
  options: TextOptions,
  page: Page,
): Answer {
  const { question, result } = readMessage(library, text, options);
  return answerQuestion(library, question, page, result);
}

/** A message with a log in it may be long; nobody asks further down. */
const maxMessageChars = 8_000;

interface ReadMessage {
  readonly question: Question;
  /** What the index says to it, where it was asked. */
  readonly result?: SearchResult;
}

/** The question in a message: of the ways to read it, the likeliest by its form and by what answers it. */
function readMessage({ index }: Library, text: string, options: TextOptions): ReadMessage {
  const typed = parseQuestion(text, options);
  const { prose, pasted } = splitPasted(text.toWellFormed().slice(0, maxMessageChars));
  const hasOperators = typed.phrases.length + typed.tags.length + typed.excluded.length > 0;
  // Among several sentences, quotation marks and the like are how people write.
  if (hasOperators && pasted === '' && isOneSentence(prose)) return { question: typed };
  const readings = listReadings(prose, index.weigh);
  if (readings.length <= 1) {
    // Where nothing is named, a pasted error is the question.
    const [only] = readings;
    const words = parseWords(only?.text ?? (lastError(pasted) || prose));
    return { question: { ...typed, ...words, beside: only?.beside } };
  }
  let best: (ReadMessage & { readonly odds: number }) | undefined;
  for (const { text: words, beside, form, most } of readings) {
    if (best !== undefined && most <= best.odds) continue;
    const question = { ...typed, ...parseWords(words) };
    const result = index.search(question);
    const odds = form + evidenceOf(confidenceOf(result), knownOf(result, index.weigh));
    if (best !== undefined && odds <= best.odds) continue;
    // Another search, unless it stands alone.
    best =
      beside === undefined
        ? { question, result, odds }
        : { question: { ...question, beside }, odds };
  }
  return best ?? { question: typed };
}

/** What those of its words tell that the library has. */
function knownOf({ query }: SearchResult, weigh: Weigh): number {
  return query.units
    .filter(({ isTelling, isKnown }) => isTelling && isKnown)
    .reduce((sum, { stem, certainty }) => sum + certainty * weigh([stem]).share, 0);
}
