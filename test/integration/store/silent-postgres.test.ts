import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { openPool } from '../../../src/store/open-dialect.ts';
import { findPostgres, sharedPostgres } from '../../helpers/postgres.ts';

const binaries = findPostgres();

/** The same server, behind something that can swallow what passes and says nothing of it. */
async function withSwallower(
  address: string,
  use: (url: string, swallow: (isOn: boolean) => void) => Promise<void>,
): Promise<void> {
  const url = new URL(address);
  const port = Number(url.port);
  let isSwallowing = false;
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    const dead = new AbortController();
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
      from.on('data', (chunk: Buffer) => {
        // Once dead, a connection stays so.
        if (isSwallowing) dead.abort();
        if (!dead.signal.aborted) to.write(chunk);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  await use(url.href, (isOn) => (isSwallowing = isOn)).finally(() => server.close());
}

(binaries === undefined ? describe.skip : describe)('a connection that dies silently', () => {
  it('fails what waits on it, and nothing after that', async () => {
    const postgres = await sharedPostgres(binaries ?? '');
    await postgres.lendDatabase((address) =>
      withSwallower(address, async (url, swallow) => {
        const pool = openPool(url, { max: 1 }, 3_000);
        pool.on('connect', (client) => client.on('error', () => undefined));
        const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
        const ask = async () => (await sql`select 1 as one`.execute(db)).rows;
        expect(await ask()).toEqual([{ one: 1 }]);
        swallow(true);
        await expect(ask()).rejects.toThrow(/terminated/);
        swallow(false);
        expect(await ask()).toEqual([{ one: 1 }]);
        await db.destroy();
      }),
    );
  });
});
