import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { Kysely } from 'kysely';
import { createSqliteDialect } from '../../../src/store/sqlite-dialect.ts';
import { RowNames, type Tables } from '../../../src/store/tables.ts';
import { createWorkspaceScope } from '../../../src/store/workspace-scope.ts';

const dialect = createSqliteDialect(new DatabaseSync(':memory:'));
const db = new Kysely<Tables>({ dialect, plugins: [new RowNames()] }).withPlugin(
  createWorkspaceScope('T1'),
);

describe('the workspace scope', () => {
  it('confines reading, nested queries included', () => {
    const { sql, parameters } = db
      .selectFrom('audit')
      .select('id')
      .where((eb) => eb.or([eb('actor', '=', 'a'), eb('actor', '=', 'b')]))
      .where('subscriptionId', 'in', (eb) => eb.selectFrom('subscriptions as s').select('s.id'))
      .compile();
    expect(sql).toBe(
      'select "id" from "audit" where ("actor" = ? or "actor" = ?) and "subscription_id" in ' +
        '(select "s"."id" from "subscriptions" as "s" where "workspace_id" = ?) and "workspace_id" = ?',
    );
    expect(parameters).toEqual(['a', 'b', 'T1', 'T1']);
  });

  it('confines changes', () => {
    const update = db.updateTable('audit').set({ actor: 'a' }).where('id', '=', '1').compile();
    expect(update.sql).toBe('update "audit" set "actor" = ? where "id" = ? and "workspace_id" = ?');
    const deletion = db.deleteFrom('audit').compile();
    expect(deletion.sql).toBe('delete from "audit" where "workspace_id" = ?');
  });

  it('gives what is inserted to the workspace', () => {
    const { sql, parameters } = db
      .insertInto('contentRevisions')
      .values([
        { revision: 1, recordedAt: 10 },
        { revision: 2, recordedAt: 20 },
      ])
      .compile();
    expect(sql).toBe(
      'insert into "content_revisions" ("revision", "recorded_at", "workspace_id") values (?, ?, ?), (?, ?, ?)',
    );
    expect(parameters).toEqual([1, 10, 'T1', 2, 20, 'T1']);
  });

  it('refuses what it cannot confine', () => {
    const join = db
      .selectFrom('audit')
      .innerJoin('subscriptions', 'subscriptions.id', 'audit.subscriptionId')
      .select('audit.id');
    expect(() => join.compile()).toThrow("can't confine");
    const two = db.selectFrom(['audit', 'subscriptions']).select('audit.id');
    expect(() => two.compile()).toThrow("can't confine");
    const copy = db
      .insertInto('audit')
      .columns(['id'])
      .expression((eb) => eb.selectFrom('subscriptions').select('id'));
    expect(() => copy.compile()).toThrow("can't confine");
    expect(() => db.schema.dropTable('audit').compile()).toThrow("can't confine");
  });
});
