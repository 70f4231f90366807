import { posix } from 'node:path';
import type { ContentProblem } from '../../content/content-problem.ts';
import { cleanLine } from '../../text/clean-text.ts';
import { hasUnreadableName } from '../../content/file-names.ts';
import type { TreeEntry } from './git-repository.ts';

export interface ResolvedTree {
  /** Ids by path from the folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Links whose targets must be read to follow them: path from the folder, and id of its text. */
  readonly links: ReadonlyMap<string, string>;
  readonly problems: readonly ContentProblem[];
}

/** The files below `folder` of a commit; what is no file is told once each. */
export function resolveTree(entries: readonly TreeEntry[], folder: string): ResolvedTree {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = new Map<string, string>();
  const links = new Map<string, string>();
  const problems: ContentProblem[] = [];
  const report = reportTo(problems);
  for (const entry of entries) {
    if (!entry.path.startsWith(prefix)) continue;
    const path = entry.path.slice(prefix.length);
    if (path.split('/').some((name) => name === '.' || name === '..' || name === '')) continue;
    if (hasUnreadableName(path)) {
      report('error', cleanLine(path), 'the file name has characters that nobody sees; rename it');
    } else if (entry.mode === '160000') {
      report(
        'warning',
        path,
        'this is a submodule, which is not followed; name its repository as a source of its own',
      );
    } else if (entry.mode === '120000') links.set(path, entry.id);
    else files.set(path, entry.id);
  }
  return { files, links, problems };
}

export interface FollowedLinks {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly ContentProblem[];
}

/** Follows links to files of the same commit; no other place is ever looked at. */
export function followLinks(
  links: ReadonlyMap<string, string>,
  { entries, folder }: { readonly entries: readonly TreeEntry[]; readonly folder: string },
): FollowedLinks {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const listed = new Set(entries.map(({ path }) => path).filter((path) => isBelow(path, folder)));
  const files = new Map<string, string>();
  const problems: ContentProblem[] = [];
  const report = reportTo(problems);
  for (const [path, target] of links) {
    const from = posix.dirname(posix.join(folder, path));
    const to = posix.normalize(posix.join(from, target));
    const entry = byPath.get(to);
    if (target.startsWith('/') || to === '..' || to.startsWith('../')) {
      report('warning', path, 'this symbolic link leads out of the repository; left out');
    } else if (listed.has(to)) {
      report('warning', path, 'this symbolic link leads to what is read already; left out');
    } else if (entry?.mode.startsWith('100') !== true) {
      report('warning', path, 'this symbolic link leads to no file of the repository; left out');
    } else if (posix.extname(to).toLowerCase() !== posix.extname(path).toLowerCase()) {
      report('warning', path, 'this symbolic link leads to another kind of file; left out');
    } else {
      files.set(path, entry.id);
    }
  }
  return { files, problems };
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function reportTo(problems: ContentProblem[]) {
  return (severity: ContentProblem['severity'], path: string, message: string): void => {
    problems.push({ severity, path, line: 1, message });
  };
}
