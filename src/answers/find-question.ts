import { isGeneral } from '../search/general-words.ts';
import { foldedWords, tokenize } from '../search/tokenize.ts';
import { mayTell } from './telling-words.ts';

/** One way to read a message. */
export interface Reading {
  readonly text: string;
  /** Beside the likeliest, which has 1. */
  readonly likelihood: number;
}

/** What a message may ask. */
export interface FoundQuestion {
  /** The likeliest first; never empty. */
  readonly readings: readonly [Reading, ...Reading[]];
  /**
   * Whether `"`, `#` and `-` mean something in it: in a message of several sentences or with code
   * in it, they are how people write.
   */
  readonly hasOperators: boolean;
}

/** Each is a search. */
const maxReadings = 6;
/** What is less likely is not looked at. */
const leastLikelihood = 0.1;
/** A clause that an article answers well by itself may be what was asked, however it looks. */
const byItself = { asking: 0.65, telling: 0.53, leading: 0.35 };

/**
 * What somebody wants to know, out of what they wrote in a chat: without emoji, names called out,
 * addresses, code and logs that were pasted, and the clauses around the one that asks. A question
 * that stands alone is returned as it is.
 */
export function findQuestion(message: string): FoundQuestion {
  const { prose, pasted } = splitPasted(message);
  const cleaned = dropSigns(prose);
  const [first, ...others] = readingsOf(cleaned);
  if (first !== undefined) {
    const isAlone = pasted === '' && first.text.length >= cleaned.length - 1;
    return { readings: [first, ...others], hasOperators: isAlone };
  }
  // Nothing is named, as far as can be told: then a pasted error is part of the question.
  const text = [cleaned, lastError(pasted)].join(' ').trim();
  return { readings: [{ text, likelihood: 1 }], hasOperators: pasted === '' };
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
  const lines = linesOf(unfenced).map((line) => line.replace(/^\s*>+\s?/, ''));
  const prose = lines.filter((line) => {
    // Inside a stack the lines of source stand further in.
    const isPasted = looksPasted(line) || (isInside && /^\s{2,}\S/.test(line));
    isInside = isPasted;
    if (isPasted) pasted.push(line);
    return !isPasted;
  });
  return { prose: prose.join('\n'), pasted: pasted.join('\n').trim() };
}

// A line that ends in one of these goes on in the next: it was broken by a window, not by a person.
const openEndPattern = /\b(?:i|we|you|a|an|the|my|our|to|of|in|on|for|with|and|or)$/i;

function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const last = lines.at(-1);
    if (last !== undefined && openEndPattern.test(last))
      lines[lines.length - 1] = `${last}\n${line}`;
    else lines.push(line.trimEnd());
  }
  return lines;
}

/** `ModuleNotFoundError: No module named 'x'`: the line of a stack that says what happened. */
function lastError(pasted: string): string {
  const lines = pasted.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => /(?:Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? '';
}

const emojiPattern =
  /(?<![\w:]):[a-z][\w+-]*:(?![\w:])|\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{M}|\u200d)*|(?<=\s|^)[:;]['-]?[)(DPp/](?=\s|$)/giu;
const calledOutPattern = /(?<![\w@])@(?:channel|here|everyone)\b/gi;
const urlPattern = /\bhttps?:\/\/\S+/gi;
const asidePattern = /\([^()]*\)/g;

/** What is no word of the question wherever it stands. An address alone is all there is to ask. */
function dropSigns(text: string): string {
  const dropped = text
    .replace(emojiPattern, '\n')
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
// What somebody tells.
const statementPattern =
  /^(?:(?:and|so|but|because|since|after|as|also)\s+)*(?:i|i'm|i'd|i've|i'll|we|we're|we've|we'd|my|our|he|she|they|it|it's|this|that|that's|there|the|a|an|your|you|somebody|someone|everybody|everyone|nobody|today|yesterday|last|since|after|because)\b/i;
// What greets, thanks or hopes for answers.
const courtesyPattern =
  /^(?:hi|hey|hello|everyone|everybody|all|folks|team|hope|quick|questions?|good|morning|afternoon|evening|any|thanks?|thx|cheers|sorry|please|apologies|appreciate|much|many|let|happy|would|anyone|anybody|someone)\b/i;
const maxCourtesyWords = 12;
const maxLeadWords = 15;
const maxLabelWords = 1;
// Where one thought ends and another begins within a sentence.
const clausePattern =
  /\s*[,;:]\s+|\s+[-–—]+\s+|,?\s+but\s+|,?\s+(?:and|so)\s+(?=(?:i|we|he|she|they|nobody)\b)/gi;
// "I'd like to know", "my manager keeps asking me": who says what is asked, without asking it.
const reportPattern =
  /^[^?]*?\b(?:know|wonder(?:s|ed|ing)?|(?:ask(?:s|ed|ing)?|tell)(?: (?:me|us))?(?! for\b))(?: (?:if|whether|about))?(?=\s+\S)/i;
// In a chat the next sentence need not begin with a capital, nor the last one end with a mark.
const sentenceEndPattern =
  /(?<=[.!?…]["'”’)\]]{0,3})(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|no)\.)\s+|\s+(?=(?:thanks|thx|cheers|Thanks|Thx|Cheers|Any|Please|Sorry|Appreciate)\b)/;
// "or am I overthinking this": what a question may end in.
const tagPattern = /^(?:or|right|correct)\b/i;

interface Clause {
  readonly text: string;
  /** What stands between it and the clause before. */
  readonly gap: string;
  readonly sentence: number;
  /** Marked as a question, or opening as one does. */
  readonly asks: boolean;
  /** It names its subject. */
  readonly isOnItsOwn: boolean;
  /** It began with a greeting or the like. */
  readonly isPolite: boolean;
}

/** How likely a clause is to belong to what is asked. */
const chances = {
  asking: 0.95,
  /** Each of several that ask. */
  askingToo: 0.8,
  /** Asks whether anybody is there, or about something that stands elsewhere. */
  askingAround: 0.3,
  /** Beside a clause of its sentence that asks. */
  besideAsking: { plain: 0.75, statement: 0.5 },
  /** In a message that asks in another sentence. */
  elsewhere: { plain: 0.2, statement: 0.1 },
  /** In a message that asks nowhere. */
  unasked: { plain: 0.8, statement: 0.3 },
  /** Where nothing else is named. */
  alone: 0.8,
  /** What leads to the words after a colon, and a word that says what they are about. */
  introducing: 0.3,
  labelling: 0.5,
  pointing: 0.15,
  none: 0.02,
};

/**
 * The ways to read a text: each clause belongs to the question or does not. The likeliest has all
 * that rather do, the others differ from it by what is least clear.
 */
function readingsOf(text: string): readonly Reading[] {
  const clauses = clausesOf(quotedQuestion(text));
  const chance = clauses.map((clause) => chanceOf(clause, clauses));
  const likeliest = Math.max(...chance, 0);
  if (likeliest <= chances.none) return [];
  const isIn = chance.map((each) => each >= 0.5 || (likeliest < 0.5 && each === likeliest));
  let readings = [{ isIn, likelihood: 1 }];
  for (const [i, each] of chance.entries()) {
    const odds = isIn[i] === true ? (1 - each) / each : each / (1 - each);
    readings = readings
      .flatMap((reading) => [
        reading,
        {
          isIn: reading.isIn.with(i, isIn[i] !== true),
          likelihood: reading.likelihood * Math.min(1, odds),
        },
      ])
      .filter(({ likelihood }) => likelihood >= leastLikelihood)
      .sort((a, b) => b.likelihood - a.likelihood)
      .slice(0, maxReadings);
  }
  const alone = clauses.flatMap((clause, i) =>
    clauses.length > 1 && clause.isOnItsOwn && isSubjectOf(clause)
      ? [
          {
            isIn: chance.map((_, other) => other === i),
            likelihood: likelihoodByItself(clause, clauses),
          },
        ]
      : [],
  );
  return [...readings, ...alone.slice(0, maxReadings)]
    .map((reading) => ({ text: join(clauses, reading.isIn), likelihood: reading.likelihood }))
    .filter((reading) => names(reading.text, 0.5));
}

function join(clauses: readonly Clause[], isIn: readonly boolean[]): string {
  let joined = '';
  for (const [i, { text, gap }] of clauses.entries()) {
    if (isIn[i] === true) joined += `${isIn[i - 1] === true ? gap : ' '}${text}`;
  }
  return joined.trim();
}

function clausesOf(text: string): readonly Clause[] {
  return linesOf(text)
    .flatMap((line) => line.split(sentenceEndPattern))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    .flatMap(clausesOfSentence);
}

function clausesOfSentence(sentence: string, number: number): Clause[] {
  const gaps = Array.from(sentence.matchAll(clausePattern), ([gap]) => gap);
  const clauses: Clause[] = [];
  for (const [i, part] of sentence.split(clausePattern).entries()) {
    const text = trimLead(part).trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const asks = isMarked(text) || opens(text);
    const before = clauses.at(-1);
    const isPolite = courtesyPattern.test(part.trim());
    const clause = { text, gap: gaps[i - 1] ?? ' ', sentence: number, asks, isPolite };
    // "our container is 2 GB, how do we shrink it?"
    const leans = asks && !isOnItsOwn(text) && !tagPattern.test(text);
    if (leans && before?.isOnItsOwn === true && !isCourtesy(before.text)) {
      clauses[clauses.length - 1] = {
        ...before,
        asks,
        text: `${before.text}${clause.gap}${text}`,
      };
    } else {
      clauses.push({ ...clause, isOnItsOwn: isOnItsOwn(text) });
    }
  }
  return clauses;
}

function chanceOf(clause: Clause, clauses: readonly Clause[]): number {
  const { text, sentence, asks } = clause;
  if (!isSubjectOf(clause)) return chances.none;
  if (!clause.isOnItsOwn || tagPattern.test(text)) return chances.pointing;
  const others = clauses.filter((other) => other !== clause && isSubjectOf(other));
  const asking = others.filter((other) => other.asks && !asksAround(other));
  if (asks && !asksAround(clause)) {
    return asking.length > 0 ? chances.askingToo : chances.asking;
  }
  if (asks) return others.length > 0 ? chances.askingAround : chances.asking;
  if (leadsOn(clause, clauses)) {
    return foldedWords(text).length > maxLabelWords ? chances.introducing : chances.labelling;
  }
  if (clause.isPolite && others.length > 0) return chances.introducing;
  const isStatement = statementPattern.test(text);
  if (others.length === 0) return chances.alone;
  const beside = asking.some((other) => other.sentence === sentence);
  const { plain, statement } = beside
    ? chances.besideAsking
    : asking.length > 0
      ? chances.elsewhere
      : chances.unasked;
  return isStatement ? statement : plain;
}

function likelihoodByItself(clause: Clause, clauses: readonly Clause[]): number {
  if (leadsOn(clause, clauses) || (clause.asks && asksAround(clause))) return byItself.leading;
  return statementPattern.test(clause.text) ? byItself.telling : byItself.asking;
}

function leadsOn(clause: Clause, clauses: readonly Clause[]): boolean {
  return clauses[clauses.indexOf(clause) + 1]?.gap.startsWith(':') === true;
}

function isSubjectOf({ text }: Clause): boolean {
  return names(text, generalShare) && !isCourtesy(text);
}

// "That" and "it" may stand for something in the same clause.
const elsewherePattern =
  /\b(?:this|these|those|that(?=\s*[?.!]*$|\s+(?:is|was|does|do|still|works?)\b))/i;
const anybodyPattern = /\b(?:any|some)(?:body|one)\b/i;

/** "Can somebody help Jana?", "is this the right place?" */
function asksAround({ text, isOnItsOwn }: Clause): boolean {
  return (
    !isOnItsOwn ||
    elsewherePattern.test(text) ||
    anybodyPattern.test(text) ||
    countTelling(text) === 0
  );
}

function isCourtesy(clause: string): boolean {
  const words = foldedWords(clause);
  return (
    courtesyPattern.test(clause) &&
    words.length <= maxCourtesyWords &&
    !names(trimCourtesy(clause), 2) &&
    !/\b(?:how|what|where|when|why|which)\b/i.test(clause)
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

/** Takes off what greets in front of what is named. */
function trimCourtesy(clause: string): string {
  if (!courtesyPattern.test(clause)) return clause;
  const first = tokenize(clause).find(
    ({ forms: { word }, start }) => isSubject(word) && !courtesyPattern.test(clause.slice(start)),
  );
  return clause.slice(first?.start ?? 0);
}

/** Takes off what leads to a question where no subject is in it. */
function trimLead(clause: string): string {
  const opener = openerPattern.exec(clause);
  const report = reportPattern.exec(clause)?.[0] ?? '';
  if (report !== '' && (opener === null || opener.index >= report.length)) {
    const reported = clause.slice(report.length);
    if (names(reported, 1)) return trimLead(reported.trim());
  }
  if (opener === null) return names(trimCourtesy(clause), 2) ? trimCourtesy(clause) : clause;
  const before = clause.slice(0, opener.index);
  return leads(before, clause.slice(opener.index)) ? clause.slice(opener.index) : clause;
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

/** "And what about" opens too; "the one who knows" does not. */
function opens(clause: string): boolean {
  const opener = openerPattern.exec(clause);
  return opener !== null && foldedWords(clause.slice(0, opener.index)).length <= 1;
}

function isMarked(clause: string): boolean {
  return /\?["'”’)\]]*$/u.test(clause);
}

/** It names its subject, and more than one word of it where it points at what was said before. */
function isOnItsOwn(clause: string): boolean {
  return names(clause, points(clause) ? 2 : 1);
}

function points(clause: string): boolean {
  return foldedWords(clause).some((word) => pointing.has(word));
}

const pointing: ReadonlySet<string> = new Set(['it', 'that', 'this', 'those', 'these', 'them']);

/** Whether so many words name what is asked about, as far as can be told without the library. */
function names(text: string, least: number): boolean {
  const words = foldedWords(text).filter(isSubject);
  const general = words.filter(isGeneral).length;
  return words.length - general + generalShare * general >= least;
}

/** Two words that stand in writing of any kind tell as much as one that does not. */
const generalShare = 0.5;

function isSubject(word: string): boolean {
  return /\p{L}[\p{L}\p{N}]|\p{N}\p{L}|\p{N}{3}/u.test(word) && mayTell(word);
}

function countTelling(text: string): number {
  return foldedWords(text).filter((word) => isSubject(word) && !isGeneral(word)).length;
}
