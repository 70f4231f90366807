import { describe, expect, it } from '@jest/globals';
import { renderNotice } from '../../../../src/slack/reply/notice.ts';
import { replyInAck } from '../../../../src/slack/reply/reply-in-ack.ts';

const answer = renderNotice('Deploying on a calm day');
const never = (_: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) =>
    signal?.addEventListener('abort', () => {
      resolve();
    }),
  );

async function reply(given: {
  readonly reply: Promise<typeof answer | undefined>;
  readonly sleep: typeof never;
  readonly socketIsGone?: boolean;
}) {
  const said: string[] = [];
  await replyInAck(given.reply, {
    ack: (message) => {
      const { text = '' } = typeof message === 'object' ? message : {};
      said.push(`acknowledged: ${text}`);
      return given.socketIsGone ? Promise.reject(new Error('not ready')) : Promise.resolve();
    },
    respond: (message) => {
      said.push(`by the response URL: ${message.text}`);
      return Promise.resolve();
    },
    sleep: given.sleep,
  });
  return said;
}

describe('the answer to a command', () => {
  it('is its acknowledgement', async () => {
    const said = await reply({ reply: Promise.resolve(answer), sleep: never });
    expect(said).toEqual([`acknowledged: ${answer.text}`]);
  });

  it('comes by the response URL when it takes longer than Slack waits', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof answer>();
    const said = await reply({
      reply: promise,
      sleep: () => {
        setImmediate(resolve, answer);
        return Promise.resolve();
      },
    });
    expect(said).toEqual(['acknowledged: ', `by the response URL: ${answer.text}`]);
  });

  it('comes by the response URL when the socket is gone that the command came by', async () => {
    const said = await reply({ reply: Promise.resolve(answer), sleep: never, socketIsGone: true });
    expect(said).toEqual([`acknowledged: ${answer.text}`, `by the response URL: ${answer.text}`]);
  });

  it('is nothing but the acknowledgement when there is nothing to say', async () => {
    const said = await reply({ reply: Promise.resolve(undefined), sleep: never });
    expect(said).toEqual(['acknowledged: ']);
  });
});
