import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Changes with everything that decides what a file becomes and how it is found: our own code for it,
 * and the libraries as they are locked. Nobody has to remember to count a number up.
 */
export function readParserVersion(): string {
  const src = join(import.meta.dirname, '..');
  const hash = createHash('sha256').update(process.version);
  // In the package all of it is one file, and this is in it.
  if (!existsSync(join(src, 'content', 'parse-article.ts'))) {
    return hash.update(readFileSync(import.meta.filename)).digest('base64url');
  }
  for (const room of ['analysis', 'content', 'kept', 'library', 'search', 'text']) {
    const names = readdirSync(join(src, room), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => /\.(?:[jt]s|json)$/.test(each)).sort()) {
      hash.update(name).update(readFileSync(join(src, room, name)));
    }
  }
  return hash.update(readFileSync(join(src, '../package-lock.json'))).digest('base64url');
}
