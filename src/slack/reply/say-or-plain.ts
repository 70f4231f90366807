import type { Logger } from 'pino';
import { plainTextOf, type Message } from './message.ts';
import { sortSlackError } from './slack-errors.ts';

export interface Words {
  readonly text: string;
  readonly blocks?: Message['blocks'];
}

/** Says a message with its blocks and, where Slack refuses those, once more in plain text. */
export async function sayOrPlain<T>(
  message: Message,
  say: (words: Words) => Promise<T>,
  log: Logger,
): Promise<T> {
  try {
    return await say({ text: message.text, blocks: message.blocks });
  } catch (error) {
    const failure = sortSlackError(error);
    if (failure.kind !== 'blocksRefused') throw error;
    log.error({ reason: failure.reason }, 'Slack refused our blocks; sending plain text');
    return say({ text: plainTextOf(message) });
  }
}
