import { posix } from 'node:path';

/** Which files of a source are wanted, by glob patterns over their paths. */
export interface PathPatterns {
  /** Empty: everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Patterns without a wildcard name a file, or a folder with all that is in it. */
export function createPathFilter({ include, exclude }: PathPatterns): (path: string) => boolean {
  const decided = new Map<string, boolean>();
  const included = include.flatMap(toGlobs);
  const excluded = exclude.flatMap(toGlobs);
  const matches = (globs: readonly string[], path: string) =>
    globs.some((glob) => posix.matchesGlob(path, glob));
  return (path) => {
    const known = decided.get(path);
    if (known !== undefined) return known;
    const isWanted = (included.length === 0 || matches(included, path)) && !matches(excluded, path);
    decided.set(path, isWanted);
    return isWanted;
  };
}

function toGlobs(pattern: string): readonly string[] {
  const clean = pattern.replace(/^\.?\//, '').replace(/\/$/, '/**');
  return /[*?[{]/.test(clean) ? [clean] : [clean, `${clean}/**`];
}
