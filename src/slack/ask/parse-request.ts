import { meantAmong, readSmallTalk } from '../../answers/small-talk.ts';
import { isDigestCommand } from '../digest/parse-command-tokens.ts';

/** What a command, a mention or a direct message asks of the bot. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'topics' }
  | { readonly kind: 'latest' }
  /** Somebody is polite, or wants something of the last answer: nothing is looked up. */
  | { readonly kind: 'greeting' | 'thanks' | 'share' | 'article' | 'nod' }
  /** A command where it can't be run, or in other words: `digest unsubscribe` for "unsubscribe me". */
  | { readonly kind: 'meant'; readonly command: string; readonly text: string }
  | { readonly kind: 'question'; readonly text: string };

const words: Readonly<Record<string, 'help' | 'topics' | 'latest'>> = {
  '': 'help',
  help: 'help',
  '?': 'help',
  '-h': 'help',
  '--help': 'help',
  '/help': 'help',
  topics: 'topics',
  latest: 'latest',
};

/**
 * A command word counts only when it stands alone: "help" is the command, "help with webhooks" is a
 * question. The help message says so.
 *
 * @param isName whether an article is called just that, which makes a question of what only seems to
 *   be small talk or a command: "exactly once", "Tags"
 */
export function parseRequest(text: string, isName: (text: string) => boolean): Request {
  const question = text.trim();
  const word = question.toLowerCase().replace(/(?<=\w)[.?!]+$/u, '');
  const kind = Object.hasOwn(words, word) ? words[word] : undefined;
  if (kind !== undefined) return { kind };
  const other = readOther(question);
  const isPolite = other?.kind === 'greeting' || other?.kind === 'thanks';
  return other === undefined || (!isPolite && isName(question))
    ? { kind: 'question', text: question }
    : other;
}

/** What seems to ask for no article. */
function readOther(text: string): Request | undefined {
  const kind = readSmallTalk(text);
  if (kind !== undefined) return { kind };
  const command = isDigestCommand(text) ? shorten(text) : commandMeant(text);
  return command === undefined ? undefined : { kind: 'meant', command, text };
}

/** A longer command isn't read back; its first word leads to its buttons. */
const maxRepeatedChars = 150;

function shorten(command: string): string {
  const said = command.replaceAll(/\s+/g, ' ');
  return said.length <= maxRepeatedChars ? said : 'digest';
}

/** What people call a command: any of these words says which, and the first that is found decides. */
const meanings = [
  ['digest unsubscribe', 'unsubscribe stop cancel'],
  ['digest resume', 'resume unpause unmute'],
  ['digest pause', 'pause mute snooze'],
  ['digest subscribe', 'subscribe'],
  ['digest preview', 'preview'],
  ['digest history', 'history'],
  ['digest', 'digest digests settings setting preferences'],
  ['latest', 'latest new news recent changes changed updates'],
  ['topics', 'topics topic tags categories list'],
  ['help', 'help commands'],
] as const;
/** They mean as much only beside a digest, or beside whoever gets it. */
const weak = [
  ['digest unsubscribe', 'off remove disable end quit'],
  ['digest subscribe', 'sign add join start on enable'],
  ['digest', 'change edit configure'],
] as const;
const objects = /\b(?:digests?|notifications?|updates|me|us|this channel)\b/;
/** What may stand beside them. */
const fillers = new Set(
  `a all any anything are can channel could do everything for from get have how i in is it lately me
  messages my of on our please pls sending send show set sign signed so the there these this today to
  turn turned up us want wanna we week weekly what whats which with you your notification
  notifications every monday tuesday wednesday thursday friday`.split(/\s+/),
);
/** When a digest should come, as its command takes it. */
const schedulePattern =
  /\b(?:on|every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bat \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?\b/g;
/** Nobody needs more for a command. */
const maxWords = 8;

function commandMeant(text: string): string | undefined {
  const topics = text.match(/(?<=\s)#[\p{L}\p{N}_-]+/gu) ?? [];
  const said = text
    .replaceAll(/(?<=\s)#\S+/gu, ' ')
    .toLowerCase()
    .replaceAll(/[’']/g, '');
  const schedule = said.match(schedulePattern) ?? [];
  const typed = said.replaceAll(schedulePattern, ' ').match(/[^\s,.!?]+/g) ?? [];
  if (typed.length === 0 || typed.length > maxWords) return undefined;
  if (!typed.every((word) => /^[a-z]+$/.test(word))) return undefined;
  const known = typed.length > 1 ? typed : typed.map(correct);
  const isAbout = known.length > 1 && objects.test(known.join(' '));
  const all = [...(isAbout ? weak : []), ...meanings].map(
    ([command, names]) => [command, names.split(' ')] as const,
  );
  const isTold = known.every(
    (word) => fillers.has(word) || all.some(([, names]) => names.includes(word)),
  );
  if (!isTold) return undefined;
  const [command] = all.find(([, names]) => known.some((word) => names.includes(word))) ?? [];
  if (command !== 'digest subscribe') return command;
  return [command, ...(topics.length > 0 ? ['about'] : []), ...topics, ...schedule].join(' ');
}

/** A word alone may have been mistyped. */
function correct(word: string): string {
  if (word.length < 3 || word.length > 20) return word;
  const names = meanings.flatMap(([, each]) => each.split(' ').slice(0, 1));
  return meantAmong(word, names) ?? word;
}
