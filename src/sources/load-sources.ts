import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../content/error-code.ts';
import { parseSources } from './parse-sources.ts';
import { plainFolder, type SourceSettings } from './source-settings.ts';

export interface LoadSourcesOptions {
  readonly contentDir: string;
  /** Somebody set it; otherwise it counts only when no other source is named. */
  readonly isContentDirSet: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const sourcesFileName = 'guidepost.yml';

/** `guidepost.yml` cannot be used. The message lists every problem with its mend. */
export class InvalidSourcesError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(
      `Guidepost can't start with these sources:\n${list}\nAll of it is explained in docs/sources.md.`,
    );
    this.name = 'InvalidSourcesError';
    this.problems = problems;
  }
}

/**
 * The content folder, and the sources of the `guidepost.yml` that lies beside it.
 * @throws InvalidSourcesError
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
  if (problems.length > 0) throw new InvalidSourcesError(problems);
  return isContentDirSet ? [plainFolder(contentDir), ...sources] : sources;
}

async function readSourcesFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    throw new InvalidSourcesError([`${path} cannot be read (${code ?? 'unknown error'})`]);
  }
}
