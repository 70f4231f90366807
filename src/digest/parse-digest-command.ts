import type { WantedSettings } from './change-subscription.ts';
import { type CommandProblem, type CommandToken, textOf, toStray } from './command-words.ts';
import { listNearest } from '../text/nearest.ts';
import { parseSubscribeWords } from './parse-subscribe-words.ts';

const questions = ['show', 'preview', 'history'] as const;
const changes = ['pause', 'resume', 'unsubscribe'] as const;
const verbs = ['subscribe', 'list', 'help', ...questions, ...changes] as const;

/** `channelId` is undefined for the channel in which the command was typed. */
export type DigestCommand =
  | { readonly kind: (typeof questions)[number]; readonly channelId: string | undefined }
  | { readonly kind: (typeof changes)[number]; readonly channelId: string | undefined }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  /** Nothing was said about the subscription: ask. */
  | { readonly kind: 'form'; readonly channelId: string | undefined }
  | {
      readonly kind: 'subscribe';
      readonly channelId: string | undefined;
      readonly wanted: WantedSettings;
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
    return rest.length > 0
      ? notUnderstood(rest.map(toStray))
      : { kind: 'show', channelId: first?.id };
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
    if (rest.length === 0) return { kind: verb };
    return notUnderstood(rest.map((token) => ({ kind: 'word', text: textOf(token), nearest: [] })));
  }
  const [channel, ...others] = rest;
  if (channel?.kind !== 'channel') {
    return channel ? notUnderstood(rest.map(toStray)) : { kind: verb, channelId: undefined };
  }
  return others.length > 0
    ? notUnderstood(others.map(toStray))
    : { kind: verb, channelId: channel.id };
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

function notUnderstood(problems: readonly CommandProblem[]): DigestCommand {
  return { kind: 'notUnderstood', problems };
}
