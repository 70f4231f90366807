import type { WantedSettings } from './change-subscription.ts';
import { listNearest } from '../text/nearest.ts';
import { type CommandProblem, type CommandToken, textOf } from './command-words.ts';
import { parseSubscribeWords, toStray } from './parse-subscribe-words.ts';

const questions = ['show', 'preview', 'history'] as const;
const changes = ['pause', 'resume', 'unsubscribe'] as const;
const verbs = ['subscribe', 'list', 'help', ...questions, ...changes] as const;

type Question = (typeof questions)[number];
type Change = (typeof changes)[number];

/** `channelId` is undefined for the channel in which the command was typed. */
export type DigestCommand =
  /** `form`: nothing was said about the subscription, so ask. */
  | { readonly kind: Question | 'form'; readonly channelId: string | undefined }
  | { readonly kind: Change; readonly channelId: string | undefined }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
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
  const [first, ...others] = cleaned;
  if (first?.kind !== 'word') return about('show', cleaned);
  const word = first.text.toLowerCase();
  const verb = verbs.find((name) => name === (otherWords[word] ?? word));
  if (verb === undefined) {
    const nearest = listNearest(first.text, [...verbs, ...Object.keys(otherWords)]);
    return notUnderstood([{ kind: 'verb', text: first.text, nearest }]);
  }
  if (verb === 'subscribe') {
    const { channelId, wanted, problems } = parseSubscribeWords(others, tags);
    if (problems.length > 0) return notUnderstood(problems);
    return wanted ? { kind: 'subscribe', channelId, wanted } : { kind: 'form', channelId };
  }
  if (verb === 'list' || verb === 'help') {
    if (others.length === 0) return { kind: verb };
    return notUnderstood(others.map((token) => ({ kind: 'word', text: textOf(token) })));
  }
  return about(verb, others);
}

/** For those that take a channel and nothing else. */
function about(kind: Question | Change, tokens: readonly CommandToken[]): DigestCommand {
  const [channel, ...others] = tokens;
  if (channel?.kind === 'word') return notUnderstood(tokens.map(toStray));
  if (others.length > 0) return notUnderstood(others.map(toStray));
  return { kind, channelId: channel?.id };
}

const otherWords: Readonly<Record<string, (typeof verbs)[number]>> = {
  stop: 'unsubscribe',
  cancel: 'unsubscribe',
  end: 'unsubscribe',
  start: 'subscribe',
  set: 'subscribe',
  add: 'subscribe',
  change: 'subscribe',
  unpause: 'resume',
  continue: 'resume',
  status: 'show',
  '?': 'help',
};

/** Quotation marks of every kind, brackets and commas are how people write, not what they mean. */
function cleanToken(token: CommandToken): readonly CommandToken[] {
  if (token.kind === 'channel') return [token];
  const text = token.text.replaceAll(/^["'“”„‟‘’‚‛«»‹›`([]+|["'“”„‟‘’‚‛«»‹›`)\],;]+$/gu, '');
  return text === '' ? [] : [{ kind: 'word', text }];
}

function notUnderstood(problems: readonly CommandProblem[]): DigestCommand {
  return { kind: 'notUnderstood', problems };
}
