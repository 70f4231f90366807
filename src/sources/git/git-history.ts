/** What commits say about a file. */
export interface FileHistory {
  /** The day of the last commit that changed what it says; undefined when that is not known. */
  readonly committed: string | undefined;
  /** The last commit that touched it is one of those that only change the form. */
  readonly reformatted: boolean;
}

/** Asks `git log` for what `readHistory` reads. Whole renames alone, which need no file's text. */
export const historyArgs = [
  'log',
  '--format=%x01%H %cs',
  '--raw',
  '--no-abbrev',
  '-z',
  '-M100%',
  '--no-ext-diff',
  '--no-textconv',
  '--encoding=UTF-8',
];

/** Behind `--`: of a large repository, little else than this is code. Files that become articles. */
export const articlesOnly = [':(icase)*.md*', ':(icase)*.markdown', ':(icase)*.[qr]md'];

export interface HistoryOptions {
  /** The files of the newest commit. */
  readonly paths: Iterable<string>;
  /** What `.git-blame-ignore-revs` says: commits that only change the form. */
  readonly ignoredRevisions: string;
  /** What git's own file `shallow` says: commits whose parents were not fetched seem to add every file. */
  readonly shallow: string;
  /** What is known of the files as they were before the oldest commit of the log. */
  readonly before?: ReadonlyMap<string, FileHistory>;
}

interface Tracked {
  /** The path in the newest commit. */
  readonly path: string;
  readonly reformatted: boolean | undefined;
}

/**
 * Reads a log, newest commit first. A file that only moved keeps its date. Where branches were
 * merged, the newest commit that touched a file counts, on whichever branch it was made.
 */
export function readHistory(
  log: string,
  { paths, ignoredRevisions, shallow, before = new Map() }: HistoryOptions,
): ReadonlyMap<string, FileHistory> {
  const ignored = parseIgnoredRevisions(ignoredRevisions);
  const boundary = new Set(shallow.split('\n').filter((line) => line !== ''));
  /** By the path it has at this point of the log. */
  const tracked = new Map<string, Tracked>();
  for (const path of paths) tracked.set(path, { path, reformatted: undefined });
  const found = new Map<string, FileHistory>();
  for (let start = log.indexOf('\x01'); start !== -1 && tracked.size > 0;) {
    const end = nextCommit(log, start + 1);
    readCommit(log.slice(start + 1, end));
    start = end === log.length ? -1 : end;
  }
  for (const [then, { path, reformatted }] of tracked) {
    const known = before.get(then);
    found.set(path, {
      committed: known?.committed,
      reformatted: reformatted ?? known?.reformatted ?? false,
    });
  }
  return found;

  function readCommit(text: string): void {
    const [head = '', ...fields] = text.split('\0');
    const [commit = '', day] = head.trim().split(' ');
    if (boundary.has(commit)) return;
    const isIgnored = ignored.has(commit);
    const moves: (readonly [string, Tracked])[] = [];
    for (let at = 0; at < fields.length; at += 1) {
      const entry = fields[at] ?? '';
      if (!entry.trimStart().startsWith(':')) continue;
      const status = entry.slice(entry.lastIndexOf(' ') + 1);
      const from = fields[at + 1] ?? '';
      if (status.startsWith('R')) {
        const to = fields[at + 2] ?? '';
        at += 2;
        const file = tracked.get(to);
        if (file === undefined) continue;
        tracked.delete(to);
        moves.push([from, file]);
      } else {
        at += 1;
        touch(from, isIgnored, day);
      }
    }
    // After the rest: one commit may put a new file where an old one was moved away.
    for (const [from, file] of moves) tracked.set(from, file);
  }

  function touch(path: string, isIgnored: boolean, day: string | undefined): void {
    const file = tracked.get(path);
    if (file === undefined) return;
    if (isIgnored) {
      tracked.set(path, { path: file.path, reformatted: file.reformatted ?? true });
      return;
    }
    tracked.delete(path);
    found.set(file.path, { committed: day, reformatted: file.reformatted ?? false });
  }
}

/** Paths hold no NUL, and none begins as a field that holds a commit does. */
function nextCommit(log: string, from: number): number {
  const begin = /\0(?=.[0-9a-f]{40,64} \d{4}-)/gs;
  begin.lastIndex = from;
  return begin.test(log) ? begin.lastIndex : log.length;
}

/** The commits that `.git-blame-ignore-revs` names, one a line, with comments behind `#`. */
function parseIgnoredRevisions(text: string): ReadonlySet<string> {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/#.*/, '').trim().toLowerCase());
  return new Set(lines.filter((line) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(line)));
}
