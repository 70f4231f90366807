import { describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { createBoltLogger } from '../../../../src/slack/receive/bolt-logger.ts';
import { renderNotice } from '../../../../src/slack/reply/notice.ts';
import { createPostReply } from '../../../../src/slack/reply/post-reply.ts';

interface Call {
  readonly method: string;
  readonly params: URLSearchParams;
}

type Answer = Response | Error;

const log = pino({ level: 'silent' });
const ok = (body: object = {}) => new Response(JSON.stringify({ ok: true, ...body }));
const refusal = (error: string) => new Response(JSON.stringify({ ok: false, error }));
const dropped = () => new TypeError('fetch failed');
const target = { channel: 'C1', threadTs: '1.1', replyKey: 'C1:1.1', askedTs: '1.1' };

/** A real client on a network that answers as told, in order. */
function makePost(...answers: readonly Answer[]) {
  const calls: Call[] = [];
  const waits: number[] = [];
  const client = new WebClient('xoxb-1', {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: createBoltLogger(log),
    fetch: (url, init) => {
      const method = (url as string).split('/').at(-1) ?? '';
      calls.push({ method, params: new URLSearchParams(init?.body as string) });
      const answer = answers[calls.length - 1] ?? new Error(`no answer for call ${calls.length}`);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
  return { post: createPostReply({ client, log, sleep }), calls, waits };
}

const methods = (calls: readonly Call[]) => calls.map(({ method }) => method);
const message = renderNotice('Hello');
const posted = {
  messages: [
    { metadata: { event_type: 'other', event_payload: { reply_key: 'C1:1.1' } } },
    { metadata: { event_type: 'guidepost_reply', event_payload: { reply_key: 'C1:1.1' } } },
  ],
};

describe('postReply', () => {
  it('posts into the thread, marked so that it can be found again', async () => {
    const { post, calls } = makePost(ok());
    await post(message, target);
    expect(methods(calls)).toEqual(['chat.postMessage']);
    const params = calls[0]?.params;
    expect(params?.get('channel')).toBe('C1');
    expect(params?.get('thread_ts')).toBe('1.1');
    expect(params?.get('unfurl_links')).toBe('false');
    expect(JSON.parse(params?.get('metadata') ?? '')).toEqual({
      event_type: 'guidepost_reply',
      event_payload: { reply_key: 'C1:1.1' },
    });
  });

  it('does not post again what arrived though the connection dropped', async () => {
    const { post, calls } = makePost(dropped(), ok(posted));
    await post(message, { ...target, askedTs: '1.9' });
    expect(methods(calls)).toEqual(['chat.postMessage', 'conversations.replies']);
    expect(calls[1]?.params.get('oldest')).toBe('1.9');
    expect(calls[1]?.params.get('include_all_metadata')).toBe('true');
  });

  it('posts again what did not arrive', async () => {
    const { post, calls } = makePost(refusal('internal_error'), ok({ messages: [] }), ok());
    await post(message, target);
    expect(methods(calls)).toEqual([
      'chat.postMessage',
      'conversations.replies',
      'chat.postMessage',
    ]);
  });

  it('looks in the conversation itself when there is no thread, and answers all the same when it may not', async () => {
    const { post, calls } = makePost(dropped(), refusal('missing_scope'), ok());
    await post(message, { ...target, threadTs: undefined });
    expect(methods(calls)).toEqual([
      'chat.postMessage',
      'conversations.history',
      'chat.postMessage',
    ]);
  });

  it('waits as long as Slack asks', async () => {
    const limited = new Response('', { status: 429, headers: { 'retry-after': '3' } });
    const { post, calls, waits } = makePost(limited, ok());
    await post(message, target);
    expect(waits).toEqual([3_000]);
    expect(methods(calls)).toEqual(['chat.postMessage', 'chat.postMessage']);
  });

  it('takes its turn among many replies to one channel, up to a minute', async () => {
    const limited = () => new Response('', { status: 429, headers: { 'retry-after': '7' } });
    const eight = Array.from({ length: 8 }, limited);
    const { post, waits } = makePost(...eight, ok());
    await post(message, target);
    expect(waits).toHaveLength(8);

    const { post: postLate, calls } = makePost(...eight.map(limited), limited(), ok());
    await expect(postLate(message, target)).rejects.toThrow('rate-limit');
    expect(calls).toHaveLength(9);
  });

  it('says it in plain text when blocks are refused, and gives up when that is refused too', async () => {
    const { post, calls } = makePost(refusal('invalid_blocks'), refusal('invalid_blocks'));
    await expect(post(message, target)).rejects.toThrow('invalid_blocks');
    expect(calls[0]?.params.has('blocks')).toBe(true);
    expect(calls[1]?.params.has('blocks')).toBe(false);
    expect(calls[1]?.params.get('text')).toBe('Hello');
  });

  it('does not try where it may not speak', async () => {
    const { post, calls } = makePost(refusal('is_archived'));
    await expect(post(message, target)).rejects.toThrow('is_archived');
    expect(calls).toHaveLength(1);
  });

  it('looks for a reply of unknown outcome also when it is the last', async () => {
    const lost = () => [dropped(), ok({ messages: [] })];
    const last = [dropped(), ok(posted)];
    const { post, calls } = makePost(...lost(), ...lost(), ...lost(), ...last);
    await post(message, target);
    expect(calls).toHaveLength(8);
  });

  it('gives up after four attempts', async () => {
    const down = () => refusal('service_unavailable');
    const { post, calls } = makePost(down(), down(), down(), down(), ok());
    await expect(post(message, target)).rejects.toThrow('service_unavailable');
    expect(calls).toHaveLength(4);
  });
});
