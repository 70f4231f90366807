import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadArticleSources } from '../../scripts/articles/article-source.ts';
import { isFragment } from '../../scripts/articles/check-code.ts';
import { findPostgres, startPostgres, type PostgresServer } from '../helpers/postgres.ts';

const blocks = (await loadArticleSources('content')).map(({ path, code }) => ({
  path,
  statements: code.filter(({ language, text }) => language === 'sql' && !isFragment(text)),
}));

/** Left out on a machine without PostgreSQL; the suites of the store fail for that in CI. */
const binaries = findPostgres();

(binaries === undefined ? describe.skip : describe)('the SQL of our articles', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(binaries ?? '');
  }, 60_000);
  afterAll(() => server.stop());

  it.each(blocks.filter(({ statements }) => statements.length > 0))(
    'runs from top to bottom on an empty database: $path',
    async ({ statements }) => {
      const client = new pg.Client({ connectionString: await server.createDatabase() });
      await client.connect();
      try {
        for (const { path, line, text } of statements) {
          const failure = await client.query(text).then(
            () => undefined,
            (error: unknown) => `${path}:${line}: ${String(error)}`,
          );
          expect(failure).toBeUndefined();
        }
      } finally {
        await client.end();
      }
    },
  );
});
