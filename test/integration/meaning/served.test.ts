import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { withGuidepost, type Bench } from '../../helpers/with-guidepost.ts';

/** An embeddings server that says nothing until it is let. */
async function withSlowServer(work: (url: string, answer: () => void) => Promise<void>) {
  const allowed = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    void request.toArray().then(async (chunks: Buffer[]) => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string[] };
      await allowed.promise;
      const data = input.map((_, index) => ({ index, embedding: [1, index] }));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await work(`http://127.0.0.1:${port}/v1/embeddings`, () => {
      allowed.resolve(undefined);
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function ready({ bot }: Bench): Promise<readonly [number, unknown]> {
  const response = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
  return [response.status, ((await response.json()) as { meaning: unknown }).meaning];
}

test('people are served while vectors are missing, and /readyz and the log say how many', async () => {
  await withSlowServer(async (SEMANTIC, answer) => {
    await withGuidepost({ transport: 'http', env: { SEMANTIC } }, async (bench) => {
      const [status, words] = await ready(bench);
      expect(status).toBe(200);
      const [, total = ''] = /^0 of (\d+) passages$/u.exec(String(words)) ?? [];
      answer();
      await bench.waitForLog({ msg: `meaning: ${total} of ${total} passages have their vector` });
      expect(await ready(bench)).toEqual([200, 'ok']);
    });
  });
});
