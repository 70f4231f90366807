import { chatWords } from '../analysis/word-lists.ts';
import { isRealWord, smallWordMeant } from '../analysis/spelling.ts';
import { tokenize } from '../analysis/tokenize.ts';
import { listNearest } from '../text/nearest.ts';
import { emojiPattern } from './split-pasted.ts';

/**
 * What somebody says who asks nothing: hello, thanks, what are you for, share that, "ok" and its like, or
 * what only whoever looks after an article can do or say.
 */
export type SmallTalk = 'greeting' | 'thanks' | 'help' | 'share' | 'article' | 'nod';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const hellos = setOf(
  'hi hey hello hiya howdy yo hallo hola bonjour ciao hej servus salut guten buenos buenas',
);
const thanks = setOf(
  'thanks thank thx ty tyvm cheers great perfect awesome nice danke merci gracias grazie obrigado tack',
);
const asking = setOf('who what whats how can could where');
const whom = setOf('you u your guidepost bot chatgpt gpt');
/** What whoever answers may be, and what people ask of that. */
const ours = setOf(
  'bot work ai robot human person real llm chatgpt gpt answer answers built made trained',
);
const verbs = setOf('are is do does');
const denials = setOf('not didnt doesnt no');
const dayparts = setOf('morning afternoon evening day night');
/** What is said beside the others, though articles have these words too. */
const companions = setOf(
  `guidepost team folks everyone everybody bot good never mind bye later found got works worked sorted
  solved fixed helps helped helpful right makes sense understand answer answered question zusammen leute
  allerseits tous todos tutti alla morgen tag abend dias tardes noches`,
);
/** What whoever helped is called: "you're a star". */
const praisePattern =
  /\byou(?:['’]?re| are) (?:an? |the )?(?:star|legend|hero|lifesaver|genius|best|angel)\b/i;

/** "Can you share it with #general?" is about the answer above. */
const sharePattern =
  /^(?:(?:can|could|would|will|you|u|please|pls|plz|and|ok|just)[,\s]+)*(?:share|post|send|forward) (?:it|this|that|these|them|(?:the|this|that) (?:answer|article|page|link))(?: (?:here|too|please|pls|with|to|in|on|the|this|our|channel|thread|team|group|everyone|everybody|all|us|me|[#@<]\S+))*[\s.?!]*$/iu;

/** "Are you there?", "are you sure?" */
const presencePattern =
  /^(?:(?:hello|hey|hi|ok|is|are|r)[,\s]+)*(?:you|u|anyone|anybody|someone|somebody)(?: (?:still|even|really))? (?:there|here|around|awake|alive|online|listening|sure|serious|kidding)[\s.?!]*$/i;

/** Entries and documents of something are in databases too. */
const theArticle =
  '(?:this|that|the|your) (?:(?:article|page|answer|doc)(?: (?:on|about|for) .{1,60}?)?|document|entry)';
const itself = `(?:${theArticle}|this|that)`;
const plea =
  '(?:(?:can|could|would|will|you|somebody|someone|please|pls|and|but|fyi|hey|i think|i guess)[,\\s]+)*';
/** "This page has a typo", "please update the article on retries", "who wrote this", "is that still true". */
const articlePattern = new RegExp(
  `^(?:${[
    `${plea}${itself} (?:has|is|looks|seems)(?: (?:so|very|really|an?|some))* (?:outdated|out[ -]of[ -]date|obsolete|stale|typos?|mistakes?)`,
    `${plea}${theArticle} (?:is|looks|seems) (?:wrong|old|incorrect|broken)`,
    `${plea}(?:delete|remove|update|fix|edit|change|correct|rewrite) ${theArticle}(?: (?:please|pls))?`,
    `who (?:wrote ${itself}|(?:owns|maintains|edits) ${theArticle})`,
    `when was ${itself} (?:last )?(?:written|updated|edited|reviewed)`,
    `is ${itself} (?:still )?(?:true|correct|accurate|current|valid|up[ -]to[ -]date)`,
  ].join('|')})[\\s.?!]*$`,
  'i',
);

/** Undefined for what names something, and may be a question. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  // Who quotes an exact phrase looks for it.
  if (/["“”]/.test(text)) return undefined;
  const said = text.replace(emojiPattern, ' ').replace(praisePattern, 'thanks').trim();
  // Who shouts IT means the department.
  const words = tokenize(said).map(({ forms: { word } }) => {
    return (word.length > 4 ? smallWordMeant(word) : undefined) ?? word;
  });
  const [first = '', second = ''] = words;
  if (words.length === 0) return text.search(emojiPattern) >= 0 ? 'nod' : undefined;
  if (sharePattern.test(said)) return 'share';
  if (presencePattern.test(said)) return 'nod';
  if (articlePattern.test(said)) return 'article';
  const isSmall = (word: string): boolean =>
    smallWordMeant(word) === word || [hellos, thanks, dayparts].some((set) => set.has(word));
  const isAlone = words.length === 1;
  const isOurs = words.some((word) => whom.has(word)) && words.some((word) => ours.has(word));
  const asks = asking.has(first);
  const isBeside = (word: string): boolean =>
    companions.has(word) || ((asks || verbs.has(first)) && isOurs && ours.has(word));
  if (!words.every((word) => isSmall(word) || (!isAlone && isBeside(word)))) return undefined;
  const isGreeting = hellos.has(first) || dayparts.has(first === 'good' ? second : first);
  if (isGreeting) return 'greeting';
  if (words.some((word) => thanks.has(word))) return 'thanks';
  const isToUs = (asks && words.some((word) => whom.has(word))) || (verbs.has(first) && isOurs);
  const isAskedFor = words.includes('help') && !words.some((word) => denials.has(word));
  if (!isAlone && (isToUs || isAskedFor)) return 'help';
  // "who is the team" asks, and an article may say it. "That did not help" does not.
  const isSaid = (word: string): boolean =>
    chatWords.has(word) || (!asks && (companions.has(word) || (!isAlone && word === 'help')));
  return words.some(isSaid) ? 'nod' : undefined;
}

/** The one of these words that a mistyped one was meant to be: "parse" is no slip for "pause". */
export function meantAmong(typed: string, words: readonly string[]): string | undefined {
  const [nearest] = listNearest(typed, words);
  return nearest === undefined || isRealWord(typed) ? undefined : nearest;
}
