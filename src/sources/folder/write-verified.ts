import { randomUUID } from 'node:crypto';
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { errorCode } from '../../content/folder/error-code.ts';
import { setVerified } from '../../content/front-matter/set-verified.ts';

/** The file was not touched. The message says why. */
export class NotWrittenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotWrittenError';
  }
}

/**
 * Writes the day on which an article was last found right into its front matter, all at once: nobody
 * ever reads half a file. Links are not followed, neither the file itself nor a folder on the way;
 * what somebody changes meanwhile stays.
 *
 * @param path relative to `dir`
 * @returns false when the file says that day already, or a later one
 * @throws NotWrittenError
 */
export async function writeVerified(dir: string, path: string, day: string): Promise<boolean> {
  try {
    const root = await realpath(dir);
    const file = join(root, path);
    if (!file.startsWith(root + sep)) throw new NotWrittenError('it leads out of the folder');
    if ((await realpath(file)) !== file) throw new NotWrittenError('it is a link, or behind one');
    const before = await stat(file, { bigint: true });
    if (!before.isFile()) throw new NotWrittenError('it is no file');
    const made = setVerified(await readFile(file), day);
    if (made.kind === 'refused') throw new NotWrittenError(made.why);
    if (made.kind === 'same') return false;
    // Hidden, so that nobody takes it for an article.
    const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(made.bytes);
      await handle.sync();
      await handle.close();
      await chmod(temporary, Number(before.mode));
      const now = await stat(file, { bigint: true });
      const isSame = now.ino === before.ino && now.mtimeNs === before.mtimeNs;
      if (!isSame) throw new NotWrittenError('somebody else has just changed it');
      await rename(temporary, file);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(temporary, { force: true });
      throw error;
    }
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new NotWrittenError(`it can't be written (${code})`, { cause: error });
  }
}
