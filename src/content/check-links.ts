import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ContentProblem } from './content-problem.ts';
import { listNearest } from '../text/nearest.ts';
import type { ParsedArticle } from './parse-article.ts';
import type { BodyLink } from './parse-body.ts';
import type { ReadFolder } from './read-folder.ts';
import { isAbsolute, resolvePath, splitLink } from './relative-link.ts';

interface Verdict {
  readonly severity: ContentProblem['severity'];
  readonly message: string;
}

/** Finds relative links and anchors that lead nowhere. Names are compared letter by letter. */
export async function checkLinks(
  dir: string,
  files: ReadFolder['files'],
): Promise<readonly ContentProblem[]> {
  const exists = createExists(dir);
  const problems: ContentProblem[] = [];
  for (const [path, file] of files) {
    if (file.kind === 'broken') continue;
    for (const link of file.parsed.links) {
      const verdict = await judgeLink(link, { path, from: file.parsed, files, exists });
      if (verdict !== undefined) problems.push({ ...verdict, path, line: link.line });
    }
  }
  return problems;
}

interface LinkContext {
  readonly path: string;
  readonly from: ParsedArticle;
  readonly files: ReadFolder['files'];
  readonly exists: (path: string) => Promise<boolean>;
}

async function judgeLink(
  { url }: BodyLink,
  { path, from, files, exists }: LinkContext,
): Promise<Verdict | undefined> {
  if (isAbsolute(url)) return undefined;
  const link = splitLink(url);
  const [file, fragment] = [decode(link.file), decode(link.fragment)];
  if (file === undefined || fragment === undefined) {
    return error(`"${url}" is not a valid link; write "%" as "%25"`);
  }
  if (file === '') return judgeAnchor(fragment, path, from);

  const target = resolvePath(path, file);
  if (target === undefined) {
    return error(`"${url}" leads out of the content folder; readers cannot follow it`);
  }
  const linked = files.get(target);
  if (linked === undefined) {
    return (await exists(target)) ? undefined : error(missing(url, target, path, files));
  }
  if (linked.kind === 'broken') return undefined;
  if (linked.parsed.draft && !from.draft) {
    return { severity: 'warning', message: `"${url}" leads to a draft; publish it, or link later` };
  }
  return judgeAnchor(fragment, target, linked.parsed);
}

function judgeAnchor(
  anchor: string,
  path: string,
  { anchors }: ParsedArticle,
): Verdict | undefined {
  if (anchor === '' || anchors.has(anchor)) return undefined;
  const nearest = listNearest(anchor, [...anchors])[0];
  const mend =
    nearest === undefined ? 'take the anchor of one of its headings' : didYouMean(`#${nearest}`);
  return error(`"#${anchor}" is no heading of ${path}; ${mend}`);
}

function missing(url: string, target: string, path: string, files: ReadFolder['files']): string {
  const names = [...files.keys()];
  const nearest =
    names.find((name) => name.toLowerCase() === target.toLowerCase()) ??
    names.find((name) => name === `${target}.md`) ??
    listNearest(target, names)[0];
  if (nearest === undefined) return `"${url}" does not exist; mend or remove the link`;
  return `"${url}" does not exist; ${didYouMean(posix.relative(posix.dirname(path), nearest))}`;
}

function didYouMean(suggestion: string): string {
  return `did you mean "${suggestion}"?`;
}

function error(message: string): Verdict {
  return { severity: 'error', message };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Asks the listings, as some disks take `Setup.md` for `setup.md` and most servers do not. */
function createExists(dir: string): (path: string) => Promise<boolean> {
  const listings = new Map<string, Promise<readonly string[]>>();
  function list(folder: string): Promise<readonly string[]> {
    const listing = listings.get(folder) ?? readdir(join(dir, folder)).catch(() => []);
    listings.set(folder, listing);
    return listing;
  }
  async function exists(path: string): Promise<boolean> {
    if (path === '' || path === '.') return true;
    const folder = posix.dirname(path);
    return (await list(folder)).includes(posix.basename(path)) && (await exists(folder));
  }
  return exists;
}
