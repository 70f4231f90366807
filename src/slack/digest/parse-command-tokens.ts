import type { CommandToken } from '../../digest/command-words.ts';
import { parseDigestCommand } from '../../digest/parse-digest-command.ts';
import { decodeSlackText } from '../receive/decode-text.ts';

const channelReference = /<#([A-Z0-9]+)(?:\|([^<>]*))?>/g;

/** Splits a command's text into words and the channels that Slack found in it. */
export function parseCommandTokens(text: string): readonly CommandToken[] {
  const tokens: CommandToken[] = [];
  let end = 0;
  for (const match of text.matchAll(channelReference)) {
    const [whole, id = '', name = ''] = match;
    tokens.push(...toWords(text.slice(end, match.index)), { kind: 'channel', id, name });
    end = match.index + whole.length;
  }
  return [...tokens, ...toWords(text.slice(end))];
}

function toWords(text: string): readonly CommandToken[] {
  return decodeSlackText(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => ({ kind: 'word', text: word }));
}

/**
 * Whether a command is about digests: its first word says so, and the second is a verb of ours or
 * close to one. "digest emails keep failing" is a question.
 */
export function isDigestCommand(text: string): boolean {
  if (!/^\s*digests?(?:\s|$)/i.test(text)) return false;
  const [, ...tokens] = parseCommandTokens(text);
  const command = parseDigestCommand(tokens, []);
  if (command.kind !== 'notUnderstood') return true;
  return command.problems.some(({ kind, nearest = [] }) => kind !== 'verb' || nearest.length > 0);
}
