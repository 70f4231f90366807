import { describe, expect, it } from '@jest/globals';
import type { AllMiddlewareArgs, AnyMiddlewareArgs, Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { renderInModal } from '../../../../src/slack/ask/messages/ask-modal.ts';
import {
  createInteractions,
  interactionOf,
  type Listener,
} from '../../../../src/slack/receive/interaction.ts';
import { renderNotice } from '../../../../src/slack/reply/notice.ts';

const answer = renderNotice('Deploying on a calm day');
const never = (_: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) =>
    signal?.addEventListener('abort', () => {
      resolve();
    }),
  );

const command = {
  command: '/guide',
  text: 'deploy',
  user_id: 'U1',
  response_url: 'https://x.test',
};
const view = {
  id: 'V1',
  type: 'modal',
  callback_id: 'other',
  title: { text: 'Sure?' },
  private_metadata: '',
};
const form = { type: 'view_submission', user: { id: 'U1' }, trigger_id: 'T1', view };

/** What Slack hears, in order, of whatever the listener does about it. */
async function handle(
  body: object,
  listener: Listener,
  { sleep = never, socketIsGone = false } = {},
): Promise<readonly string[]> {
  const said: string[] = [];
  const hear = (where: string) => (what?: object) => {
    const text = /(?:Deploying on a calm day|One moment …)/.exec(JSON.stringify(what ?? ''))?.[0];
    said.push(`${where}: ${text ?? 'nothing'}`);
    return Promise.resolve();
  };
  const views = { open: hear('opened'), push: hear('on top'), update: hear('in its place') };
  const take = createInteractions({
    client: { views } as unknown as WebClient,
    respondTo: () => hear('by the response URL'),
    sleep,
    renderIn: renderInModal,
  });
  const context = {} as Context;
  const ack = async (what?: object) => {
    await hear('acknowledged')(what);
    if (socketIsGone) throw new Error('not ready');
  };
  const next = async () => {
    const doing = interactionOf(context);
    if (doing) await listener(doing);
  };
  await take({ body, ack, context, next } as unknown as AnyMiddlewareArgs & AllMiddlewareArgs);
  return said;
}

const sayAnswer: Listener = async ({ respond }) => {
  await respond(answer);
  return 'answered';
};
const late = () => {
  const { promise: asked, resolve } = Promise.withResolvers<undefined>();
  const sleep = () => {
    setImmediate(resolve, undefined);
    return Promise.resolve();
  };
  const listener: Listener = async (doing) => {
    await asked;
    return sayAnswer(doing);
  };
  return { listener, sleep };
};

describe('the answer to a command', () => {
  it('is its acknowledgement', async () => {
    expect(await handle(command, sayAnswer)).toEqual([`acknowledged: ${answer.text}`]);
  });

  it('comes by the response URL when it takes longer than Slack waits', async () => {
    const { listener, sleep } = late();
    expect(await handle(command, listener, { sleep })).toEqual([
      'acknowledged: nothing',
      `by the response URL: ${answer.text}`,
    ]);
  });

  it('comes by the response URL when the socket is gone that the command came by', async () => {
    expect(await handle(command, sayAnswer, { socketIsGone: true })).toEqual([
      `acknowledged: ${answer.text}`,
      `by the response URL: ${answer.text}`,
    ]);
  });

  it('is nothing but the acknowledgement when there is nothing to say', async () => {
    const said = await handle(command, () => Promise.resolve('nothing'));
    expect(said).toEqual(['acknowledged: nothing']);
  });
});

describe('the answer to a form', () => {
  it('is its acknowledgement', async () => {
    expect(await handle(form, sayAnswer)).toEqual([`acknowledged: ${answer.text}`]);
  });

  it('comes in the place of a word that it takes a moment', async () => {
    const { listener, sleep } = late();
    expect(await handle(form, listener, { sleep })).toEqual([
      'acknowledged: One moment …',
      `in its place: ${answer.text}`,
    ]);
  });

  it('that has none is that it closes', async () => {
    const said = await handle(form, () => Promise.resolve('nothing'));
    expect(said).toEqual(['acknowledged: nothing']);
  });
});

describe('the answer to a button', () => {
  const press = {
    type: 'block_actions',
    user: { id: 'U1' },
    actions: [{ type: 'button', action_id: 'a', value: '1' }],
    container: {},
    trigger_id: 'T1',
  };

  it.each([
    ['by the response URL', { response_url: 'https://x.test' }],
    ['in its place', { view }],
    ['opened', { view: { ...view, type: 'home' } }],
  ])('comes %s', async (where, place) => {
    expect(await handle({ ...press, ...place }, sayAnswer)).toEqual([
      'acknowledged: nothing',
      `${where}: ${answer.text}`,
    ]);
  });
});
