import { chatWords } from '../analysis/word-lists.ts';
import { smallWordMeant } from '../analysis/spelling.ts';
import { foldedWords } from '../analysis/tokenize.ts';

/** What somebody says who asks nothing: hello, thanks, what are you for, share that, or "ok" and its like. */
export type SmallTalk = 'greeting' | 'thanks' | 'help' | 'share' | 'nod';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const hellos = setOf('hi hey hello hiya howdy yo hallo hola bonjour ciao hej servus salut');
const thanks = setOf(
  'thanks thank thx ty tyvm cheers great perfect awesome nice danke merci gracias grazie obrigado tack',
);
const asking = setOf('who what whats how can could where');
const whom = setOf('you u your guidepost bot');
const denials = setOf('not didnt doesnt no');
const dayparts = setOf('morning afternoon evening day night');
/** What is said beside the others, though articles have these words too. */
const companions = setOf(
  `guidepost team folks everyone everybody bot good never mind bye later found got works worked sorted
  solved fixed helps helped right sense zusammen leute allerseits tous todos tutti alla`,
);

/** "Can you share it with #general?" is about the answer above. */
const sharePattern =
  /^(?:(?:can|could|would|will|you|u|please|pls|plz|and|ok|just)[,\s]+)*(?:share|post|send|forward) (?:it|this|that|these|them|(?:the|this|that) (?:answer|article|page|link))(?: (?:here|too|please|pls|with|to|in|on|the|this|our|channel|thread|team|group|everyone|everybody|all|us|me|[#@<]\S+))*[\s.?!]*$/iu;

/** Undefined for what names something, and may be a question. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  // Who quotes an exact phrase looks for it.
  if (/["“”]/.test(text)) return undefined;
  const words = foldedWords(text).map(
    (word) => (word.length > 4 ? smallWordMeant(word) : undefined) ?? word,
  );
  const [first = '', second = ''] = words;
  if (words.length === 0) return /\p{Extended_Pictographic}/u.test(text) ? 'nod' : undefined;
  if (sharePattern.test(text)) return 'share';
  const isSmall = (word: string): boolean =>
    smallWordMeant(word) === word || [hellos, thanks, dayparts].some((set) => set.has(word));
  const isAlone = words.length === 1;
  if (!words.every((word) => isSmall(word) || (!isAlone && companions.has(word)))) return undefined;
  const isGreeting = hellos.has(first) || dayparts.has(first === 'good' ? second : first);
  if (isGreeting) return 'greeting';
  if (words.some((word) => thanks.has(word))) return 'thanks';
  const asks = asking.has(first);
  const isToUs = asks && words.some((word) => whom.has(word));
  const isAskedFor = words.includes('help') && !words.some((word) => denials.has(word));
  if (!isAlone && (isToUs || isAskedFor)) return 'help';
  // "who is the team" asks, and an article may say it. "That did not help" does not.
  const isSaid = (word: string): boolean =>
    chatWords.has(word) || (!asks && (companions.has(word) || (!isAlone && word === 'help')));
  return words.some(isSaid) ? 'nod' : undefined;
}
