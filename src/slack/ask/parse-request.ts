/** What a command, a mention or a direct message asks of the bot. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'topics' }
  | { readonly kind: 'latest' }
  /** Somebody is polite, and asks nothing. */
  | { readonly kind: 'greeting' | 'thanks' }
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

const greetingPattern =
  /^(?:hi|hey|hello|hiya|howdy|yo|good (?:morning|afternoon|evening)|morning)(?: (?:there|all|guidepost))?[\s.!,:)👋]*$/iu;
const thanksPattern =
  /^(?:(?:many )?thanks|thx|thank you|ty|cheers|great|perfect|awesome|nice)(?: (?:you|so much|very much|a lot|guidepost|that helps|that helped))*[\s.!,:)👍🙏]*$/iu;

/**
 * A command word counts only when it stands alone: "help" is the command, "help with webhooks" is a
 * question. The help message says so.
 */
export function parseRequest(text: string): Request {
  const question = text.trim();
  const word = question.toLowerCase().replace(/(?<=\w)[.?!]+$/u, '');
  if (greetingPattern.test(question)) return { kind: 'greeting' };
  if (thanksPattern.test(question)) return { kind: 'thanks' };
  const kind = Object.hasOwn(words, word) ? words[word] : undefined;
  return kind === undefined ? { kind: 'question', text: question } : { kind };
}
