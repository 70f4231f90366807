import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { maxFileBytes } from './content-limits.ts';
import type { ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
import { errorCode } from './error-code.ts';
import { parseSynonyms, synonymsPath, type Synonym } from './parse-synonyms.ts';

export interface LoadedSynonyms {
  readonly synonyms: readonly Synonym[];
  readonly problems: readonly ContentProblem[];
}

/**
 * Loads the folder's list of synonyms; none when there is no such file.
 *
 * @param previous what stays in service when the file cannot be understood at all
 */
export async function loadSynonyms(
  dir: string,
  previous: readonly Synonym[] = [],
): Promise<LoadedSynonyms> {
  try {
    const root = await realpath(dir);
    const path = await realpath(join(root, synonymsPath));
    if (!path.startsWith(root + sep)) {
      return broken(previous, 1, 'this symbolic link leads out of the content folder; remove it');
    }
    const stats = await stat(path);
    // A device or a pipe may never end.
    if (!stats.isFile()) return broken(previous, 1, 'is not a regular file; remove it');
    if (stats.size > maxFileBytes) {
      return broken(previous, 1, `is larger than ${maxFileBytes / 1024} KiB; shorten it`);
    }
    const decoded = decodeFile(await readFile(path));
    if (decoded.kind === 'invalid') return broken(previous, decoded.line, decoded.message);
    const parsed = parseSynonyms(decoded.text);
    return parsed.isReadable ? parsed : { synonyms: previous, problems: parsed.problems };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { synonyms: [], problems: [] };
    if (code === undefined) throw error;
    return broken(previous, 1, `cannot be read (${code}); make it readable`);
  }
}

function broken(synonyms: readonly Synonym[], line: number, message: string): LoadedSynonyms {
  return { synonyms, problems: [{ severity: 'error', path: synonymsPath, line, message }] };
}
