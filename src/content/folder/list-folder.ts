import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ContentProblem } from '../content-problem.ts';
import { errorCode } from './error-code.ts';
import { cleanLine } from '../../text/clean-text.ts';
import { hasUnreadableName, isHidden } from './file-names.ts';

export interface FolderList {
  /** Relative to the folder, with `/`, sorted by code unit. */
  readonly paths: readonly string[];
  readonly problems: readonly ContentProblem[];
  /** Whether there are symbolic links, which may make anything lie elsewhere. */
  readonly hasLinks: boolean;
}

/**
 * Lists every file of the folder. Of hidden folders only what lies directly in them, which is enough
 * to tell what kind of site this is; nothing of `.git` and `node_modules`. A symbolic link is
 * followed as long as it stays within the folder and leads to nothing that is listed already, except
 * by a hidden name: a volume of Kubernetes keeps its files in a hidden folder, and links to them.
 *
 * @param isRead whose trouble is worth a word
 * @throws the error of the file system when `dir` itself cannot be listed.
 */
export async function listFolder(
  dir: string,
  isRead: (path: string) => boolean,
): Promise<FolderList> {
  const root = await realpath(dir);
  const paths: string[] = [];
  const links: string[] = [];
  const repeated: string[] = [];
  const seen = new Set<string>();
  const problems: ContentProblem[] = [];
  const report = (severity: ContentProblem['severity'], path: string, message: string): void => {
    problems.push({ severity, path, line: 1, message });
  };

  /** `path` is where a thing appears, `target` where it really is. */
  async function walk(path: string, target: string): Promise<void> {
    const isInHidden = isHidden(path);
    if (!isInHidden) seen.add(target);
    const entries = await readdir(target, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name === 'node_modules' || entry.name === '.git') continue;
      const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
      const entryTarget = join(target, entry.name);
      if (entry.isSymbolicLink()) {
        if (!isInHidden) links.push(entryPath);
      } else if (!entry.isDirectory()) takeFile(entryPath, entryTarget, entry.isFile());
      else if (!isInHidden) await walkInner(entryPath, entryTarget);
    }
  }

  async function walkInner(path: string, target: string): Promise<void> {
    try {
      await walk(path, target);
    } catch (error) {
      const code = errorCode(error) ?? 'unknown error';
      report('error', path, `can't read this folder (${code}); check its permissions`);
    }
  }

  function takeFile(path: string, target: string, isRegular: boolean): void {
    if (!isRegular) {
      if (isRead(path)) report('warning', path, 'not a regular file; left out');
    } else if (hasUnreadableName(path)) {
      if (!isRead(path)) return;
      report('error', cleanLine(path), 'the file name has characters that nobody sees; rename it');
    } else {
      if (!isHidden(path)) seen.add(target);
      paths.push(path);
    }
  }

  async function follow(path: string): Promise<void> {
    const target = await realpath(join(root, path)).catch(() => undefined);
    const stats = target === undefined ? undefined : await stat(target).catch(() => undefined);
    if (target === undefined || stats === undefined) {
      const severity = isRead(path) ? 'error' : 'warning';
      report(severity, path, 'this symbolic link leads nowhere; mend or remove it');
      return;
    }
    const matters = stats.isDirectory() || isRead(path);
    if (target !== root && !target.startsWith(root + sep)) {
      if (matters)
        report('warning', path, 'this symbolic link leads out of the content folder; left out');
    } else if (seen.has(target)) {
      if (matters) repeated.push(path);
    } else if (stats.isDirectory()) {
      await walkInner(path, target);
    } else {
      takeFile(path, target, stats.isFile());
    }
  }

  await walk('', root);
  // Links come last, so that what is really there keeps its own name; folders may add more links.
  for (const link of links) await follow(link);
  const [first] = repeated;
  if (first !== undefined) {
    const count = repeated.length;
    const which =
      count === 1
        ? 'this symbolic link leads'
        : `${count} symbolic links, this one among them, lead`;
    report('warning', first, `${which} to what is read already; left out`);
  }
  return { paths: paths.sort(), problems, hasLinks: links.length > 0 };
}
