import type { WebClient } from '@slack/web-api';
import type { Kind } from '../../outbox/kind.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { LookUpSight } from '../receive/sight.ts';
import type { Message } from '../reply/message.ts';
import type { Answerer } from './answer-request.ts';

export interface GreetNewcomerDeps {
  readonly client: WebClient;
  readonly outbox: Pick<Outbox, 'accept'>;
  readonly lookUpSight: LookUpSight;
  readonly now: () => Date;
}

/** Says who this is to somebody who opens the conversation with the bot while nothing is in it. */
export function createGreetNewcomer({ client, outbox, lookUpSight, now }: GreetNewcomerDeps) {
  /** Conversations that something was said in: they are opened again and again. */
  const begun = new Set<string>();
  return async (user: string, channel: string): Promise<string> => {
    if (begun.has(channel)) return 'known';
    const { messages = [] } = await client.conversations.history({ channel, limit: 1 });
    if (messages.length > 0) {
      begun.add(channel);
      return 'known';
    }
    const sight = await lookUpSight({ surface: 'answer', user, channel: '' });
    if (sight.kind === 'refused') return `refused: ${sight.why}`;
    const recipient = { kind: 'channel', id: channel } as const;
    const item = {
      id: `hello:${channel}`,
      kind: 'hello',
      recipient,
      about: {},
      dueAt: now().getTime(),
    };
    await outbox.accept(item, false);
    return 'greeted';
  };
}

export function createHelloKind(answerer: Answerer): Kind<Message> {
  return {
    compose: async () => {
      const setting = { audience: 'asker' } as const;
      const { message } = await answerer.answerRequest({ kind: 'greeting' }, setting);
      return { words: message };
    },
  };
}
