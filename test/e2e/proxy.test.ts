import { expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createLocalSlack } from '../../simulator/create-local-slack.ts';
import { runProcess } from '../helpers/run-process.ts';
import { withFolder } from '../helpers/with-folder.ts';
import { readManifest, settingsFor } from '../helpers/slack-settings.ts';

it('reaches Slack through a proxy, calls and sockets alike', async () => {
  const slack = createLocalSlack({ manifest: await readManifest() });
  await slack.listen();
  const passed: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, client) => {
    passed.push(request.url ?? '');
    const server = connect(Number(new URL(slack.apiUrl).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    for (const end of [client, server]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  await withFolder({}, async (dir) => {
    // A name that only the proxy knows.
    const elsewhere = slack.apiUrl.replace('127.0.0.1', 'slack.example');
    const bot = runProcess({
      args: ['bin/guidepost.ts', 'start', '--content', 'test/fixtures/guide'],
      env: {
        ...settingsFor(slack, 'socket'),
        SLACK_API_URL: elsewhere,
        HTTP_PROXY: `http://127.0.0.1:${port}`,
        DATA_DIR: dir,
      },
    });
    try {
      await bot.waitForOutput(/Guidepost is ready/);
      const { host } = new URL(elsewhere);
      expect(passed).toContain(host);
      // The addresses of its sockets come from Slack itself.
      expect(passed.filter((target) => target !== host).length).toBeGreaterThan(0);
    } finally {
      bot.child.kill('SIGTERM');
      expect(await bot.exited).toBe(0);
    }
  });
  proxy.close();
  proxy.closeAllConnections();
  await slack.close();
});
