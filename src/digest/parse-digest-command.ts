import type { SubscribeWish } from './change-subscription.ts';
import { type CommandProblem, type CommandToken, textOf, toStray } from './command-words.ts';
import { listNearest } from './nearest.ts';
import { parseSubscribeWords } from './parse-subscribe-words.ts';

export const channelVerbs = [
  'preview',
  'pause',
  'resume',
  'unsubscribe',
  'history',
  'show',
] as const;
const verbs = ['subscribe', 'list', 'help', ...channelVerbs] as const;

/** `channelId` is undefined for the channel in which the command was typed. */
export type DigestCommand =
  | {
      readonly kind: (typeof channelVerbs)[number];
      readonly channelId: string | undefined;
    }
  | { readonly kind: 'list' | 'help' }
  /** Nothing was said about the subscription: ask. */
  | { readonly kind: 'form'; readonly channelId: string | undefined }
  | {
      readonly kind: 'subscribe';
      readonly channelId: string | undefined;
      readonly wanted: SubscribeWish['wanted'];
    }
  /** Nothing may be applied. */
  | { readonly kind: 'notUnderstood'; readonly problems: readonly CommandProblem[] };

/** Understands `/guide digest ...` wholly or not at all. `tags` are the topics there are. */
export function parseDigestCommand(
  tokens: readonly CommandToken[],
  tags: readonly string[],
): DigestCommand {
  const cleaned = tokens.flatMap(cleanToken);
  const [first, ...rest] = cleaned;
  if (first?.kind !== 'word') {
    return isOneChannel(cleaned) || !first
      ? { kind: 'show', channelId: first?.id }
      : notUnderstood([{ kind: 'verb', text: textOf(first), nearest: [] }]);
  }
  const verb = verbs.find((name) => name === verbOf(first.text));
  if (verb === undefined) {
    const nearest = listNearest(first.text, verbs);
    return notUnderstood([{ kind: 'verb', text: first.text, nearest }]);
  }
  if (verb === 'subscribe') {
    const { channelId, wanted, problems } = parseSubscribeWords(rest, tags);
    if (problems.length > 0) return notUnderstood(problems);
    return wanted ? { kind: 'subscribe', channelId, wanted } : { kind: 'form', channelId };
  }
  if (verb === 'list' || verb === 'help') {
    return rest.length === 0 ? { kind: verb } : notUnderstood(rest.map(toStray));
  }
  const [channel] = rest;
  if (!channel) return { kind: verb, channelId: undefined };
  if (channel.kind === 'channel' && isOneChannel(rest)) {
    return { kind: verb, channelId: channel.id };
  }
  return notUnderstood(rest.filter((token) => token.kind === 'word').map(toStray));
}

/** Other words for the same. */
function verbOf(word: string): string {
  const verb = word.toLowerCase();
  switch (verb) {
    case 'stop':
    case 'cancel':
      return 'unsubscribe';
    case 'start':
    case 'set':
    case 'add':
      return 'subscribe';
    case 'unpause':
    case 'continue':
      return 'resume';
    case 'status':
      return 'show';
    case '?':
      return 'help';
    default:
      return verb;
  }
}

/** Quotation marks of every kind, brackets and commas are how people write, not what they mean. */
function cleanToken(token: CommandToken): readonly CommandToken[] {
  if (token.kind === 'channel') return [token];
  const text = token.text.replaceAll(/^["'“”„‟‘’‚‛«»‹›`([]+|["'“”„‟‘’‚‛«»‹›`)\],;]+$/gu, '');
  return text === '' ? [] : [{ kind: 'word', text }];
}

function isOneChannel(tokens: readonly CommandToken[]): boolean {
  return tokens.length === 1 && tokens[0]?.kind === 'channel';
}

function notUnderstood(problems: readonly CommandProblem[]): DigestCommand {
  return { kind: 'notUnderstood', problems };
}
