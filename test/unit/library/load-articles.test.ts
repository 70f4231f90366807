import { once } from 'node:events';
import { chmod, mkdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SourceError } from '../../../src/sources/source.ts';
import { formatProblem } from '../../../src/content/content-problem.ts';
import { loadArticles, type LoadedArticles } from '../../../src/library/load-articles.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const problemsOf = ({ problems }: LoadedArticles) => problems.map(formatProblem);
const slugsOf = ({ articles }: LoadedArticles) => articles.map(({ slug }) => slug);

const synonyms = '- asked: x\n  also: [y]\n';

/** The superuser may read everything; for a while nobody is one. */
async function asOrdinaryUser<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('loadArticles', () => {
  it('reads every Markdown file, nested ones too, sorted by slug', async () => {
    const files = {
      'b.md': articleFile(),
      'a/z.MD': articleFile(),
      'a/deep/er/x.md': articleFile(),
      'B2.md': articleFile({ frontMatter: 'slug: a-first' }),
      'notes.txt': 'not an article',
      'image.png': Buffer.from([1, 2, 3]),
    };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual(['a-first', 'a/deep/er/x', 'a/z', 'b']);
      expect(problemsOf(loaded)).toEqual([]);
    });
  });

  it('passes over hidden things, parts and what machines keep', async () => {
    const text = articleFile();
    const files = {
      'a.md': text,
      ...{ '.hidden.md': text, '.git/x.md': text, '_part.md': text, '_templates/x.md': text },
      ...{ 'node_modules/x/y.md': text, 'b.rst': 'B', 'c.html': '<p>C</p>' },
    };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual(['a']);
      expect(problemsOf(loaded)).toEqual([]);
      expect(loaded.folder.passedOver.map(({ reason, examples }) => [reason, ...examples])).toEqual(
        [
          ['hidden', '.hidden.md'],
          ['a name that begins with "_" is for parts and templates', '_part.md', '_templates/x.md'],
          ["reStructuredText isn't read", 'b.rst'],
          ["HTML isn't read", 'c.html'],
        ],
      );
    });
  });

  it('takes README.md and index.md for the article of their folder', async () => {
    const files = {
      'README.md': articleFile(),
      'guide/index.md': articleFile(),
      'guide/README.md': articleFile(),
      'ops/README.mdx': articleFile(),
      'pump/_index.markdown': articleFile(),
      'pump.md': articleFile(),
    };
    await withFolder(files, async (dir) => {
      const { articles } = await loadArticles(dir);
      expect(articles.map(({ path, slug }) => `${path}: ${slug}`)).toEqual([
        'guide/index.md: guide',
        'guide/README.md: guide/README',
        'ops/README.mdx: ops',
        'pump.md: pump',
        'pump/_index.markdown: pump/index',
        'README.md: readme',
      ]);
    });
  });

  it('leaves out what is broken, says why, and reads the rest', async () => {
    const files = {
      'a.md': articleFile(),
      'empty.md': '',
      'front-only.md': '---\ntitle: t\nsummary: s\n---\n',
      'huge.md': Buffer.alloc(5_000_000, 'a'),
      'latin1.md': Buffer.from(articleFile({ body: 'Grüße' }), 'latin1'),
      'no-title.md': '---\nsummary: s\n---\nText',
    };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual(['a', 'no-title']);
      expect(problemsOf(loaded)).toEqual([
        'huge.md:1: the file has 4883 KB; split it, at most 256 KB are read',
        "latin1.md:5: this line isn't valid UTF-8; save the file as UTF-8",
      ]);
      expect(loaded.folder.passedOver.map(({ reason }) => reason)).toEqual([
        "there's nothing to read",
      ]);
    });
  });

  it('counts drafts and leaves them out without a word', async () => {
    const files = {
      'a.md': articleFile(),
      'b.md': articleFile({ frontMatter: 'draft: true' }),
      'c.md': articleFile({ frontMatter: 'draft: true\nslug: a' }),
    };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual(['a']);
      expect(loaded.folder.drafts).toBe(2);
      expect(problemsOf(loaded)).toEqual([]);
    });
  });

  it('gives a slug that two files claim to neither; they go by their names', async () => {
    const files = {
      'x.md': articleFile({ frontMatter: 'slug: vpn' }),
      'y.md': articleFile({ frontMatter: 'slug: VPN' }),
      'z.md': articleFile({ frontMatter: 'slug: a' }),
      'a.md': articleFile(),
      'My page.md': articleFile(),
      'My-page.md': articleFile(),
    };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(loaded.articles.map(({ path, slug }) => `${path}: ${slug}`)).toEqual([
        'My page.md: My-page',
        'My-page.md: My-page-2',
        'z.md: a',
        'a.md: a-2',
        'x.md: x',
        'y.md: y',
      ]);
      expect(problemsOf(loaded)).toEqual([
        'x.md:1: warning: the slug "vpn" in other capitals is also that of y.md; give each its own "slug: ..."',
        'y.md:1: warning: the slug "VPN" in other capitals is also that of x.md; give each its own "slug: ..."',
      ]);
    });
  });

  it('follows links that stay inside and reports those that do not', async () => {
    const outside = { 'secret.md': articleFile({ title: 'Secret' }) };
    await withFolder(outside, (other) =>
      withFolder({ 'a.md': articleFile(), '..data/in.md': articleFile() }, async (dir) => {
        await symlink('..data/in.md', join(dir, 'inside.md'));
        await symlink(join(other, 'secret.md'), join(dir, 'out.md'));
        await symlink(other, join(dir, 'out'));
        await symlink('.', join(dir, 'loop'));
        await symlink('self.md', join(dir, 'self.md'));
        await symlink('gone.md', join(dir, 'dead.md'));
        await symlink('a.md', join(dir, 'twice.md'));
        const loaded = await loadArticles(dir);
        expect(slugsOf(loaded)).toEqual(['a', 'inside']);
        expect(problemsOf(loaded)).toEqual([
          'dead.md:1: this symbolic link leads nowhere; mend or remove it',
          'loop:1: warning: 2 symbolic links, this one among them, lead to what is read already; left out',
          'out:1: warning: this symbolic link leads out of the content folder; left out',
          'out.md:1: warning: this symbolic link leads out of the content folder; left out',
          'self.md:1: this symbolic link leads nowhere; mend or remove it',
        ]);
      }),
    );
  });

  it('reads a folder that is itself reached by a link', async () => {
    await withFolder({ 'real/a.md': articleFile() }, async (dir) => {
      await symlink('real', join(dir, 'current'));
      expect(slugsOf(await loadArticles(join(dir, 'current')))).toEqual(['a']);
    });
  });

  it('leaves out what is named like an article and is no file', async () => {
    await withFolder({ 'a.md': articleFile() }, async (dir) => {
      const server = createServer().listen(join(dir, 'socket.md'));
      await once(server, 'listening');
      const loaded = await loadArticles(dir);
      server.close();
      expect(slugsOf(loaded)).toEqual(['a']);
      expect(problemsOf(loaded)).toEqual(['socket.md:1: warning: not a regular file; left out']);
    });
  });

  it('refuses a file name that would garble a log', async () => {
    const files = { 'a.md': articleFile(), 'b\nc\u202E.md': articleFile() };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual(['a']);
      expect(problemsOf(loaded)).toEqual([
        'b c.md:1: the file name has characters that nobody sees; rename it',
      ]);
    });
  });

  it('leaves the first folders of a long path, and the end of a long name, out of the slug', async () => {
    const [long, deep] = ['x'.repeat(210), `${'a-long-folder/'.repeat(15)}b`];
    const files = { [`${long}.md`]: articleFile(), [`${deep}.md`]: articleFile() };
    await withFolder(files, async (dir) => {
      const loaded = await loadArticles(dir);
      expect(slugsOf(loaded)).toEqual([deep.slice(14), long.slice(0, 200)]);
      expect(problemsOf(loaded)).toEqual([]);
    });
  });

  it('reports what it may not read and reads the rest', async () => {
    const files = { 'a.md': articleFile(), 'b.md': articleFile(), 'sub/c.md': articleFile() };
    await withFolder(files, async (dir) => {
      await chmod(dir, 0o755);
      await chmod(join(dir, 'b.md'), 0);
      await chmod(join(dir, 'sub'), 0);
      const loaded = await asOrdinaryUser(() => loadArticles(dir));
      await chmod(join(dir, 'sub'), 0o755);
      expect(slugsOf(loaded)).toEqual(['a']);
      expect(problemsOf(loaded)).toEqual([
        "b.md:1: can't read this file (EACCES); check its permissions",
        "sub:1: can't read this folder (EACCES); check its permissions",
      ]);
    });
  });

  it('says what is wrong with a folder that cannot be read', async () => {
    await withFolder({ 'a.md': articleFile() }, async (dir) => {
      const failure = (path: string) => loadArticles(path).catch((error: unknown) => error);
      const missing = await failure(join(dir, 'missing'));
      expect(missing).toBeInstanceOf(SourceError);
      expect(String(missing)).toContain("it doesn't exist; create it, or name another folder");
      expect(String(await failure(join(dir, 'a.md')))).toContain("it isn't a folder");
    });
  });

  it('is not held up by an empty folder', async () => {
    await withFolder({}, async (dir) => {
      expect(slugsOf(await loadArticles(dir))).toEqual([]);
    });
  });

  it('reads what the team says means the same, also through a link within the folder', async () => {
    await withFolder({ 'a.md': articleFile(), '..data/s.yml': synonyms }, async (dir) => {
      await symlink(join('..data', 's.yml'), join(dir, 'synonyms.yml'));
      expect((await loadArticles(dir)).synonyms).toEqual([{ asked: 'x', also: ['y'] }]);
    });
  });

  it.each([
    ['broken YAML', '- ['],
    ['a file that is no list', 'word'],
    ['bytes that are no text', new Uint8Array([0xff, 0x00, 0x80])],
    ['a file beyond the limit', `# ${'x'.repeat(300_000)}`],
  ])('has no synonyms from %s, and says so', async (_, contents) => {
    await withFolder({ 'a.md': articleFile() }, async (dir) => {
      await writeFile(join(dir, 'synonyms.yml'), contents);
      const loaded = await loadArticles(dir);
      expect(loaded.synonyms).toEqual([]);
      expect(loaded.problems).toMatchObject([{ severity: 'error', path: 'synonyms.yml' }]);
    });
  });

  it('reads no synonyms outside the folder, and none from what is no file', async () => {
    await withFolder({ 'a.md': articleFile() }, async (dir) => {
      await symlink('/dev/null', join(dir, 'synonyms.yml'));
      expect(await loadArticles(dir)).toMatchObject({
        synonyms: [],
        problems: [{ message: 'this symbolic link leads out of the content folder; left out' }],
      });
      await unlink(join(dir, 'synonyms.yml'));
      await mkdir(join(dir, 'synonyms.yml'));
      expect(await loadArticles(dir)).toMatchObject({ synonyms: [], problems: [] });
    });
  });

  it('gives the same result every time, whatever order the disk has', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `n${(index * 7919) % 200}.md`);
    const files = Object.fromEntries(names.map((name) => [name, articleFile()]));
    await withFolder(files, async (dir) => {
      const [first, second] = await Promise.all([loadArticles(dir), loadArticles(dir)]);
      expect(first.articles).toEqual(second.articles);
      expect(slugsOf(first)).toEqual(slugsOf(first).toSorted());
    });
  });
});
