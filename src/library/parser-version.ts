import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Changes with everything that decides what a file becomes: our own code for it, and the libraries
 * as they are locked. Nobody has to remember to count a number up.
 */
export function readParserVersion(): string {
  const src = join(import.meta.dirname, '..');
  const hash = createHash('sha256').update(process.version);
  for (const room of ['content', 'text', 'library']) {
    const names = readdirSync(join(src, room), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => /\.[jt]s$/.test(each)).sort()) {
      hash.update(name).update(readFileSync(join(src, room, name)));
    }
  }
  try {
    hash.update(readFileSync(join(src, '../package-lock.json')));
  } catch {
    // Not everybody ships it; package.json names the versions too.
  }
  return hash.digest('base64url');
}
