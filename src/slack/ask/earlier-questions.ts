import { answerJoined, readFollowUp } from '../../answers/follow-up.ts';
import { isNamed } from '../../answers/library.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import type { SlackDeps } from '../app/feature.ts';
import { parseRequest } from './parse-request.ts';

export type EarlierDeps = Pick<SlackDeps, 'client' | 'botUserId' | 'command' | 'library' | 'log'>;

/** A message by where it was written, and by whom. */
export interface Written {
  readonly channel: string;
  readonly ts: string;
  /** Only in an open direct message there is no thread. */
  readonly threadTs: string | undefined;
  readonly user: string;
}

/** After a longer pause somebody begins anew. */
const maxPauseMs = 30 * 60_000;
const maxRead = 30;
/** A thread is read from its beginning: as much as Slack gives at once. */
const maxReadInThread = 999;
/** Each may be looked up, to tell whether it needs the one before it. */
const maxEarlier = 10;

/**
 * The question that a conversation is at: what the same person asked before in this thread, or lately
 * in this direct message, each that needs the one before it with that.
 */
export async function findCurrentQuestion(
  deps: EarlierDeps,
  written: Written,
  isDirect: boolean,
): Promise<string | undefined> {
  let current: string | undefined;
  for (const text of await listEarlierQuestions(deps, written, isDirect)) {
    const read = readFollowUp(current, text);
    if (read.kind === 'whole') current = text;
    if (read.kind !== 'joined') continue;
    const asked = { joined: read.text, text };
    const { question } = await answerJoined(deps.library(), asked, { offset: 0, limit: 1 });
    current = question;
  }
  return current;
}

/** Oldest first. */
async function listEarlierQuestions(
  { client, library, log, ...us }: EarlierDeps,
  { channel, ts, threadTs, user }: Written,
  isDirect: boolean,
): Promise<readonly string[]> {
  const isInThread = threadTs !== undefined && threadTs !== ts;
  if (!isInThread && !isDirect) return [];
  try {
    const before = { channel, latest: ts, inclusive: false };
    const { messages = [] } = isInThread
      ? await client.conversations.replies({ ...before, ts: threadTs, limit: maxReadInThread })
      : await client.conversations.history({ ...before, limit: maxRead });
    return messages
      .filter((message) => message.user === user && message.bot_id === undefined)
      .filter((message) => isInThread || (Number(ts) - Number(message.ts)) * 1_000 <= maxPauseMs)
      .filter(({ text = '' }) => isDirect || text.includes(`<@${us.botUserId}`))
      .toSorted((a, b) => Number(a.ts) - Number(b.ts))
      .map(({ text = '' }) => decodeSlackText(withoutOurName(text, us)))
      .filter((text) => parseRequest(text, (name) => isNamed(library(), name)).kind === 'question')
      .slice(-maxEarlier);
  } catch (error) {
    // It is answered by itself then.
    log.warn({ channel, err: error }, 'could not read what was asked before');
    return [];
  }
}

/** What was said to the bot, without its name, or the command's, which only works elsewhere. */
export function withoutOurName(
  text: string,
  { botUserId, command }: Pick<EarlierDeps, 'botUserId' | 'command'>,
): string {
  const name = new RegExp(`\\s*<@${botUserId}(?:\\|[^>]*)?>(?<end>[,.;:!?])?`, 'g');
  const said = text.replaceAll(name, (_, end?: string) => end ?? ' ').trim();
  return said.split(/\s/, 1)[0] === command ? said.slice(command.length) : said;
}
