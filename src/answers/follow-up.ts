import { isGeneral } from '../analysis/word-lists.ts';
import { foldedWords } from '../analysis/tokenize.ts';
import type { Answer, AnswerHit, Page } from './answer.ts';
import { findAnswer } from './answer-text.ts';
import type { Library } from './library.ts';
import { mayTell, tellingStems } from './telling-words.ts';

/** What somebody means who has asked before in the same conversation. */
export type FollowUp =
  /** A question of its own: nothing from before is added. */
  | { readonly kind: 'whole' }
  /** It makes sense only with the question before it. */
  | { readonly kind: 'joined'; readonly text: string }
  /** The rest of the answer before. */
  | { readonly kind: 'more' }
  /** One of the results of the answer before, counted from 0; -1 is the last. */
  | { readonly kind: 'select'; readonly index: number };

const ordinals = [['first', 'top'], ['second', 'other'], ['third'], ['fourth'], ['fifth']];
const selectPattern =
  /^(?:(?:ok|okay|yes|no|and|so|please|show|open|read|give|tell|me|about|what|more|i|mean|meant|want|take|try|let's|see|is|in|of|says?|does)[,\s]+)*(?:the )?(?:(first|top|second|other|third|fourth|fifth|last|bottom)(?: (?:one|article|link|result|hit))?|(?:number|no\.?|nr\.?|#) ?([1-9])|([1-5])(?:st|nd|rd|th)?(?: one)?)(?:,? (?:please|pls|thanks|one|say|says|(?:looks|sounds|seems) \w+))*[\s.?!]*$/i;
const morePattern =
  /^(?:(?:ok|and|show|give|tell|see|me|some|any|is there|are there|anything|what|the)[,\s]+)*(?:more|else|others|rest|next|go on|keep going|continue)(?: (?:please|pls|results|articles|ones?|is there|(?:have|do) you (?:got|have)|of (?:them|these|those)|like (?:this|that|these)))*[\s.?!]*$/i;
const thanksPattern = /^(?:(?:ok|okay|right|great|thanks|thx|cheers|hm+|oh)[,.!\s]+)+/i;
const leadPattern =
  /^(?:and|but|or|also|then|so|what about|how about|same for|instead|(?:no,? )?i mean(?:t)?)\b/i;
const fragmentPattern =
  /^(?:for|in|on|with|without|using|instead of|after|before|at|to|from|out of|as|via|by|vs|versus|just|even|not)\b(?!-)/i;
// "show me an example": of what was asked before.
const formPattern =
  /^(?:(?:can|could|you|we|do|please|show|give|send|got|have|any|is|there|me|us|an?|the|some|ok|just|code|short|real)\s+)+(?:examples?|samples?|snippets?|code|steps|details|commands?)(?: (?:please|pls))?[\s.?!]*$/i;
const openerPattern =
  /\b(?:how (?:do|does|can|should|to|many|much|long|often)|what|where|when|why|which|who|can|could|should|do|does|is|are)\b/i;
// "is it safe to ..." and "is there a policy" point at nothing.
const emptyItPattern =
  /\b(?:is|are|was|were) there (?:an?|any|some|something|anything|anybody|anyone|still|even|already)\b|\bit(?:'s| is)? (?:ok|okay|safe|possible|worth|better|best|bad|good|fine|necessary|normal|cheaper|faster|enough|time|mean|take|cost|make sense)\b|\b(?:is|was|would|does|make|makes) it (?:ok|okay|safe|possible|worth|better|best|bad|good|fine|necessary|normal|cheaper|faster|take|cost|make sense|mean)\b/gi;
const pointingPattern =
  /\b(?:it|its|they|them|their|those|these|ones|there|(?:that|this)(?=\s*[?.!]*$|\s+(?:is|was|does|do|work|works|too|one|mean|happen|happens|for|in|with|way|be|safe)\b)|one(?=\s*[?.!]*$))\b/i;
// "how slow is it"
const degreePattern = /\bhow \p{L}+(?= (?:is|are|was|were|can|does|do|will|would|should)\b)/giu;
// "how do I kick somebody out then", "won't that loop forever"
const closingPattern = /\b(?:then|instead|too|either|as well)[\s.?!]*$/i;
const askedPattern =
  /\b(?:do|does|did|is|are|was|will|would|should|could|can)(?:n't)? (?:that|this)\b(?! an?\b| the\b)|\bwon't (?:that|this)\b/i;
const lastPattern = /\b(?:that|this|those|these)(?: take| cost)?[\s.?!]*$/i;
const askingWords: ReadonlySet<string> = new Set(
  'how what when where which who why can could do does did is are should will would'.split(' '),
);
const maxFollowingWords = 12;

/** @param last what the same person asked here before, if anything. */
export function readFollowUp(last: string | undefined, text: string): FollowUp {
  const said = text.trim();
  if (last === undefined) return { kind: 'whole' };
  if (morePattern.test(said)) return { kind: 'more' };
  const [, ordinal, numbered, bare] = selectPattern.exec(said) ?? [];
  const chosen = ordinal?.toLowerCase() ?? numbered ?? bare;
  if (chosen !== undefined) {
    if (chosen === 'last' || chosen === 'bottom') return { kind: 'select', index: -1 };
    const index = ordinals.findIndex((names) => names.includes(chosen));
    return { kind: 'select', index: index >= 0 ? index : Number(chosen) - 1 };
  }
  return needsContext(said, last) ? { kind: 'joined', text: `${last} ${said}` } : { kind: 'whole' };
}

function needsContext(text: string, last: string): boolean {
  const said = text.replace(thanksPattern, '');
  const words = foldedWords(said);
  if (foldedWords(text).length > maxFollowingWords) return false;
  if (formPattern.test(said)) return true;
  const telling = words.filter(mayTell);
  const names = telling.filter((word) => !isGeneral(word));
  if (pointsBack(said)) return names.length <= 2;
  // "and how do I deploy to Fly?" says all by itself.
  const rest = said.replace(leadPattern, '');
  if (rest !== said) return !(openerPattern.test(rest) && names.length > 1);
  // "why?" needs it, "error handling" is the name of something, and both are of words like these.
  const asks = words.some((word) => askingWords.has(word));
  if (asks) return names.length === 0 && telling.length <= 1;
  // "429?" asks for the same of something else; without the mark, or behind a mere name, it's the name of a subject.
  const isName = words.length <= 2 && /\?[\s!?]*$/.test(said) && foldedWords(last).length > 2;
  return isName || (fragmentPattern.test(said) && words.length <= 6);
}

/** Whether it leans on what was said before; a pronoun behind what it names may mean that. */
function pointsBack(said: string): boolean {
  if (closingPattern.test(said)) return true;
  const blank = [degreePattern, emptyItPattern].reduce(
    (rest, pattern) => rest.replaceAll(pattern, (it) => ' '.repeat(it.length)),
    said,
  );
  const before = (place: number): string[] => foldedWords(blank.slice(0, place)).filter(mayTell);
  // "how long do we keep those", "do we have to buy something for that"
  const last = said.search(lastPattern);
  if (last >= 0 && before(last).filter((word) => !isGeneral(word)).length <= 1) return true;
  const places = [pointingPattern, askedPattern].map((pattern) => blank.search(pattern));
  return places.some((place) => place >= 0 && before(place).length === 0);
}

/**
 * The question a text asks that reads as joined with the one before, and its answer: "pto?" after a
 * question about laptops is about something else.
 */
export async function answerJoined(
  library: Library,
  { joined, text }: { readonly joined: string; readonly text: string },
  page: Page,
): Promise<{ readonly question: string; readonly answer: Answer }> {
  const answer = await findAnswer(library, joined, {}, page);
  if (!isMissing(answer, text)) return { question: joined, answer };
  return { question: text, answer: await findAnswer(library, text, {}, page) };
}

/**
 * Whether the first of an answer has none of the words that name something in a text that says all by
 * itself, or what is shown of it none that "and for Postgres?" asks for. "How do I kick somebody out
 * then" doesn't say all, whatever its words.
 */
export function isMissing(answer: Answer, text: string): boolean {
  if (!('missing' in answer) || pointsBack(text)) return false;
  const names = foldedWords(text).filter(mayTell);
  if (names.length === 0) return false;
  if (names.every((name) => answer.missing.some(({ word }) => word === name))) return true;
  const told = names.filter((name) => !isGeneral(name));
  const [first] = answer.page.hits;
  if (told.length === 0 || first === undefined || !leadPattern.test(text)) return false;
  const shown = new Set(tellingStems(textShown(first)));
  return tellingStems(told.join(' ')).every((name) => !shown.has(name));
}

function textShown({ article, section, passage }: AnswerHit): string {
  const parts = (passage?.parts ?? []).map(({ pieces }) => pieces.map(({ text }) => text).join(''));
  return [article.title, section?.heading, ...parts].join('\n');
}
