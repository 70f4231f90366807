import { writeFileSync } from 'node:fs';
import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../../src/content/content-problem.ts';
import { loadArticles } from '../../../src/content/load-articles.ts';
import { watchArticles } from '../../../src/library/watch-articles.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

interface Watched {
  readonly dir: string;
  /** The titles after each change, joined. */
  readonly changes: readonly string[];
  readonly problems: readonly string[];
  readonly write: (path: string, text: string) => Promise<void>;
}

/** Watches a folder with `a.md` and `b.md`, titled A and B. */
function watching(use: (watched: Watched) => Promise<void>, root = '.'): Promise<void> {
  const files = { 'a.md': articleFile({ title: 'A' }), 'b.md': articleFile({ title: 'B' }) };
  return withFolder(files, async (top) => {
    if (root !== '.') await symlink('.', join(top, root));
    const dir = join(top, root);
    const changes: string[] = [];
    const problems: string[] = [];
    const watcher = await watchArticles({
      dir,
      current: await loadArticles(dir),
      onChange: (articles) => changes.push(articles.map(({ title }) => title).join(' ')),
      onProblems: (found) => problems.push(...found.map(formatProblem)),
    });
    try {
      await use({
        dir,
        changes,
        problems,
        write: (path, text) => writeFile(join(dir, path), text),
      });
    } finally {
      await watcher.close();
    }
  });
}

/** Waits for what is to happen; a slow machine may take longer than the two seconds we promise. */
async function soon(happened: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < 4_000 && !happened(); waited += 20) await delay(20);
  return happened();
}

/** Long enough for a change that should not come. */
const quietMs = 600;

describe('watchArticles', () => {
  it('sees an edit, a new article in a new folder and a deleted one', async () => {
    await watching(async ({ dir, changes, write }) => {
      await write('a.md', articleFile({ title: 'A2' }));
      expect(await soon(() => changes.at(-1) === 'A2 B')).toBe(true);
      await mkdir(join(dir, 'new/deep'), { recursive: true });
      await write('new/deep/c.md', articleFile({ title: 'C' }));
      expect(await soon(() => changes.at(-1) === 'A2 B C')).toBe(true);
      await unlink(join(dir, 'b.md'));
      expect(await soon(() => changes.at(-1) === 'A2 C')).toBe(true);
      await rm(join(dir, 'new'), { recursive: true });
      expect(await soon(() => changes.at(-1) === 'A2')).toBe(true);
    });
  });

  it('keeps the last good version of a broken article and says so once', async () => {
    await watching(async ({ changes, problems, write }) => {
      await write('a.md', '---\ntitle: A2\n---\nText');
      expect(await soon(() => problems.length > 0)).toBe(true);
      await write('b.md', articleFile({ title: 'B2' }));
      expect(await soon(() => changes.at(-1) === 'A B2')).toBe(true);
      expect(problems).toEqual(['a.md:2: front matter needs a summary; add "summary: ..."']);

      await write('a.md', articleFile({ title: 'A3' }));
      expect(await soon(() => changes.at(-1) === 'A3 B2')).toBe(true);
      await write('a.md', '---\ntitle: A2\n---\nText');
      expect(await soon(() => problems.length > 1)).toBe(true);
      expect(new Set(problems).size).toBe(1);
    });
  });

  it('keeps an article in service when a new file claims its slug', async () => {
    await watching(async ({ changes, problems, write }) => {
      await write('c.md', articleFile({ title: 'C', frontMatter: 'slug: a' }));
      expect(await soon(() => problems.length > 0)).toBe(true);
      await write('b.md', articleFile({ title: 'B2' }));
      expect(await soon(() => changes.at(-1) === 'A B2')).toBe(true);
    });
  });

  it('sees a file that an editor puts in the place of another, again and again', async () => {
    await watching(async ({ dir, changes, write }) => {
      for (const title of ['A2', 'A3', 'A4']) {
        await write('.a.md.swp', articleFile({ title }));
        await rename(join(dir, '.a.md.swp'), join(dir, 'a.md'));
        expect(await soon(() => changes.at(-1) === `${title} B`)).toBe(true);
      }
    });
  });

  it('makes one change of many edits', async () => {
    await watching(async ({ dir, changes }) => {
      const names = Array.from({ length: 150 }, (_, index) => `n${index}`);
      for (const name of names) {
        writeFileSync(join(dir, `${name}.md`), articleFile({ title: name }));
      }
      expect(await soon(() => changes.at(-1)?.split(' ').length === 152)).toBe(true);
      expect(changes).toHaveLength(1);
    });
  });

  it('makes no change of a file that was only touched', async () => {
    await watching(async ({ changes, problems, write }) => {
      await write('a.md', articleFile({ title: 'A' }));
      await write('notes.txt', 'nothing to do with articles');
      await delay(quietMs);
      expect(changes).toEqual([]);
      expect(problems).toEqual([]);
    });
  });

  it('keeps everything while the folder is gone, and goes on when it is back', async () => {
    await watching(async ({ dir, changes, problems, write }) => {
      await rm(dir, { recursive: true });
      expect(await soon(() => problems.length > 0)).toBe(true);
      expect(problems).toEqual([expect.stringContaining('.:1: cannot read the content folder')]);
      expect(changes).toEqual([]);
      await mkdir(dir);
      await write('c.md', articleFile({ title: 'C' }));
      expect(await soon(() => changes.at(-1) === 'C')).toBe(true);
      await write('c.md', articleFile({ title: 'C2' }));
      expect(await soon(() => changes.at(-1) === 'C2')).toBe(true);
    });
  });

  it('goes with a link that is turned to another folder', async () => {
    await watching(async ({ dir, changes }) => {
      await withFolder({ 'next.md': articleFile({ title: 'Next' }) }, async (next) => {
        await symlink(next, `${dir}.new`);
        await rename(`${dir}.new`, dir);
        expect(await soon(() => changes.at(-1) === 'Next')).toBe(true);
        await writeFile(join(next, 'next.md'), articleFile({ title: 'Next2' }));
        expect(await soon(() => changes.at(-1) === 'Next2')).toBe(true);
      });
    }, 'current');
  });

  it('is silent after it was closed', async () => {
    const files = { 'a.md': articleFile({ title: 'A' }) };
    await withFolder(files, async (dir) => {
      const changes: unknown[] = [];
      const watcher = await watchArticles({
        dir,
        current: await loadArticles(dir),
        onChange: (articles) => changes.push(articles),
        onProblems: (problems) => changes.push(problems),
      });
      await writeFile(join(dir, 'a.md'), articleFile({ title: 'A2' }));
      await watcher.close();
      await delay(quietMs);
      expect(changes).toEqual([]);
    });
  });
});
