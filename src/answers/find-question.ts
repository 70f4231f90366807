import { chatWords } from '../search/chat-words.ts';
import { isGeneral } from '../search/general-words.ts';
import { questionWords, stopWords } from '../search/stop-words.ts';
import { foldedWords } from '../search/tokenize.ts';

/** What a message may ask. */
export interface FoundQuestion {
  /** The likeliest first; never empty. A question that stands alone is the only one. */
  readonly readings: readonly string[];
  /**
   * Whether `"`, `#` and `-` mean something in it: in a message of several sentences or with code
   * in it, they are how people write.
   */
  readonly hasOperators: boolean;
}

/** Nobody asks more in one message, and each is a search. */
const maxReadings = 4;

/**
 * What somebody wants to know, out of what they wrote in a chat: without emoji, names called out,
 * addresses, code and logs that were pasted, and the sentences around the one that asks. A question
 * that stands alone is returned as it is.
 */
export function findQuestion(message: string): FoundQuestion {
  const { prose, pasted } = splitPasted(message);
  const cleaned = dropSigns(prose);
  const readings = readingsOf(cleaned);
  const [first = ''] = readings;
  if (readings.length > 0) {
    const isAlone = pasted === '' && readings.length === 1 && first.length >= cleaned.length - 1;
    return { readings, hasOperators: isAlone };
  }
  // Nothing is named, as far as can be told: then a pasted error is part of the question.
  const all = [cleaned, lastError(pasted)].join(' ').trim();
  return { readings: [all], hasOperators: pasted === '' };
}

const fencePattern = /```[^]*?(?:```|$)/g;
// Lines as programs write them: a stack, a time or a level in front, a prompt, an error by its name.
const pastedLinePattern =
  /^\s*(?:Traceback \(|File "|at \S+ ?\(|(?:[\w.]*\.)?\w*(?:Error|Exception|Warning)\b\s*:|Caused by:|\.{3} \d+ more|\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|[$%#] \S|\^+\s*$|[\w.-]+@[\w.-]+[:$] )/;

const clockPattern = /\b\d\d:\d\d:\d\d\b/;
const assignmentPattern = /(?<![\w.])[\w.]+=\S/g;
// In a line that a person wrote, so many signs do not stand among the letters.
const signShare = 0.25;

function looksPasted(line: string): boolean {
  if (pastedLinePattern.test(line) || clockPattern.test(line)) return true;
  if ((line.match(assignmentPattern) ?? []).length > 1) return true;
  const written = line.replace(urlPattern, '').replace(/\s/g, '');
  const signs = written.replace(/[\p{L}\p{M}?!.,'"’“”]/gu, '').length;
  return written.length > 20 && signs / written.length > signShare;
}

/** Keeps what a person wrote from what a program did. */
function splitPasted(message: string): { readonly prose: string; readonly pasted: string } {
  const pasted: string[] = [];
  const unfenced = message.replace(fencePattern, (code) => {
    pasted.push(code.replaceAll('```', ''));
    return '\n';
  });
  let isInside = false;
  // What somebody else is quoted with, in Slack's way.
  const lines = unfenced.split('\n').map((line) => line.replace(/^\s*>+\s?/, ''));
  const prose = lines.filter((line) => {
    // Inside a stack the lines of source stand further in.
    const isPasted = looksPasted(line) || (isInside && /^\s{2,}\S/.test(line));
    isInside = isPasted;
    if (isPasted) pasted.push(line);
    return !isPasted;
  });
  return { prose: prose.join('\n'), pasted: pasted.join('\n').trim() };
}

/** `ModuleNotFoundError: No module named 'x'`: the line of a stack that says what happened. */
function lastError(pasted: string): string {
  const lines = pasted.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /(?:Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? '';
}

const emojiCodePattern = /(?<![\w:]):[a-z][\w+-]*:(?![\w:])/gi;
const calledOutPattern = /(?<![\w@])@(?:channel|here|everyone)\b/gi;
const urlPattern = /\bhttps?:\/\/\S+/gi;
const asidePattern = /\([^()]*\)/g;

/** What is no word of the question wherever it stands. An address alone is all there is to ask. */
function dropSigns(text: string): string {
  const dropped = text
    .replace(emojiCodePattern, ' ')
    .replace(calledOutPattern, ' ')
    .replace(urlPattern, ' ')
    .replace(asidePattern, (aside) => (foldedWords(aside).length > maxAsideWords ? ' ' : aside))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(dropped) ? dropped : text.trim();
}

/** "(celery)" says what is meant, a sentence in brackets what the person thinks of it. */
const maxAsideWords = 3;

// How a question opens in English, at the beginning of it or after what leads to it.
const openerPattern =
  /\b(?:how|what|what's|whats|where|where's|when|why|which|who|who's|(?:can|could|should|do|does|did|is|are|will|would|may|must)(?:n't)? (?:i|we|you|it|there|the|a|an|this|that|our|my|somebody|someone|anybody|anyone))\b/i;
// What somebody tells, in a sentence of its own.
const statementPattern =
  /^(?:i|i'm|i'd|i've|i'll|we|we're|we've|we'd|my|our|he|she|they|it|it's|this|that|that's|there|the|a|an|your|you|somebody|someone|everybody|everyone|nobody|today|yesterday|last|since|after|because)\b/i;
// What greets, thanks or hopes for answers.
const courtesyPattern =
  /^(?:hi|hey|hello|good|morning|afternoon|evening|any|thanks?|thx|cheers|sorry|please|apologies|appreciate|much|many|let|happy|would|anyone|anybody|someone)\b/i;
const maxCourtesyWords = 12;
const maxLeadWords = 15;
// "She asked me:", "quick question:", "dumb question but": what follows is what is asked.
const reportPattern =
  /^[^?]{0,120}?\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|questions?|wants? to know|says?|said|saying)\b[^:?]{0,40}?(?::|,? but\b|\s[-–—])\s*(?=\S)/i;
// Where one thought ends and another begins within a sentence.
const clausePattern = /\s*[,;:]\s+|\s+[-–—]+\s+|,?\s+but\s+/;
const dashPattern = /\s+[-–—]+\s+|;\s+/;
// In a chat the next sentence need not begin with a capital, nor the last one end with a mark.
const sentenceEndPattern =
  /(?<=[.!?…]["'”’)\]]*)(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|no)\.)\s+|\s+(?=(?:thanks|thx|cheers|Thanks|Thx|Cheers|Any|Please|Sorry|Appreciate)\b)/;

/** Questions that are marked, then those that open as one does, then whatever else names something. */
function readingsOf(text: string): readonly string[] {
  const sentences = quotedQuestion(text)
    .split(/\n\s*\n|(?<=[.!?:])\s*\n|\n(?=\s*\p{Lu})/u)
    .flatMap((line) => line.split(sentenceEndPattern))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  const asking = sentences.filter((sentence) => !isCourtesy(sentence)).map(trimAround);
  const marked = asking.filter((sentence) => isMarked(sentence) && isOnItsOwn(sentence));
  const opening = asking.filter((sentence) => openerPattern.test(sentence) && isOnItsOwn(sentence));
  const rest = asking.filter(
    (sentence) => !statementPattern.test(sentence) && isOnItsOwn(sentence),
  );
  const joined = [marked, opening, rest].map((some) => some.join(' '));
  const all = [...joined, ...rest];
  const some = all.some((reading) => reading !== '') ? all : [asking.join(' ')];
  return [...new Set(some)].filter((reading) => countTelling(reading) > 0).slice(0, maxReadings);
}

function isCourtesy(sentence: string): boolean {
  const words = foldedWords(sentence);
  return (
    courtesyPattern.test(sentence) &&
    words.length <= maxCourtesyWords &&
    !/\b(?:how|what|where|when|why|which)\b/i.test(sentence)
  );
}

const reportVerbPattern =
  /\b(?:ask(?:s|ed|ing)?|say(?:s|ing)?|said|wonder(?:s|ed|ing)?|t(?:ell|ells|old|elling)|wr(?:ite|ites|ote|iting)|wants?)\b/i;
const quotePattern =
  /(?<![\p{L}\p{N}])(?:["“”]([^"“”]+)["“”]|‘([^‘’]+)’|'([^']+)')(?![\p{L}\p{N}])/u;
const fewestQuotedWords = 2;

/** `She asked: "how do I ...?"`: what somebody is quoted with is the question. */
function quotedQuestion(text: string): string {
  const match = quotePattern.exec(text);
  const quoted = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
  const around = match === null ? '' : text.replace(match[0], ' ');
  const isReported = reportVerbPattern.test(around);
  return isReported && foldedWords(quoted).length >= fewestQuotedWords ? quoted : text;
}

/** Takes off what leads to a question and what is said after it, where no subject is in it. */
function trimAround(sentence: string): string {
  const asked = sentence.replace(reportPattern, '');
  const [head = '', ...comments] = asked.split(dashPattern);
  const isCommented = comments.every((comment) => statementPattern.test(comment));
  const kept = isCommented && countTelling(head) > 0 ? head : asked;
  const opener = openerPattern.exec(kept);
  const before = kept.slice(0, opener?.index ?? 0);
  if (opener !== null && leads(before, kept.slice(opener.index))) {
    return kept.slice(opener.index).trim();
  }
  const clauses = kept.split(clausePattern);
  const from = clauses.findIndex((clause) => !isCourtesy(clause));
  return (from > 0 ? clauses.slice(from).join(', ') : kept).trim();
}

/** Greetings, or a whole statement in front of a question that needs none of it. */
function leads(before: string, question: string): boolean {
  const words = foldedWords(before);
  // Two or three words that name nothing may belong to the question: "find out what happened".
  if (words.length <= 2) return false;
  if (countTelling(before) === 0) return true;
  if (courtesyPattern.test(before)) return words.length <= maxLeadWords;
  return statementPattern.test(before) && words.length > 4 && countTelling(question) > 1;
}

function isMarked(sentence: string): boolean {
  return /\?["'”’)\]]*$/u.test(sentence);
}

/** It names its subject, and more than one word of it where it points at what was said before. */
function isOnItsOwn(sentence: string): boolean {
  const points = foldedWords(sentence).some((word) => pointing.has(word));
  return countTelling(sentence) >= (points ? 2 : 1);
}

const pointing: ReadonlySet<string> = new Set(['it', 'that', 'this', 'those', 'these', 'them']);

/** Words that name what is asked about, as far as can be told without the library. */
function countTelling(text: string): number {
  return foldedWords(text).filter(
    (word) =>
      !stopWords.has(word) && !questionWords.has(word) && !chatWords.has(word) && !isGeneral(word),
  ).length;
}
