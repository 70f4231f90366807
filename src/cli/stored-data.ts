import path from 'node:path';
import { parsePlaces } from '../ops/config.ts';
import { backUpFile, restoreFile } from '../store/backup-file.ts';
import { exportPerson, forgetPerson, forgetWorkspace } from '../store/personal-data.ts';
import { count } from '../text/count.ts';
import { OperatorError } from '../text/operator-error.ts';
import type { Io } from './io.ts';

const postgresHint = `The database is PostgreSQL (DATABASE_URL), which brings its own commands:
  pg_dump --format=custom --file=guidepost.dump "$DATABASE_URL"
  pg_restore --clean --if-exists --dbname="$DATABASE_URL" guidepost.dump`;

export async function runBackup(file: string, { out, err, env }: Io): Promise<number> {
  let shown = 0;
  const facts = await backUpFile(folderOfDatabase(env), path.resolve(file), (done) => {
    // A quarter at a time: a small database is done before anybody has read a word.
    if (done - shown < 0.25 || done >= 1) return;
    shown = done;
    err(`${Math.round(done * 100)} %\n`);
  });
  out(
    `${file}: ${count(facts.subscriptions, 'subscription')}, schema ${facts.version}, verified\n`,
  );
  return 0;
}

export async function runRestore(file: string, { out, env }: Io): Promise<number> {
  const dataDir = folderOfDatabase(env);
  const { subscriptions, kept } = await restoreFile(path.resolve(file), dataDir);
  if (kept !== undefined) out(`The database that was there is now ${kept}\n`);
  out(`Restored ${count(subscriptions, 'subscription')} into ${dataDir}\n`);
  return 0;
}

function folderOfDatabase(env: Io['env']): string {
  const { database } = parsePlaces(env);
  if (database.kind === 'postgres') throw new OperatorError(postgresHint);
  return database.dataDir;
}

export async function runExport(userId: string, { out, env }: Io): Promise<number> {
  refuseUnless(isUserId.test(userId), sayUserId);
  out(`${JSON.stringify(await exportPerson(parsePlaces(env).database, userId), undefined, 2)}\n`);
  return 0;
}

export interface ForgetCall {
  readonly userId: string | undefined;
  readonly workspace: string | undefined;
}

export async function runForget(
  { userId = '', workspace = '' }: ForgetCall,
  { out, env }: Io,
): Promise<number> {
  refuseUnless(
    (userId === '') !== (workspace === ''),
    'Say whom to forget: a user id, or --workspace with a team id.',
  );
  if (workspace === '') {
    refuseUnless(isUserId.test(userId), sayUserId);
    const rows = await forgetPerson(parsePlaces(env).database, userId);
    out(`Deleted or cleared ${rows} rows that named ${userId}. Backups still have them.\n`);
  } else {
    refuseUnless(
      /^[TE][A-Z0-9]+$/.test(workspace),
      'A workspace is named by its team id, such as T0123ABCD.',
    );
    const rows = await forgetWorkspace(parsePlaces(env).database, workspace);
    out(`Deleted ${rows} rows: nothing of ${workspace} is left.\n`);
  }
  return 0;
}

const isUserId = /^[UW][A-Z0-9]{2,}$/;
const sayUserId =
  'A person is named by a user id, such as U0123ABCD: "Copy member ID" in their profile.';

function refuseUnless(isRight: boolean, words: string): void {
  if (!isRight) throw new OperatorError(words);
}
