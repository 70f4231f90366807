import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createRespond } from '../../../../src/slack/reply/respond.ts';
import { RespondError } from '../../../../src/slack/reply/slack-errors.ts';
import { renderNotice } from '../../../../src/slack/reply/notice.ts';

interface Sent {
  readonly url: string;
  readonly body: Record<string, unknown>;
}

/** Answers each request with the next of the responses and keeps what was sent. */
function makeSlack(...responses: readonly (Response | Error)[]) {
  const sent: Sent[] = [];
  const refusals: string[] = [];
  const waits: number[] = [];
  const respond = createRespond({
    url: 'https://hooks.example.com/1',
    sleep: (ms) => Promise.resolve(void waits.push(ms)),
    log: pino(
      {},
      { write: (line) => void refusals.push((JSON.parse(line) as { reason: string }).reason) },
    ),
    fetch: (url, init) => {
      sent.push({ url: url as string, body: JSON.parse(init?.body as string) as Sent['body'] });
      const response = responses[sent.length - 1] ?? new Error('one request too many');
      return response instanceof Error ? Promise.reject(response) : Promise.resolve(response);
    },
  });
  return { respond, sent, refusals, waits };
}

const message = renderNotice('a < b & c');
const broken = () => new Response('oops', { status: 500 });
const dropped = () => new TypeError('fetch failed');
const json = (body: object, status = 200) => new Response(JSON.stringify(body), { status });

describe('respond', () => {
  it('sends blocks and text, to the asker alone unless told otherwise', async () => {
    const ok = () => new Response('ok');
    const { respond, sent } = makeSlack(ok(), ok(), ok());
    await respond(message);
    await respond(message, 'inPlace');
    await respond(message, 'forAll');
    expect(sent.map(({ body }) => [body['response_type'], body['replace_original']])).toEqual([
      ['ephemeral', false],
      ['ephemeral', true],
      ['in_channel', false],
    ]);
    expect(sent[0]?.body).toMatchObject({ text: 'a &lt; b &amp; c', blocks: message.blocks });
  });

  it.each([
    ['JSON with status 200', () => json({ ok: false, error: 'invalid_blocks' })],
    ['JSON with status 400', () => json({ ok: false, error: 'invalid_blocks' }, 400)],
    ['a bare code', () => new Response('invalid_blocks', { status: 400 })],
  ])('says the same in plain text when blocks are refused (%s)', async (_, refusal) => {
    const { respond, sent, refusals } = makeSlack(refusal(), new Response('ok'));
    await respond(message);
    expect(sent[1]?.body).toMatchObject({ text: 'a &lt; b &amp; c', response_type: 'ephemeral' });
    expect(sent[1]?.body).not.toHaveProperty('blocks');
    expect(refusals).toEqual(['invalid_blocks']);
  });

  it.each([
    ['a used-up address', () => json({ ok: false, error: 'used_url' }, 404), 'refused'],
    ['a server error', broken, 'unknown'],
    ['a dropped connection', dropped, 'unknown'],
    ['a rate limit', () => new Response('', { status: 429 }), 'retry'],
  ])('tells what kind of failure %s is', async (_, response, kind) => {
    const { respond } = makeSlack(response(), response(), response());
    const error: unknown = await respond(message).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RespondError);
    expect((error as RespondError).failure.kind).toBe(kind);
  });

  it('sends words for one person again when it is not known whether they arrived, and once', async () => {
    const { respond, sent, waits } = makeSlack(broken(), new Response('ok'));
    await respond(message);
    expect(sent).toHaveLength(2);
    expect(waits).toEqual([1_000]);

    const late = makeSlack(broken(), dropped(), new Response('ok'));
    await expect(late.respond(message)).rejects.toBeInstanceOf(RespondError);
    expect(late.sent).toHaveLength(2);
  });

  it('sends words for everybody again only when they surely did not arrive', async () => {
    const limited = new Response('', { status: 429, headers: { 'retry-after': '2' } });
    const { respond, sent, waits } = makeSlack(limited, dropped(), new Response('ok'));
    const sending = respond(message, 'forAll');
    await expect(sending).rejects.toBeInstanceOf(RespondError);
    expect(sent).toHaveLength(2);
    expect(waits).toEqual([2_000]);
  });

  it('does not wait longer than anybody watches', async () => {
    const limited = new Response('', { status: 429, headers: { 'retry-after': '31' } });
    const { respond, waits } = makeSlack(limited);
    await expect(respond(message)).rejects.toBeInstanceOf(RespondError);
    expect(waits).toEqual([]);
  });
});
