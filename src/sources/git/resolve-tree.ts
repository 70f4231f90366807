import { posix } from 'node:path';
import type { ContentProblem } from '../../content/content-problem.ts';
import { cleanLine } from '../../text/clean-text.ts';
import { hasUnreadableName } from '../../content/folder/file-names.ts';
import type { GitRepository, TreeEntry } from './git-repository.ts';

export interface ResolvedTree {
  /** Ids by path from the folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly ContentProblem[];
}

export interface ResolveTreeOptions {
  /** A folder of the repository; empty for all of it. */
  readonly folder: string;
  /** What links hold, by their ids: where they lead. */
  readonly readLinks: GitRepository['readFiles'];
}

/**
 * The files below `folder` of a commit; what is no file is told once each. Links are followed to
 * files of the same commit; no other place is ever looked at.
 */
export async function resolveTree(
  entries: readonly TreeEntry[],
  { folder, readLinks }: ResolveTreeOptions,
): Promise<ResolvedTree> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = new Map<string, string>();
  const links: TreeEntry[] = [];
  const problems: ContentProblem[] = [];
  const report = (path: string, message: string, severity: 'error' | 'warning' = 'warning') => {
    problems.push({ severity, path, line: 1, message });
  };
  for (const entry of entries) {
    if (!entry.path.startsWith(prefix)) continue;
    const path = entry.path.slice(prefix.length);
    if (path.split('/').some((name) => name === '.' || name === '..' || name === '')) continue;
    if (hasUnreadableName(path)) {
      report(cleanLine(path), 'the file name has characters that nobody sees; rename it', 'error');
    } else if (entry.mode === '160000') {
      report(
        path,
        "this is a submodule, which isn't followed; name its repository as a source of its own",
      );
    } else if (entry.mode === '120000') links.push({ ...entry, path });
    else files.set(path, entry.id);
  }
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const targets = await readLinks(links.map(({ id }) => id));
  for (const { path, id } of links) {
    const target = String(targets.get(id) ?? '');
    const to = posix.normalize(posix.join(folder, posix.dirname(path), target));
    const entry = byPath.get(to);
    if (target.startsWith('/') || to === '..' || to.startsWith('../')) {
      report(path, 'this symbolic link leads out of the repository; left out');
    } else if (entry?.mode === '120000') {
      report(path, 'this symbolic link leads to a symbolic link; left out');
    } else if (entry !== undefined && to.startsWith(prefix)) {
      report(path, "this symbolic link leads to something that's read already; left out");
    } else if (entry?.mode.startsWith('100') !== true) {
      report(path, 'this symbolic link leads to no file of the repository; left out');
    } else if (posix.extname(to).toLowerCase() !== posix.extname(path).toLowerCase()) {
      report(path, 'this symbolic link leads to another kind of file; left out');
    } else {
      files.set(path, entry.id);
    }
  }
  return { files, problems };
}
