import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file was not touched. The message says why. */
export class ReplaceFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReplaceFileError';
  }
}

/**
 * Puts a file with other bytes in its place, all at once: nobody ever reads half of it. Links are
 * not followed, neither the file itself nor a folder on the way; what was changed meanwhile stays.
 *
 * @param path relative to `dir`
 * @param change returns undefined to leave it as it is
 * @returns whether it was replaced
 * @throws ReplaceFileError
 */
export async function replaceFile(
  dir: string,
  path: string,
  change: (bytes: Uint8Array) => Uint8Array | undefined,
): Promise<boolean> {
  try {
    const file = join(await realpath(dir), path);
    if ((await realpath(file)) !== file) throw new ReplaceFileError('it is a link, or behind one');
    const before = await stat(file, { bigint: true });
    if (!before.isFile()) throw new ReplaceFileError('it is no file');
    const bytes = change(await readFile(file));
    if (bytes === undefined) return false;
    // Hidden, so that nobody takes it for an article.
    const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.new`);
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
      await handle.close();
      await chmod(temporary, Number(before.mode));
      const now = await stat(file, { bigint: true });
      const isSame = now.ino === before.ino && now.mtimeNs === before.mtimeNs;
      if (!isSame) throw new ReplaceFileError('somebody else has just changed it');
      await rename(temporary, file);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true });
      throw error;
    }
    return true;
  } catch (error) {
    if (error instanceof ReplaceFileError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new ReplaceFileError(`it cannot be written (${code})`, { cause: error });
  }
}
