import { expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { waitFor } from '../../simulator/wait-for.ts';
import { withGuidepost } from '../helpers/with-guidepost.ts';

it('reports an error with the reference that the person got, and with nobody’s words', async () => {
  const envelopes: string[] = [];
  const listeners = new Set<() => void>();
  const sentry = createServer((request, response) => {
    void text(request).then((body) => {
      envelopes.push(body);
      response.end('{}');
      for (const listener of listeners) listener();
    });
  });
  await new Promise<void>((resolve) => sentry.listen(0, '127.0.0.1', resolve));
  const { port } = sentry.address() as AddressInfo;
  const env = { SENTRY_DSN: `http://publickey@127.0.0.1:${port}/7` };
  await withGuidepost(
    { transport: 'http', env },
    async ({ slack, people, channels, waitForLog }) => {
      slack.faults.next('views.open', { kind: 'error', error: 'internal_error' });
      await slack
        .asUser(people.admin)
        .command('/guide', 'digest subscribe', { channel: channels.general });
      const { reference } = await waitForLog({ level: 50 });
      const envelope = await waitFor(
        () => envelopes[0],
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        60_000,
      );
      const [, header, event] = envelope.split('\n').map((line) => JSON.parse(line) as object);
      expect(header).toMatchObject({ type: 'event' });
      expect(event).toMatchObject({
        level: 'error',
        platform: 'node',
        release: expect.stringMatching(/^guidepost@/),
        tags: { reference },
        exception: {
          values: [{ stacktrace: { frames: expect.arrayContaining([expect.anything()]) } }],
        },
      });
      const { botToken } = slack.installation;
      for (const secret of ['digest subscribe', botToken, people.admin, channels.general]) {
        expect(envelope).not.toContain(secret);
      }
    },
  );
  sentry.close();
  sentry.closeAllConnections();
});
