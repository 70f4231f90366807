/** What a command, a mention or a direct message asks of the bot. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'topics' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'question'; readonly text: string };

const words: Readonly<Record<string, Exclude<Request['kind'], 'question'>>> = {
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
 */
export function parseRequest(text: string): Request {
  const question = text.trim();
  const word = question.toLowerCase().replace(/(?<=\w)[.?!]+$/u, '');
  const kind = Object.hasOwn(words, word) ? words[word] : undefined;
  return kind === undefined ? { kind: 'question', text: question } : { kind };
}
