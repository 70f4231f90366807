import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { cleanLine, removeHidden } from '../text/clean-text.ts';
import type { ContentProblem } from './content-problem.ts';
import { errorCode } from './error-code.ts';
import { isArticleName } from './file-names.ts';

export interface FileList {
  /** Relative to the content folder, with `/`, sorted by code unit. */
  readonly paths: readonly string[];
  readonly problems: readonly ContentProblem[];
}

/** Hidden folders that say what a folder is written for. */
const signs = /^\.(?:vitepress|vuepress|obsidian)$/;

/** What a folder holds for machines: nobody reads it, and nothing in it is an article. */
export function isIgnored(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/**
 * Finds every file that may be an article or that one may name, hidden ones only where they say what
 * the folder is written for. A symbolic link is followed as long as it stays within the folder and
 * leads to nothing that is listed already.
 * @throws the error of the file system when `dir` itself cannot be listed.
 */
export async function listFiles(dir: string): Promise<FileList> {
  const root = await realpath(dir);
  const paths: string[] = [];
  const links: string[] = [];
  const seen = new Set<string>();
  const problems: ContentProblem[] = [];
  const report = (severity: ContentProblem['severity'], path: string, message: string) => {
    problems.push({ severity, path, line: 1, message });
  };

  /** `path` is where a thing appears, `target` where it really is. */
  async function walk(path: string, target: string): Promise<void> {
    seen.add(target);
    const entries = await readdir(target, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const isSign = signs.test(entry.name) || /^\.(?:eleventy\.|gitbook\.)/.test(entry.name);
      if (isIgnored(entry.name) && !isSign && !isWithinSign(path)) continue;
      const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
      const entryTarget = join(target, entry.name);
      if (entry.isSymbolicLink()) links.push(entryPath);
      else if (entry.isDirectory()) await walkInner(entryPath, entryTarget);
      else takeFile(entryPath, entryTarget, entry.isFile());
    }
  }

  async function walkInner(path: string, target: string): Promise<void> {
    try {
      await walk(path, target);
    } catch (error) {
      report(
        'error',
        path,
        `cannot read this folder (${errorCode(error) ?? 'unknown error'}); check its permissions`,
      );
    }
  }

  function takeFile(path: string, target: string, isRegular: boolean): void {
    const isOdd = !isRegular || /\s/.test(path.replaceAll(' ', '')) || removeHidden(path) !== path;
    if (!isOdd) {
      seen.add(target);
      paths.push(path);
    } else if (!isArticleName(path)) {
      return;
    } else if (!isRegular) {
      report('warning', path, 'not a regular file; left out');
    } else {
      report('error', cleanLine(path), 'the file name has characters that nobody sees; rename it');
    }
  }

  async function follow(path: string): Promise<void> {
    const target = await realpath(join(root, path)).catch(() => undefined);
    if (target === undefined) {
      const severity = isArticleName(path) ? 'error' : 'warning';
      report(severity, path, 'this symbolic link leads nowhere; mend or remove it');
      return;
    }
    const stats = await stat(target);
    if (target !== root && !target.startsWith(root + sep)) {
      report('warning', path, 'this symbolic link leads out of the content folder; left out');
    } else if (seen.has(target)) {
      report('warning', path, 'this symbolic link leads to what is read already; left out');
    } else if (stats.isDirectory()) {
      await walkInner(path, target);
    } else {
      takeFile(path, target, stats.isFile());
    }
  }

  await walk('', root);
  // Links come last, so that what is really there keeps its own name; folders may add more links.
  for (const link of links) await follow(link);
  return { paths: paths.sort(), problems };
}

/** VitePress keeps its configuration there, and much else that is not looked at. */
function isWithinSign(path: string): boolean {
  return signs.test(path.split('/').at(-1) ?? '');
}
