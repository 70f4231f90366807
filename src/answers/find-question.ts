import { smallWordMeant } from '../analysis/spelling.ts';
import { tokenize } from '../analysis/tokenize.ts';
import { chatWords, smallWords } from '../analysis/word-lists.ts';
import { dropPaperWords } from './drop-paper-words.ts';
import { findForeign } from '../analysis/foreign-words.ts';

/** One way to read what somebody wrote: a clause, or several that follow each other. */
export interface Reading {
  readonly text: string;
  /**
   * The sentence that it is only a part of, or all that was said where it says little; other sentences
   * are about something else as often as not.
   */
  readonly beside: string | undefined;
  /** How likely its form makes it what was asked, beside the others: a logarithm of odds. */
  readonly form: number;
  /** The most that it can come to with the evidence of the library. */
  readonly most: number;
}

/** What words of these stems tell in a library, from 0 to 1, and whether it has one of them. */
export type Weigh = (stems: readonly string[]) => {
  readonly share: number;
  readonly isKnown: boolean;
};

/** Each is a search. */
const maxReadings = 6;
/** Nobody needs more of them for a question. */
const maxClauses = 8;

/**
 * The likeliest ways to read a text, the likeliest first; none when it names nothing. People write
 * around a question what has nothing to do with it, and one library cannot know what. So a text is
 * cut into clauses, and any run of them may be the question: more likely the more it looks like one,
 * and the more of its words the library has.
 */
export function listReadings(written: string, weigh: Weigh): readonly Reading[] {
  const prose = dropPaperWords(written);
  const words = wordsOf(prose, weigh);
  const clauses = clausesOf(prose, words);
  const runs = clauses.flatMap(({ start, before }, i) => {
    let [form, known, told] = [cuts[before], 0, 0];
    return clauses.slice(i, i + maxClauses).map((clause, more) => {
      form += odds[clause.form];
      if (more > 0 && clause.before === 'sentence' && !clause.pointsBack) form += odds.crossing;
      if (more === 0 && i > 0 && clause.pointsBack) form += odds.pointing;
      known += clause.known;
      told += clause.told;
      const after = clauses[i + more + 1]?.before ?? 'sentence';
      const whole = form + cuts[after] + odds.thin * Math.max(0, 1 - told);
      const hoped = known + mistyped * (told - known);
      const promise = whole + evidenceOf((likelyConfidence * hoped) / told, hoped);
      const most = whole + evidenceOf(mostConfidence, told);
      return { start, end: clause.end, first: i, last: i + more, form: whole, most, promise, told };
    });
  });
  const said = words
    .filter(({ isLeftOut }) => isLeftOut)
    .reduce(
      (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
      prose,
    );
  return runs
    .sort((a, b) => b.promise - a.promise)
    .slice(0, maxReadings)
    .map(({ start, end, first, last, form, most, told }) => {
      const isStart = ({ before }: Clause): boolean => before === 'sentence';
      const own = clauses.findLastIndex((clause, i) => i <= first && isStart(clause));
      const after = clauses.findIndex((clause, i) => i > last && isStart(clause));
      const around =
        told < saysLittle ? clauses : clauses.slice(own, after < 0 ? undefined : after);
      const [from, to] = [around[0]?.start ?? start, around.at(-1)?.end ?? end];
      const isPart = from < start || to > end;
      return {
        text: said.slice(start, end),
        beside: isPart ? said.slice(from, to) : undefined,
        form,
        most,
      };
    });
}

/**
 * What an article that answers a reading says for its having been asked, as a logarithm of odds. One
 * that does not says less against it: nothing may answer what was asked.
 *
 * @param known what those of its words tell that the library has, each from 0 to 1
 */
export function evidenceOf(confidence: number, known: number): number {
  const strength = Math.min(confidence, mostConfidence) * (known / (known + halfKnown));
  const answered = Math.exp(steepness * (strength - usualStrength));
  return Math.min(mostEvidence, Math.log(unanswered + (1 - unanswered) * answered));
}

/** Who asks "what do I have to do" has said about what before. A rare word alone says as much. */
const saysLittle = 1;
/** An article called by its name says no more than a few words that fit do. */
const mostConfidence = 2.5;
/** A single word of middling rarity proves half as much as many words do. */
const halfKnown = 0.4;
/** Half of what people chat reaches less by chance, and most questions more. */
const usualStrength = 1.15;
const steepness = 4;
const mostEvidence = 2.5;
/** So many questions are answered nowhere. */
const unanswered = 0.35;
/** What a text reaches whose words the library has, before anything is searched. */
const likelyConfidence = 2.5;
/** So many of the words that it hasn't may be words of its own with a slip in them. */
const mistyped = 0.4;

/** Logarithms of the odds that a clause is part of the question. How they were set: docs/relevance.md. */
const odds = {
  asks: 1.2,
  names: 0,
  /** Asks for anybody. */
  callsOut: -0.5,
  /** Says what somebody did: "tried ...", an item of a list. */
  reports: -1.5,
  /** Of who writes, or of what stands elsewhere. */
  chats: -3,
  /** Two sentences are one question. */
  crossing: -0.5,
  /** It's about something that was said before it. */
  pointing: -1,
  /** It hardly names anything. */
  thin: -2,
};
/** A question begins and ends where a sentence does, or else where a comma stands. */
const cuts = { sentence: 0, comma: -0.4, words: -1.6 };

type Edge = keyof typeof cuts;
type Form = 'asks' | 'names' | 'callsOut' | 'reports' | 'chats';

interface Clause {
  readonly start: number;
  readonly end: number;
  /** What stands between it and the clause before. */
  readonly before: Edge;
  readonly form: Form;
  /** It asks about "it", "that" or "one" before it names anything. */
  readonly pointsBack: boolean;
  /** What its words tell, and those among them that the library has. */
  readonly told: number;
  readonly known: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
  /** As it was meant, where a small word was mistyped. */
  readonly word: string;
  /** It names nothing. */
  readonly isSmall: boolean;
  /** Said by people to each other. */
  readonly isChat: boolean;
  /** Of a language that the library isn't written in. */
  readonly isForeign: boolean;
  /** The search would look for it, and nobody wants to hear that it's missing. */
  readonly isLeftOut: boolean;
  readonly share: number;
  readonly isKnown: boolean;
}

function wordsOf(prose: string, weigh: Weigh): readonly Word[] {
  const tokens = tokenize(prose);
  const heard = tokens.map(({ forms, start, end }) => {
    const raw = prose.slice(start, end);
    // "d'une" is a word of two.
    const typed = /^(?:[cdjlmnst]|qu)['’](.{2,})$/iu.exec(raw)?.[1] ?? forms.word;
    const isAccented = /\p{M}/u.test(raw.normalize('NFD'));
    return { typed: typed.toLowerCase(), isAccented, ...weigh(forms.stems) };
  });
  const foreign = findForeign(heard, (place) =>
    /[.!?…:;()"“”>\n]|\p{Lu}/u.test(
      prose.slice(tokens[place - 1]?.end ?? 0, (tokens[place]?.start ?? 0) + 1),
    ),
  );
  return heard.map(({ typed, share, isKnown }, i): Word => {
    const { start = 0, end = 0 } = tokens[i] ?? {};
    const isForeign = foreign.has(i);
    // What the library knows is no word of chat, nor another mistyped.
    const isTyped = smallWords.has(typed) && !chatWords.has(typed);
    const isPolite = courtesies.has(typed) && !isKnown;
    const small =
      isTyped || isPolite ? typed : isKnown || isForeign ? undefined : smallWordMeant(typed);
    const word = small ?? typed;
    const isSmall = isForeign || small !== undefined;
    const isChat = isForeign || (isSmall && (courtesies.has(word) || chatWords.has(word)));
    const isLeftOut = isForeign || (isSmall && !smallWords.has(typed));
    return { start, end, word, isSmall, isChat, isForeign, isLeftOut, share, isKnown };
  });
}

/** Those that name something. */
function clausesOf(prose: string, words: readonly Word[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let before: Edge = 'sentence';
  for (let start = 0, end = 1; start < words.length; start = end++) {
    while (end < words.length && edgeBefore(words, end, prose) === undefined) end++;
    const part = words.slice(start, end);
    const named = part.filter(({ isSmall }) => !isSmall);
    const edge = edgeBefore(words, start, prose) ?? 'words';
    before = cuts[edge] > cuts[before] ? edge : before;
    if (named.length === 0) continue;
    const sum = (list: typeof named): number => list.reduce((all, { share }) => all + share, 0);
    const form = formOf(part, {
      before: gapBefore(words, start, prose),
      after: gapBefore(words, end, prose),
    });
    clauses.push({
      start: part[0]?.start ?? 0,
      end: part.at(-1)?.end ?? 0,
      before,
      form,
      pointsBack: form === 'asks' && isPointing(part),
      told: sum(named),
      known: sum(named.filter(({ isKnown }) => isKnown)),
    });
    before = 'words';
  }
  return clauses;
}

function gapBefore(words: readonly Word[], place: number, prose: string): string {
  return prose.slice(words[place - 1]?.end ?? 0, words[place]?.start ?? prose.length);
}

const sentenceEnd = /\n|[.!?…]["'”’)\]]*\s|:\s/;

/** Whether a text is one thought, as far as its marks tell. */
export function isOneSentence(prose: string): boolean {
  return !sentenceEnd.test(prose.trim());
}

// "e.g. in staging" goes on.
const abbreviations = new Set(['e.g', 'i.e', 'etc', 'vs', 'cf', 'approx', 'no']);
const conjunctions = new Set(['and', 'or', 'but', 'so', 'because']);
/** So many small words in a row say something by themselves: "how do I", "as far as I know". */
const smallTalk = 3;

/** Whether a new thought begins with a word, and how plainly it is marked. */
function edgeBefore(words: readonly Word[], place: number, prose: string): Edge | undefined {
  const [last, word, next] = [words[place - 1], words[place], words[place + 1]];
  if (last === undefined || word === undefined) return 'sentence';
  const gap = gapBefore(words, place, prose);
  const isAbbreviated = gap.startsWith('.') && abbreviations.has(last.word);
  if (sentenceEnd.test(gap) && !isAbbreviated) return 'sentence';
  // In a chat the last sentence need not end with a mark, but nobody writes "Also" within one; "IT"
  // is a name.
  const isCapital = ({ start }: Word): boolean =>
    /^\p{Lu}(?!\p{Lu})/u.test(prose.slice(start, start + 2));
  if (word.isSmall && word.word !== 'i' && isCapital(word) && !isCapital(last)) return 'sentence';
  if (
    /[,;]\s|\s[-–—]+\s|[()"“”]/.test(gap) ||
    (word.isChat && !last.isChat && !(pleas.has(word.word) && last.isSmall)) ||
    word.isForeign !== last.isForeign
  )
    return 'comma';
  if (last.isSmall || !word.isSmall) return undefined;
  if (conjunctions.has(word.word) && people.has(next?.word ?? '')) return 'words';
  const row = words.slice(place, place + smallTalk);
  const isTalk = row.length === smallTalk && row.every(({ isSmall }) => isSmall);
  return isTalk && row.every((_, i) => i === 0 || edgeBefore(words, place + i, prose) === undefined)
    ? 'words'
    : undefined;
}

const courtesies = setOf('thanks thank please plz svp bitte tia hey hi hello');
// "could you please restart it" is one thought.
const pleas = setOf('please plz pls');
const greetings = setOf('hi hey hello hiya good dear morning');
const partsOfADay = setOf('day morning afternoon evening night');
const people = setOf('i we he she they');
const whoWrites = setOf('i im me my mine myself you your yours u ur he she her him his hers');
const you = setOf('you your yours u ur');
const pointing = setOf('it that this those these them');
const anybody = setOf('anybody anyone somebody someone');
const askingWords = setOf('how what whats where wheres when why which who whos hows');
const askingVerbs = setOf(
  `can could should do does did is are will would may must cant couldnt shouldnt dont doesnt didnt isnt
  arent wont wouldnt`,
);
const subjects = setOf(
  'i we you it there the a an this that our my somebody someone anybody anyone they people',
);
// What follows is something that I did, wanted or saw, whoever left "I" out.
const reporting = setOf(
  `need want tried asked looked saw said thought wondering looking trying thinking got came went found
  figured guess hope know still`,
);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

function formOf(part: readonly Word[], gap: { before: string; after: string }): Form {
  const words = part.map(({ word }) => word);
  const names = part.findIndex(({ isSmall }) => !isSmall);
  const isNamed = part.filter(({ isSmall }) => !isSmall).length > 1;
  const [first = '', second = ''] = words;
  const isGreeting = first === 'good' ? partsOfADay.has(second) : greetings.has(first);
  if (isGreeting && words.length <= longestGreeting) return 'chats';
  // "Tell me what a ... is" asks; "what I did" tells.
  const opens = (word: string, i: number): boolean =>
    i <= names && askingWords.has(word) && !people.has(words[i + 1] ?? '');
  const isTurned = words.some(
    (word, i) =>
      i <= Math.min(1, names) && askingVerbs.has(word) && subjects.has(words[i + 1] ?? ''),
  );
  if (words.some(opens)) return 'asks';
  if (isTurned || /^["'”’)\]]*\?/.test(gap.after)) {
    return words.some((word) => anybody.has(word)) ? 'callsOut' : 'asks';
  }
  // Behind a name "you" is anybody: "it slows down the more you load".
  const isOfWriter = (word: string, i: number): boolean =>
    whoWrites.has(word) && !(you.has(word) && namedBefore(part, i) > 1);
  if (words.some(isOfWriter)) return 'chats';
  if (isOutage(words)) return 'chats';
  if (asksOthers(part)) return 'reports';
  if (reporting.has(first) || reporting.has(second) || gap.before.includes('•')) return 'reports';
  return !isNamed && words.some((word) => pointing.has(word)) ? 'chats' : 'names';
}

const longestGreeting = 5;

function namedBefore(part: readonly Word[], place: number): number {
  return part.slice(0, place).filter(({ isSmall }) => !isSmall).length;
}

/** "prod is down": why somebody is in a hurry. */
function isOutage(words: readonly string[]): boolean {
  const [state, fallen = ''] = words.slice(-2);
  return fallen === 'down' && ['is', 'are', 'was', 'were'].includes(state ?? '');
}

/** "please put it back", "don't forget the survey", "whoever has my charger": no question. */
function asksOthers(part: readonly Word[]): boolean {
  const opening = part.slice(
    0,
    part.findIndex(({ isSmall }) => !isSmall),
  );
  return opening.some(({ word }) => pleas.has(word) || word === 'dont' || word === 'whoever');
}

/** "do we need one", "how do I silence it": up to what it names. "is it safe" points at nothing. */
function isPointing(part: readonly Word[]): boolean {
  const names = part.findIndex(({ isSmall }) => !isSmall);
  return part.some(({ word }, i) => {
    if (i === part.length - 1) return pointing.has(word) || word === 'one';
    const isEmpty = askingVerbs.has(part[i - 1]?.word ?? 'is');
    return i < names && !isEmpty && (pointing.has(word) || word === 'one');
  });
}
