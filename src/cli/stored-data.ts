import path from 'node:path';
import { parsePlaces } from '../ops/config.ts';
import { backUpFile, restoreFile } from '../store/backup-file.ts';
import { exportPerson, forgetPerson, forgetWorkspace } from '../store/personal-data.ts';
import { StoreError } from '../store/store-error.ts';

export interface StoredDataDeps {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const postgresHint = `The database is PostgreSQL (DATABASE_URL), which brings its own commands:
  pg_dump --format=custom --file=guidepost.dump "$DATABASE_URL"
  pg_restore --clean --if-exists --dbname="$DATABASE_URL" guidepost.dump
`;

export async function runBackup(file: string, { out, err, env }: StoredDataDeps): Promise<number> {
  return guard(err, async () => {
    const location = parsePlaces(env).database;
    if (location.kind === 'postgres') return refuse(err, postgresHint);
    let shown = 0;
    const facts = await backUpFile(location.dataDir, path.resolve(file), (done) => {
      // A quarter at a time: a small database is done before anybody has read a word.
      if (done - shown < 0.25 || done >= 1) return;
      shown = done;
      err(`${Math.round(done * 100)} %\n`);
    });
    out(`${file}: ${facts.subscriptions} subscriptions, schema ${facts.version}, verified\n`);
    return 0;
  });
}

export async function runRestore(file: string, { out, err, env }: StoredDataDeps): Promise<number> {
  return guard(err, async () => {
    const location = parsePlaces(env).database;
    if (location.kind === 'postgres') return refuse(err, postgresHint);
    const { subscriptions, kept } = await restoreFile(path.resolve(file), location.dataDir);
    if (kept !== undefined) out(`The database that was there is now ${kept}\n`);
    out(`Restored ${subscriptions} subscriptions into ${location.dataDir}\n`);
    return 0;
  });
}

export async function runExport(
  userId: string,
  { out, err, env }: StoredDataDeps,
): Promise<number> {
  return guard(err, async () => {
    if (!isUserId(userId)) return refuse(err, sayUserId);
    out(`${JSON.stringify(await exportPerson(parsePlaces(env).database, userId), undefined, 2)}\n`);
    return 0;
  });
}

export async function runForget(
  whom: { readonly userId: string | undefined; readonly workspace: string | undefined },
  { out, err, env }: StoredDataDeps,
): Promise<number> {
  return guard(err, async () => {
    const { userId, workspace } = whom;
    if ((userId === undefined) === (workspace === undefined)) {
      return refuse(err, 'Say whom to forget: a user id, or --workspace with a team id.\n');
    }
    if (workspace !== undefined) {
      if (!/^[TE][A-Z0-9]+$/.test(workspace)) {
        return refuse(err, 'A workspace is named by its team id, such as T0123ABCD.\n');
      }
      const rows = await forgetWorkspace(parsePlaces(env).database, workspace);
      out(`Deleted ${rows} rows: nothing of ${workspace} is left.\n`);
      return 0;
    }
    if (!isUserId(userId ?? '')) return refuse(err, sayUserId);
    const rows = await forgetPerson(parsePlaces(env).database, userId ?? '');
    out(`Deleted or cleared ${rows} rows that named ${userId ?? ''}. Backups still have them.\n`);
    return 0;
  });
}

const sayUserId =
  'A person is named by a user id, such as U0123ABCD: "Copy member ID" in their profile.\n';

function isUserId(text: string): boolean {
  return /^[UW][A-Z0-9]{2,}$/.test(text);
}

function refuse(err: (text: string) => void, words: string): number {
  err(words);
  return 2;
}

export async function guard(
  err: (text: string) => void,
  act: () => Promise<number>,
): Promise<number> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    err(`${error.message}\n`);
    return 1;
  }
}
