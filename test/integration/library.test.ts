import { mkdir, readdir, readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { waitFor } from '../../simulator/wait-for.ts';
import { listKeptKeys, openKept } from '../../src/kept/open-kept.ts';
import { openLibrary, type OpenedLibrary } from '../../src/library/open-library.ts';
import { nameSource, type NamedSource } from '../../src/sources/name-source.ts';
import { plainFolder, type SourceSettings } from '../../src/sources/source-settings.ts';
import { articleFile } from '../helpers/make-article.ts';
import { withFolder } from '../helpers/with-folder.ts';

interface Opened {
  readonly library: OpenedLibrary;
  /** The titles in service, by slug. */
  readonly titles: () => string;
  /** How often it changed. */
  readonly changes: () => number;
  readonly log: readonly Readonly<Record<string, unknown>>[];
  readonly until: (happened: () => boolean) => Promise<void>;
}

interface OpenOptions {
  readonly sources?: readonly Partial<SourceSettings>[];
  readonly parserVersion?: string;
  readonly change?: (named: NamedSource) => NamedSource;
}

/** Opens the folder `content` of `top`, or these sources, and waits until it is loaded. */
async function withLibrary(
  top: string,
  use: (opened: Opened) => Promise<void>,
  { sources = [{}], parserVersion = '1', change = (named) => named }: OpenOptions = {},
): Promise<void> {
  const log: Record<string, unknown>[] = [];
  let changes = 0;
  const logger = pino(
    {},
    { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const library = openLibrary({
    sources: sources.map((settings) =>
      change(
        nameSource(
          { ...plainFolder(join(top, 'content')), ...settings },
          {
            copiesDir: join(top, 'data'),
            env: process.env,
            sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
            random: Math.random,
            log: logger,
          },
        ),
      ),
    ),
    cacheDir: join(top, 'data'),
    parserVersion,
    onChange: () => (changes += 1),
    log: logger,
  });
  try {
    await library.loaded;
    await use({
      library,
      titles: () =>
        library
          .current()
          .articles.map(({ title }) => title)
          .join(' '),
      changes: () => changes,
      log,
      until: async (happened) => {
        await waitFor(
          () => happened() || undefined,
          (check) => {
            const timer = setInterval(check, 20);
            return () => {
              clearInterval(timer);
            };
          },
          60_000,
        );
      },
    });
  } finally {
    await library.close();
  }
}

const two = {
  'content/a.md': articleFile({ title: 'A' }),
  'content/b.md': articleFile({ title: 'B' }),
};
const notText = Buffer.from([0x41, 0xc3, 0x28]);

describe('the library', () => {
  it('hands out the files of its folder, also new ones, and nothing that hides behind a link', async () => {
    const files = {
      ...two,
      'content/img/plan.svg': '<svg/>',
      'content/img/.hidden.png': 'secret',
      'content/.gitbook/assets/plan.svg': '<svg/>',
      'content/.git/config': 'secret',
      'content/notes.txt': 'secret',
      'outside.png': 'secret',
    };
    await withFolder(files, async (top) => {
      const dir = join(top, 'content');
      await mkdir(join(dir, 'folder.png'));
      await symlink('notes.txt', join(dir, 'disguised.png'));
      await symlink('.git/config', join(dir, 'config.png'));
      await symlink('../outside.png', join(dir, 'out.png'));
      await symlink('img/plan.svg', join(dir, 'linked.svg'));
      await withLibrary(top, async ({ library }) => {
        const read = async (path: string) => (await library.readFile(path, 100))?.toString();
        await writeFile(join(dir, 'new.svg'), '<svg/>');
        for (const path of ['img/plan.svg', 'new.svg', 'linked.svg', '.gitbook/assets/plan.svg']) {
          expect(await read(path)).toBe('<svg/>');
        }
        const refused = [
          ...['disguised.png', 'config.png', 'out.png', 'img/.hidden.png', '.git/config'],
          ...['../outside.png', '/etc/hostname', 'missing.png', 'folder.png', 'a.png\0.png'],
          `${'a'.repeat(5_000)}.png`,
        ];
        for (const path of refused) expect([path, await read(path)]).toEqual([path, undefined]);
      });
    });
  });

  it('follows edits, new articles in new folders and deleted ones', async () => {
    await withFolder(two, async (top) => {
      await withLibrary(top, async ({ titles, until }) => {
        const write = (path: string, title: string) =>
          writeFile(join(top, 'content', path), articleFile({ title }));
        expect(titles()).toBe('A B');
        await write('a.md', 'A2');
        await until(() => titles() === 'A2 B');
        await mkdir(join(top, 'content/new/deep'), { recursive: true });
        await write('new/deep/c.md', 'C');
        await until(() => titles() === 'A2 B C');
        await unlink(join(top, 'content/b.md'));
        await until(() => titles() === 'A2 C');
        await rm(join(top, 'content/new'), { recursive: true });
        await until(() => titles() === 'A2');
      });
    });
  });

  it('keeps the last good version of a broken article and says so once', async () => {
    await withFolder(two, async (top) => {
      await withLibrary(top, async ({ titles, log, until }) => {
        const told = () => log.filter(({ path }) => path === 'a.md').length;
        await writeFile(join(top, 'content/a.md'), notText);
        await until(() => told() > 0);
        await writeFile(join(top, 'content/b.md'), articleFile({ title: 'B2' }));
        await until(() => titles() === 'A B2');
        expect(told()).toBe(1);
      });
    });
  });

  it('leaves out a file whose text lies elsewhere, and names it', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n';
    await withFolder({ ...two, 'content/c.md': pointer }, async (top) => {
      await withLibrary(top, ({ titles, log }) => {
        expect(titles()).toBe('A B');
        expect(log.filter(({ path }) => path === 'c.md')).toMatchObject([
          { msg: expect.stringContaining("kept with Git LFS, which isn't read") },
        ]);
        return Promise.resolve();
      });
    });
  });

  it('leaves an article alone whose file says what it said, and makes one change of many', async () => {
    await withFolder(two, async (top) => {
      await withLibrary(top, async ({ library, titles, changes, until }) => {
        const before = library.current().articles[1];
        await writeFile(join(top, 'content/b.md'), articleFile({ title: 'B' }));
        for (let index = 0; index < 100; index += 1) {
          await writeFile(join(top, `content/c${index}.md`), articleFile({ title: `C${index}` }));
        }
        await until(() => titles().split(' ').length === 102);
        expect(library.current().articles[1]).toBe(before);
        expect(changes()).toBeLessThanOrEqual(2);
      });
    });
  });

  it('keeps everything while the folder is gone, and goes on when it is back', async () => {
    await withFolder(two, async (top) => {
      await withLibrary(top, async ({ library, titles, until }) => {
        await rename(join(top, 'content'), join(top, 'away'));
        await until(() => library.warning()?.includes("it doesn't exist") === true);
        expect(titles()).toBe('A B');
        expect(library.problem()).toBeUndefined();
        await mkdir(join(top, 'content'));
        await writeFile(join(top, 'content/c.md'), articleFile({ title: 'C' }));
        await until(() => titles() === 'C');
        expect(library.warning()).toBeUndefined();
      });
    });
  });

  it('goes with a link that is turned to another folder', async () => {
    await withFolder(
      { 'one/a.md': articleFile({ title: 'One' }), 'two/a.md': articleFile({ title: 'Two' }) },
      async (top) => {
        await symlink('one', join(top, 'content'));
        await withLibrary(top, async ({ titles, until }) => {
          expect(titles()).toBe('One');
          await symlink('two', join(top, 'next'));
          await rename(join(top, 'next'), join(top, 'content'));
          await until(() => titles() === 'Two');
        });
      },
    );
  });

  it('tells articles of different sources apart, and by the name of the source', async () => {
    const files = {
      'content/vpn.md': articleFile({ title: 'VPN' }),
      'ops/vpn.md': articleFile({ title: 'Ops' }),
    };
    await withFolder(files, async (top) => {
      const ops = {
        id: 'ops',
        place: { kind: 'folder' as const, dir: join(top, 'ops') },
        tags: ['runbook'],
        owner: '@ops',
        published: 'https://ops.example.com/{path}.html',
        edit: 'https://git.example.com/ops/{file}',
      };
      await withLibrary(
        top,
        ({ library }) => {
          const { articles, index } = library.current();
          expect(articles.map(({ slug, path }) => [slug, path])).toEqual([
            ['ops/vpn', 'ops/vpn.md'],
            ['vpn', 'vpn.md'],
          ]);
          expect(articles[0]).toMatchObject({
            source: 'ops',
            tags: expect.arrayContaining(['runbook', 'ops']) as unknown,
            url: 'https://ops.example.com/vpn.html',
            edit: 'https://git.example.com/ops/vpn.md',
          });
          expect(articles[0]?.owner).toBeDefined();
          const asked = index.list({ tags: ['ops'], phrases: [], excluded: [] });
          expect(asked.map(({ slug }) => slug)).toEqual(['ops/vpn']);
          return Promise.resolve();
        },
        { sources: [{}, ops] },
      );
    });
  });

  it('starts with what the others hold when one source is missing', async () => {
    await withFolder(two, async (top) => {
      const gone = { id: 'gone', place: { kind: 'folder' as const, dir: join(top, 'gone') } };
      await withLibrary(
        top,
        ({ library, titles }) => {
          expect(titles()).toBe('A B');
          expect(library.warning()).toMatch(/^gone: .*it doesn't exist/);
          return Promise.resolve();
        },
        { sources: [{}, gone] },
      );
    });
  });

  it('keeps what it had of a source that breaks in a way nobody planned for', async () => {
    await withFolder(two, async (top) => {
      let isBroken = false;
      const change = (named: NamedSource): NamedSource => ({
        ...named,
        isArticle: (path) => {
          if (isBroken) throw new TypeError('a bug of ours');
          return named.isArticle(path);
        },
      });
      await withLibrary(
        top,
        async ({ library, titles, log, until }) => {
          isBroken = true;
          await writeFile(join(top, 'content/c.md'), articleFile({ title: 'C' }));
          await until(() => library.warning() !== undefined);
          expect(titles()).toBe('A B');
          expect(library.warning()).toBe(
            'CONTENT_DIR: something broke on our side; the log says what',
          );
          expect(log.filter(({ level }) => level === 50)).toMatchObject([
            { source: '', err: { message: 'a bug of ours' } },
          ]);
          isBroken = false;
          await writeFile(join(top, 'content/d.md'), articleFile({ title: 'D' }));
          await until(() => titles() === 'A B C D');
          expect(library.warning()).toBeUndefined();
        },
        { change },
      );
    });
  });

  it('does not start with nothing to answer from', async () => {
    await withFolder({ 'content/notes.txt': '' }, async (top) => {
      await expect(withLibrary(top, () => Promise.resolve())).rejects.toThrow(
        'There is no valid article in',
      );
      await rm(join(top, 'content'), { recursive: true });
      await expect(withLibrary(top, () => Promise.resolve())).rejects.toThrow("it doesn't exist");
    });
  });

  it('is silent after it was closed', async () => {
    await withFolder(two, async (top) => {
      let seen: Opened | undefined;
      await withLibrary(top, async (opened) => {
        seen = opened;
        await writeFile(join(top, 'content/a.md'), articleFile({ title: 'A2' }));
      });
      const lines = seen?.log.length;
      const changes = seen?.changes();
      await writeFile(join(top, 'content/a.md'), notText);
      await delay(300);
      expect([seen?.log.length, seen?.changes()]).toEqual([lines, changes]);
    });
  });
});

describe('parsed articles on disk', () => {
  const kept = (top: string) => join(top, 'data/content.articles');
  const articlesOf = async (top: string, options?: OpenOptions) => {
    let articles: unknown;
    await withLibrary(
      top,
      ({ library }) => {
        articles = library.current().articles;
        return Promise.resolve();
      },
      options,
    );
    return articles;
  };

  it('are the same as parsed ones, and are written once', async () => {
    const files = {
      'content/a.md': articleFile({
        title: 'A',
        body: 'See [B](b.md#part), [[B]] and `code`.\n\n- one\n- two',
      }),
      'content/b.md': articleFile({
        title: 'B',
        body: '## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      }),
      'content/c.md': '# C\n\n--8<-- "part.txt"\n\n!!! note\n    Mind it.',
      'content/mkdocs.yml': 'docs_dir: .',
      'content/part.txt': 'What is included.',
    };
    await withFolder(files, async (top) => {
      const parsed = await articlesOf(top);
      const written = await readFile(kept(top));
      expect(await articlesOf(top)).toEqual(parsed);
      expect(await readFile(kept(top))).toEqual(written);
    });
  });

  it('are what a start with unchanged files answers from', async () => {
    await withFolder(two, async (top) => {
      await articlesOf(top);
      const file = openKept({ path: kept(top), version: '1', log: pino({ level: 'silent' }) });
      const row = deserialize(file.get('a.md') ?? new Uint8Array()) as {
        state: { parsed: { article: { title: string } } };
      };
      row.state.parsed.article.title = 'Kept';
      file.put([['a.md', serialize(row)]]);
      file.close();
      await withLibrary(top, ({ titles }) => {
        expect(titles()).toBe('Kept B');
        return Promise.resolve();
      });
      await withLibrary(
        top,
        ({ titles }) => {
          expect(titles()).toBe('A B');
          return Promise.resolve();
        },
        { parserVersion: '2' },
      );
    });
  });

  it('are parsed again when they were damaged, cut short, or written by something else', async () => {
    await withFolder(two, async (top) => {
      const parsed = await articlesOf(top);
      const good = (await readFile(kept(top))).toString('latin1');
      for (const bad of [good.replaceAll('title', 'tITLE'), good.slice(0, -4_000), 'x', '']) {
        await writeFile(kept(top), bad, 'latin1');
        expect(await articlesOf(top)).toEqual(parsed);
      }
    });
  });

  it('have their words beside them, which a process that is killed leaves as they should be', async () => {
    await withFolder(two, async (top) => {
      await withLibrary(top, async ({ until }) => {
        const keptOf = () => listKeptKeys(join(top, 'data/search.words'));
        await until(() => keptOf().has('b'));
        await unlink(join(top, 'content/b.md'));
        await until(() => !keptOf().has('b'));
        await writeFile(join(top, 'content/c.md'), articleFile({ title: 'C' }));
        await until(() => keptOf().has('c'));
        expect(keptOf()).toEqual(new Set(['', 'a', 'c']));
      });
    });
  });

  it('of sources that are gone and of earlier releases are deleted, and nothing else', async () => {
    const gone = {
      'data/old.articles': 'x',
      'data/old.articles-wal': 'x',
      'data/search.index': 'x',
    };
    await withFolder({ ...two, ...gone, 'data/mine.txt': 'x' }, async (top) => {
      await withLibrary(top, () => Promise.resolve());
      const left = await readdir(join(top, 'data'));
      expect(left.sort()).toEqual(['content.articles', 'mine.txt', 'search.words']);
    });
  });

  it('that cannot be written slow nothing but the next start', async () => {
    await withFolder({ ...two, data: 'a file where the folder should be' }, async (top) => {
      await withLibrary(top, ({ titles, log }) => {
        expect(titles()).toBe('A B');
        expect(log.map(({ msg }) => msg)).toContain(
          'nothing can be kept on disk; the next start has more to do',
        );
        return Promise.resolve();
      });
    });
  });
});
