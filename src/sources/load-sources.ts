import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../content/folder/error-code.ts';
import { InvalidSettingsError } from '../text/operator-error.ts';
import { parseSources } from './parse-sources.ts';
import { plainFolder, type SourceSettings } from './source-settings.ts';

export interface LoadSourcesOptions {
  readonly contentDir: string;
  /** Somebody set it; otherwise it counts only when no other source is named. */
  readonly isContentDirSet: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const sourcesFileName = 'guidepost.yml';

/**
 * The content folder, and the sources of the `guidepost.yml` that lies beside it.
 * @throws InvalidSettingsError
 */
export async function loadSources({
  contentDir,
  isContentDirSet,
  env,
}: LoadSourcesOptions): Promise<readonly SourceSettings[]> {
  const dir = dirname(resolve(contentDir));
  const yaml = await readSourcesFile(join(dir, sourcesFileName));
  if (yaml === undefined) return [plainFolder(contentDir)];
  const { sources, problems } = parseSources(yaml, { dir, env });
  if (problems.length > 0) throw refuse(problems);
  return isContentDirSet ? [plainFolder(contentDir), ...sources] : sources;
}

async function readSourcesFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw refuse([`${path} can't be read (${code ?? 'unknown error'})`]);
  }
}

function refuse(problems: readonly string[]): InvalidSettingsError {
  return new InvalidSettingsError(
    'sources',
    problems,
    'All of it is explained in docs/sources.md.',
  );
}
