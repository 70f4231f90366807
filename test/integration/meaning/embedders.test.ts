import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { EmbedError, type Embedder } from '../../../src/meaning/embedder.ts';
import { createLocalEmbedder } from '../../../src/meaning/local-embedder.ts';
import { createRemoteEmbedder } from '../../../src/meaning/remote-embedder.ts';

const options = { urgent: true, signal: new AbortController().signal };

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);

async function withServer(listener: RequestListener, work: (url: URL) => Promise<void>) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await work(new URL(`http://127.0.0.1:${port}/v1/embeddings`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const remote = (url: URL, key?: string) =>
  createRemoteEmbedder({ url, model: 'minilm', key, fetch });

/** What servers of this protocol do, over the local model. */
function serve(embedder: Embedder, seen: string[] = []): RequestListener {
  return (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { input } = JSON.parse(body) as { input: string[] };
      seen.push(`${request.headers.authorization ?? ''} ${input.length}`);
      void embedder.embed(input, options).then((vectors) => {
        const data = vectors.map((vector, index) => ({ index, embedding: [...vector] }));
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ object: 'list', model: 'minilm', data: data.reverse() }));
      });
    });
  };
}

describe('the local model, and a server that serves it', () => {
  test('say that undoing a bad release is rolling back, in the order they were asked', async () => {
    const local = createLocalEmbedder();
    try {
      const texts = ['undo a bad release', 'how do I roll back a release', 'parental leave'];
      const [asked, same, other] = await local.embed(texts, options);
      if (!asked || !same || !other) throw new Error('vectors are missing');
      expect(asked).toHaveLength(384);
      expect(cosine(asked, asked)).toBeCloseTo(1, 5);
      expect(cosine(asked, same)).toBeGreaterThan(cosine(asked, other) + 0.3);

      const seen: string[] = [];
      await withServer(serve(local, seen), async (url) => {
        const many = [...texts, ...Array.from({ length: 30 }, () => 'again')];
        const vectors = await remote(url, 'secret').embed(many, options);
        expect(vectors).toHaveLength(33);
        expect(cosine(vectors[1] ?? new Float32Array(), same)).toBeCloseTo(1, 5);
        expect(seen).toEqual(['Bearer secret 32', 'Bearer secret 1']);
      });
    } finally {
      await local.close();
    }
  });
});

describe('createLocalEmbedder', () => {
  /** Answers each text with its length, and dies of the word "die". */
  const standIn = () =>
    new Worker(
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, text }) => {
         if (text === 'die') process.exit(3);
         if (text === 'refuse') parentPort.postMessage({ id, problem: 'no' });
         else parentPort.postMessage({ id, vector: Float32Array.from([text.length, 1]) });
       });`,
      { eval: true },
    );

  test('takes what is urgent before what is not', async () => {
    const embedder = createLocalEmbedder(standIn);
    const order: string[] = [];
    const ask = (text: string, urgent: boolean) =>
      embedder.embed([text], { ...options, urgent }).then(() => order.push(text));
    await Promise.all([ask('first', false), ask('passage', false), ask('question', true)]);
    expect(order).toEqual(['first', 'question', 'passage']);
    await embedder.close();
  });

  test('a text the model refuses fails alone', async () => {
    const embedder = createLocalEmbedder(standIn);
    await expect(embedder.embed(['refuse'], options)).rejects.toThrow('the local model failed: no');
    expect(await embedder.embed(['fine'], options)).toHaveLength(1);
    await embedder.close();
  });

  test('a thread that dies fails what was asked, and the next text starts another', async () => {
    const embedder = createLocalEmbedder(standIn);
    await expect(embedder.embed(['die'], options)).rejects.toThrow(EmbedError);
    expect(await embedder.embed(['fine'], options)).toHaveLength(1);
    await embedder.close();
  });

  test('what is given up is refused at once, and never sent if it was waiting', async () => {
    const embedder = createLocalEmbedder(standIn);
    const giveUp = new AbortController();
    const first = embedder.embed(['first'], options);
    const second = embedder.embed(['die'], { urgent: false, signal: giveUp.signal });
    giveUp.abort();
    await expect(second).rejects.toThrow('given up');
    await expect(first).resolves.toHaveLength(1);
    await expect(embedder.embed(['third'], options)).resolves.toHaveLength(1);
    await embedder.close();
  });
});

describe('createRemoteEmbedder', () => {
  const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
    ((_, response) => {
      response.writeHead(status, headers).end(body);
    }) satisfies RequestListener;
  const vectors = (...data: unknown[]) => JSON.stringify({ data });

  test.each([
    ['a page instead of JSON', 200, '<html>', {}],
    ['no vectors', 200, '{}', {}],
    ['too few vectors', 200, vectors(), {}],
    ['one vector for another text', 200, vectors({ index: 1, embedding: [1] }), {}],
    ['no numbers', 200, vectors({ index: 0, embedding: ['1'] }), {}],
    ['a vector without a direction', 200, vectors({ index: 0, embedding: [0, 0] }), {}],
    ['a refused key', 401, 'secret-key is wrong', {}],
    ['a redirect', 302, '', { location: 'http://127.0.0.1:1/' }],
    ['an error', 500, 'sorry', {}],
  ])('%s is an error that repeats neither key nor text', async (_, status, body, headers) => {
    await withServer(answering(status, body, headers), async (url) => {
      const error = await remote(url, 'secret-key')
        .embed(['what was asked'], options)
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(EmbedError);
      expect(String(error)).not.toMatch(/secret-key|what was asked/);
    });
  });

  test('a server that asks for time is taken at its word', async () => {
    await withServer(answering(429, '', { 'retry-after': '7' }), async (url) => {
      await expect(remote(url).embed(['x'], options)).rejects.toMatchObject({
        retryAfterMs: 7_000,
      });
    });
  });

  test('a server that is not there is an error', async () => {
    const url = new URL('http://127.0.0.1:1/v1/embeddings');
    await expect(remote(url).embed(['x'], options)).rejects.toThrow("127.0.0.1:1 didn't answer");
  });
});
