import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { isArticleName } from '../../../src/content/folder/file-names.ts';
import {
  createGitSource,
  type GitSource,
  type GitSourceDeps,
} from '../../../src/sources/git/git-source.ts';
import { isUnreadable, SourceError, type Snapshot } from '../../../src/sources/source.ts';
import {
  withGitDaemon,
  withGitOverHttp,
  withUpstream,
  type Upstream,
} from '../../helpers/git-server.ts';

interface Opened {
  readonly source: GitSource;
  readonly log: readonly string[];
}

/** A source that looks only when it is told to. */
function open(address: string, dir: string, deps: Partial<GitSourceDeps> = {}): Opened {
  const log: string[] = [];
  const protocol = /^(\w+):/.exec(address)?.[1] ?? 'file';
  const source = createGitSource({
    dir: join(dir, 'copy'),
    address,
    branch: undefined,
    folder: '',
    isRead: (path) => path.endsWith('.md'),
    access: { env: process.env, protocol },
    everyMs: 60_000,
    sleep: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
    random: () => 0,
    log: pino({}, { write: (line) => log.push(line) }),
    ...deps,
  });
  return { source, log };
}

async function withDisk<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'guidepost-'));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What it holds, fetched first when nothing is here yet. */
async function look(source: GitSource): Promise<Snapshot> {
  try {
    return await source.look();
  } catch (error) {
    if (!(error instanceof SourceError) || !(await source.refresh())) throw error;
    return source.look();
  }
}

/** Every file that is read, with what it says, as `path: text`. */
async function contents(source: GitSource): Promise<readonly string[]> {
  const { files } = await look(source);
  const wanted = [...files.values()].filter(({ path }) => path.endsWith('.md'));
  const read = await source.read(wanted);
  return [...read].map(([path, bytes]) =>
    isUnreadable(bytes)
      ? `${path}! ${bytes.problem}`
      : `${path}: ${Buffer.from(bytes).toString().trim()}`,
  );
}

async function dates(source: GitSource): Promise<Readonly<Record<string, string | undefined>>> {
  const { files } = await look(source);
  return Object.fromEntries([...files.values()].map(({ path, committed }) => [path, committed]));
}

/** The same server, which breaks every answer off after so many bytes, or goes on when it may. */
async function withCut(
  address: string,
  bytes: number,
  use: (address: string) => Promise<void>,
  mayGoOn?: Promise<unknown>,
): Promise<void> {
  const server = createTcpServer((client) => {
    const upstream = connect(Number(new URL(address).port), '127.0.0.1');
    let passed = 0;
    client.on('error', () => undefined).pipe(upstream.on('error', () => undefined));
    upstream.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed < bytes) client.write(chunk);
      else if (mayGoOn === undefined) for (const each of [client, upstream]) each.destroy();
      else {
        client.write(chunk);
        upstream.pause();
        void mayGoOn.then(() => upstream.resume());
      }
    });
    upstream.on('close', () => client.end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(address);
  url.port = String((server.address() as AddressInfo).port);
  await use(url.href).finally(() => server.close());
}

/** Over `git daemon`, with a disk of its own. */
function overDaemon(
  use: (given: { upstream: Upstream; address: string; dir: string }) => Promise<void>,
): Promise<void> {
  return withUpstream((upstream) =>
    withGitDaemon(upstream, (address) => withDisk((dir) => use({ upstream, address, dir }))),
  );
}

describe('a git source', () => {
  it('holds the files of the branch, and what was pushed after the next look', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one', 'guide/b.md': 'two', 'logo.png': 'x' });
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one', 'guide/b.md: two']);
      expect([...(await look(source)).files.keys()]).toContain('logo.png');
      await upstream.commit({ 'a.md': 'one again', 'guide/b.md': null, 'c.md': 'three' });
      expect(await contents(source)).toEqual(['a.md: one', 'guide/b.md: two']);
      expect(await source.refresh()).toBe(true);
      expect(await contents(source)).toEqual(['a.md: one again', 'c.md: three']);
    });
  });

  it('fetches the text of those files alone that are read, and others when asked for', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'old words' });
      await upstream.commit({ 'a.md': 'new words', 'big.bin': 'x'.repeat(100_000) });
      const { source } = open(address, dir);
      await source.refresh();
      const here = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check'], {
        cwd: join(dir, 'copy'),
      });
      expect(here.toString().match(/ blob /g)).toHaveLength(1);
      const { files } = await look(source);
      const big = files.get('big.bin');
      const read = await source.read(big === undefined ? [] : [big]);
      expect(read.get('big.bin')).toHaveLength(100_000);
    });
  });

  it('serves servers that hand out everything or nothing', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.git('config', 'uploadpack.allowFilter', 'false');
      await upstream.commit({ 'a.md': 'one' });
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one']);
      await upstream.commit({ 'a.md': 'two' });
      await source.refresh();
      expect(await contents(source)).toEqual(['a.md: two']);
    });
  });

  it('answers from its disk without asking the server', async () => {
    await withDisk(async (dir) => {
      const address = await withUpstream(async (upstream) => {
        await upstream.commit({ 'a.md': 'one', 'b.md': 'two' }, { day: '2026-03-01' });
        return withGitDaemon(upstream, async (address) => {
          await look(open(address, dir).source);
          return address;
        });
      });
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one', 'b.md: two']);
      expect(await dates(source)).toEqual({ 'a.md': '2026-03-01', 'b.md': '2026-03-01' });
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toBe("can't reach the server; trying again");
      expect(await contents(source)).toEqual(['a.md: one', 'b.md: two']);
    });
  });

  it('dates files by their commits, through moves, and passes reformatting over', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' }, { day: '2026-01-01' });
      await upstream.commit({ 'b.md': 'b2' }, { day: '2026-01-02' });
      const { source } = open(address, dir);
      expect(await dates(source)).toEqual({
        'a.md': '2026-01-01',
        'b.md': '2026-01-02',
        'c.md': '2026-01-01',
      });

      await upstream.git('mv', 'b.md', 'moved.md');
      await upstream.commit({}, { day: '2026-01-03' });
      const reformat = await upstream.commit({ 'a.md': 'A' }, { day: '2026-01-04' });
      await upstream.commit({ '.git-blame-ignore-revs': `# prettier\n${reformat}\n` });
      await source.refresh();
      const { files } = await look(source);
      expect(files.get('moved.md')).toMatchObject({ committed: '2026-01-02', reformatted: false });
      expect(files.get('a.md')).toMatchObject({ committed: '2026-01-01', reformatted: true });
      expect(files.get('c.md')).toMatchObject({ committed: '2026-01-01', reformatted: false });

      // The same from nothing as from one look after the other.
      const again = open(address, join(dir, 'again')).source;
      expect([...(await look(again)).files]).toEqual([...files]);
    });
  });

  it('dates what moved into its folder, whatever kind of article it is', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      const names = ['a.md', 'B.MD', 'c.markdown', 'd.mdx', 'e.html.md.erb', 'f.qmd', 'G.Rmd'];
      const files = names.map((name): [string, string] => [`old/${name}`, `text of ${name}`]);
      await upstream.commit(Object.fromEntries(files), { day: '2026-01-01' });
      await upstream.git('mv', 'old', 'docs');
      await upstream.commit({ 'code.ts': '' }, { day: '2026-01-02' });
      const { source } = open(address, dir, { folder: 'docs', isRead: isArticleName });
      const days = Object.entries(await dates(source));
      expect(new Map(days)).toEqual(new Map(names.map((name) => [name, '2026-01-01'])));
    });
  });

  it('says whom CODEOWNERS names, below a folder too', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({
        '.github/CODEOWNERS': '* @acme/everyone\n/docs/ops/ @acme/ops\n',
        'docs/ops/a.md': 'a',
        'docs/b.md': 'b',
        'README.md': 'r',
      });
      const { source } = open(address, dir, { folder: 'docs' });
      const { files } = await look(source);
      expect([...files.values()].map(({ path, owner }) => [path, owner])).toEqual([
        ['b.md', '@acme/everyone'],
        ['ops/a.md', '@acme/ops'],
      ]);
    });
  });

  it('follows a history that was written anew', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      const first = await upstream.commit({ 'a.md': 'one' }, { day: '2026-01-01' });
      await upstream.commit({ 'a.md': 'two' }, { day: '2026-01-02' });
      const { source } = open(address, dir);
      await source.refresh();
      await upstream.git('reset', '--quiet', '--hard', first);
      await upstream.commit({ 'b.md': 'three' }, { day: '2026-01-03' });
      expect(await source.refresh()).toBe(true);
      expect(await contents(source)).toEqual(['a.md: one', 'b.md: three']);
      expect(await dates(source)).toEqual({ 'a.md': '2026-01-01', 'b.md': '2026-01-03' });
    });
  });

  it('goes with the branch that the repository calls its own', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      const { source } = open(address, dir);
      await source.refresh();
      await upstream.git('branch', '--move', 'main', 'trunk');
      await upstream.commit({ 'a.md': 'two' });
      expect(await source.refresh()).toBe(true);
      expect(await contents(source)).toEqual(['a.md: two']);
    });
  });

  it('calls no repository empty that has lost the branch it calls its own', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      const { source } = open(address, dir);
      await source.refresh();
      await upstream.git('branch', 'other');
      await upstream.git('update-ref', '-d', 'refs/heads/main');
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(/deleted.*name another/);
      expect(await contents(source)).toEqual(['a.md: one']);
    });
  });

  it('keeps what it has when its branch was renamed, says so once, and goes on when it is back', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      const { source, log } = open(address, dir, { branch: 'main' });
      await source.refresh();
      await upstream.git('branch', '--move', 'main', 'trunk');
      expect(await source.refresh()).toBe(false);
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(/^there's no branch "main"/);
      expect(log.filter((line) => line.includes("there's no branch"))).toHaveLength(1);
      expect(await contents(source)).toEqual(['a.md: one']);
      await upstream.git('branch', '--move', 'trunk', 'main');
      expect(await source.refresh()).toBe(true);
      expect(source.problem()).toBeUndefined();
    });
  });

  it('keeps what it has when the repository is gone or its folder is', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'docs/a.md': 'one' });
      const { source } = open(address, dir, { folder: 'docs' });
      await source.refresh();
      await upstream.git('mv', 'docs', 'guide');
      await upstream.commit({});
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(/^the repository has no folder "docs"/);
      await rm(upstream.dir, { recursive: true });
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(/^there's no such repository/);
      expect(await contents(source)).toEqual(['a.md: one']);
    });
  });

  it('keeps what it has when its last article goes, also after a restart', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      const isRead = (path: string) => /\.md$|^synonyms\.yml$/.test(path);
      await upstream.commit({ 'a.md': 'one', 'synonyms.yml': '' });
      const { source } = open(address, dir, { isRead });
      await source.refresh();
      await upstream.commit({ 'a.md': null });
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(
        /^there are no articles in the repository.*those from before stay/,
      );
      expect(await contents(source)).toEqual(['a.md: one']);
      const { source: started } = open('git://127.0.0.1:1/gone', dir, { isRead });
      expect(await contents(started)).toEqual(['a.md: one']);
      await upstream.commit({ 'b.md': 'two' });
      expect(await source.refresh()).toBe(true);
      expect(await contents(source)).toEqual(['b.md: two']);
    });
  });

  it('packs anew what came in many fetches, when nothing is fetched', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      // What git finds right after a fetch.
      const wrapper =
        '#!/bin/sh\nPATH=${PATH#*:}\ngit "$@" || exit\ncase "$*" in *" fetch "*) ls objects/pack/*.pack >> ../packs; echo >> ../packs; esac\n';
      await writeFile(join(dir, 'git'), wrapper, { mode: 0o755 });
      const env = { ...process.env, PATH: `${dir}:${process.env['PATH'] ?? ''}` };
      const { source } = open(address, dir, { access: { env, protocol: 'git' } });
      await upstream.commit({ 'a.md': 'one' });
      await source.refresh();
      execFileSync('git', ['-C', join(dir, 'copy'), 'config', 'gc.autoPackLimit', '3']);
      await upstream.commit({ 'a.md': 'two' });
      await source.refresh();
      const seen = (await readFile(join(dir, 'packs'), 'utf8')).trim().split('\n\n');
      expect(seen.map((names) => names.split('\n').length)).toEqual([1, 2, 3, 4]);
      const names = await readdir(join(dir, 'copy/objects/pack'));
      expect(names.filter((name) => name.endsWith('.pack'))).toHaveLength(1);
      expect(await contents(source)).toEqual(['a.md: two']);
    });
  });

  it('leaves out submodules, links that lead out and names that nobody can read', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one', 'other/c.md': 'three' });
      await symlink('/etc/passwd', join(upstream.dir, 'passwd.md'));
      await symlink('../../../etc/passwd', join(upstream.dir, 'up.md'));
      await symlink('a.md', join(upstream.dir, 'twice.md'));
      await symlink('nowhere.md', join(upstream.dir, 'nowhere.md'));
      await upstream.commit({ 'un\u200bseen.md': 'x' });
      await upstream.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
      await upstream.git('commit', '--quiet', '-m', 'Add a submodule');
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one', 'other/c.md: three']);
      const { problems } = await look(source);
      expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
        "sub: this is a submodule, which isn't followed; name its repository as a source of its own",
        expect.stringContaining('characters that nobody sees'),
        'nowhere.md: this symbolic link leads to a symbolic link; left out',
        'passwd.md: this symbolic link leads out of the repository; left out',
        "twice.md: this symbolic link leads to something that's read already; left out",
        'up.md: this symbolic link leads out of the repository; left out',
      ]);
    });
  });

  it('follows a link from its folder to a file elsewhere in the repository', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'README.md': 'the readme', 'docs/a.md': 'one' });
      await symlink('../README.md', join(upstream.dir, 'docs/index.md'));
      await upstream.commit({});
      const { source } = open(address, dir, { folder: 'docs' });
      expect(await contents(source)).toEqual(['a.md: one', 'index.md: the readme']);
    });
  });

  it('does not read a file that is too large for an article', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one', 'large.md': 'x'.repeat(300_000) });
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual([
        'a.md: one',
        'large.md! the file has 293 KB; split it, at most 256 KB are read',
      ]);
    });
  });

  it('takes the present alone of a repository whose past is too large', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.git('config', 'uploadpack.allowFilter', 'false');
      for (let year = 2020; year < 2026; year += 1) {
        await upstream.commit(
          { 'noise.bin': noise(year), 'a.md': `${year}` },
          { day: `${year}-01-01` },
        );
      }
      const { source } = open(address, dir, { maxCopyBytes: 400_000 });
      expect(await contents(source)).toEqual(['a.md: 2025']);
      expect(await dates(source)).toEqual({ 'a.md': undefined, 'noise.bin': undefined });
      await upstream.commit({ 'b.md': 'new' }, { day: '2026-02-02' });
      await source.refresh();
      expect(await dates(source)).toMatchObject({ 'a.md': undefined, 'b.md': '2026-02-02' });
    });
  });

  it('keeps what it has of a repository that has grown too large', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.git('config', 'uploadpack.allowFilter', 'false');
      await upstream.commit({ 'a.md': 'one' });
      const { source } = open(address, dir, { maxCopyBytes: 500_000 });
      await source.refresh();
      await upstream.commit({
        'b.bin': Array.from({ length: 12 }, (_, index) => noise(index)).join(''),
        'a.md': 'two',
      });
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toBe('the repository is larger than 1 GB');
      expect(await contents(source)).toEqual(['a.md: one']);
    });
  });

  it('leaves nothing on the disk of what was cut off', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.git('config', 'uploadpack.allowFilter', 'false');
      await upstream.commit({
        'a.md': 'one',
        'b.bin': Array.from({ length: 12 }, (_, index) => noise(index)).join(''),
      });
      const unfinished = async () =>
        (await readdir(join(dir, 'copy/objects/pack'))).filter((name) => name.startsWith('tmp_'));
      await withCut(address, 200_000, async (cut) => {
        const { source } = open(cut, dir);
        expect(await source.refresh()).toBe(false);
        expect(source.problem()).toBe("can't reach the server; trying again");
        expect(await unfinished()).toEqual([]);
      });
      // A process that is killed can't tidy up.
      const left = join(dir, 'copy/objects/pack/tmp_pack_killed');
      await writeFile(left, 'x');
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one']);
      expect(await unfinished()).toEqual([]);
    });
  });

  it('makes its copy while another process is at the same', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      await mkdir(join(dir, 'copy'));
      // What git locks while it makes a repository.
      await writeFile(join(dir, 'copy/config.lock'), '');
      expect(await open(address, dir).source.refresh()).toBe(true);
    });
  });

  it('shares its copy with another process', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      const [one, other] = [open(address, dir), open(address, dir)];
      for (let n = 0; n < 8; n += 1) {
        await upstream.commit({ 'a.md': `text ${n}` });
        const looks = [one, other].map(({ source }) => source.refresh());
        expect(await Promise.all(looks)).toEqual([true, true]);
        for (const { source } of [one, other]) {
          expect(await contents(source)).toEqual([`a.md: text ${n}`]);
        }
      }
    });
  });

  it.each(['cut off', 'told that the copy is damaged', 'out of room for its past'])(
    'goes on with its fetch while another process over its copy is %s',
    async (trouble) => {
      await overDaemon(async ({ upstream, address, dir }) => {
        await upstream.git('config', 'uploadpack.allowFilter', 'false');
        await upstream.commit({
          'a.md': 'one',
          'b.bin': Array.from({ length: 12 }, (_, index) => noise(index)).join(''),
        });
        const unfinished = async (): Promise<number> => {
          const names = await readdir(join(dir, 'copy/objects/pack')).catch(() => []);
          return names.filter((name) => name.startsWith('tmp_')).length;
        };
        const end = Promise.withResolvers<undefined>();
        const fetchBeside = async (slow: string): Promise<void> => {
          const { source } = open(slow, dir);
          const looked = source.refresh();
          while ((await unfinished()) === 0) await stat(dir);
          // As git says it, whatever has become of the copy.
          const git = join(dir, 'git');
          await writeFile(git, '#!/bin/sh\necho "fatal: bad object HEAD" >&2\nexit 128\n');
          if (trouble === 'told that the copy is damaged') await chmod(git, 0o755);
          const env = { ...process.env, PATH: `${dir}:${process.env['PATH'] ?? ''}` };
          const failing = async (deps: Partial<GitSourceDeps>, from = address) => {
            expect(await open(from, dir, deps).source.refresh()).toBe(false);
          };
          const access = { env, protocol: 'git' };
          if (trouble === 'cut off') await withCut(address, 200_000, (cut) => failing({}, cut));
          else await failing({ access, maxCopyBytes: 400_000 });
          expect(await unfinished()).toBeGreaterThan(0);
          end.resolve(undefined);
          expect(await looked).toBe(true);
          expect(await contents(source)).toEqual(['a.md: one']);
          expect(await unfinished()).toBe(0);
        };
        await withCut(address, 500_000, fetchBeside, end.promise);
      });
    },
  );

  it('reads no list of owners that is larger than any forge reads', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one', CODEOWNERS: `* @mia\n#${'x'.repeat(4_000_000)}` });
      const { files } = await look(open(address, dir).source);
      expect(files.get('a.md')?.owner).toBeUndefined();
    });
  });

  it('logs what git says of a failure, without its progress and without where in our code that was', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.git('config', 'uploadpack.allowFilter', 'false');
      await upstream.commit({ 'b.bin': Array.from({ length: 12 }, (_, n) => noise(n)).join('') });
      await withCut(address, 200_000, async (cut) => {
        const { source, log } = open(cut, dir);
        await source.refresh();
        const [line = '{}'] = log;
        expect(JSON.parse(line)).toMatchObject({
          msg: "can't reach the server; trying again",
          git: expect.stringMatching(/^git fetch failed: [^%]*early EOF[^%]*$/) as unknown,
        });
        expect(line).not.toContain('stack');
      });
      await upstream.git('update-ref', '-d', 'refs/heads/main');
      const { source, log } = open(address, dir);
      await source.refresh();
      expect(log).toHaveLength(1);
      expect(log[0]).not.toMatch(/stack|"git"/);
    });
  });

  it('makes its copy anew when it is damaged', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      await look(open(address, dir).source);
      await rm(join(dir, 'copy/objects'), { recursive: true });
      const { source } = open(address, dir);
      expect(await contents(source)).toEqual(['a.md: one']);
    });
  });

  it.each(['', 'nothing of ours'])(
    'uses no repository that its copy lies in: HEAD %j',
    async (head) => {
      await overDaemon(async ({ upstream, address, dir }) => {
        await upstream.commit({ 'a.md': 'one' });
        await look(open(address, dir).source);
        execFileSync('git', ['init', '--quiet', dir]);
        // As a full disk and a power cut leave it.
        await writeFile(join(dir, 'copy/HEAD'), head);
        expect(await contents(open(address, dir).source)).toEqual(['a.md: one']);
        expect(await readdir(join(dir, '.git/objects/pack'))).toEqual([]);
      });
    },
  );

  it('makes its copy anew when somebody deletes it', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      const { source } = open(address, dir);
      await source.refresh();
      await rm(join(dir, 'copy'), { recursive: true });
      expect(await source.refresh()).toBe(true);
      expect(await contents(open('git://127.0.0.1:1/gone', dir).source)).toEqual(['a.md: one']);
    });
  });

  it('keeps its copy when it is the repository that is damaged', async () => {
    await overDaemon(async ({ upstream, address, dir }) => {
      await upstream.commit({ 'a.md': 'one' });
      await look(open(address, dir).source);
      await upstream.commit({ 'docs/a.md': 'two' });
      const tree = await upstream.git('rev-parse', 'HEAD:docs');
      await rm(join(upstream.dir, '.git/objects', tree.slice(0, 2), tree.slice(2)));
      const { source } = open(address, dir);
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toBe(
        'the server gave up; the repository may be damaged there, and git fsck tells',
      );
      expect(await contents(open('git://127.0.0.1:1/gone', dir).source)).toEqual(['a.md: one']);
    });
  });

  it.each(['config', 'refs/guidepost/accepted', 'shallow', 'objects/maintenance'])(
    'unlocks what whoever was killed left locked: %s',
    async (locked) => {
      await overDaemon(async ({ upstream, address, dir }) => {
        await upstream.commit({ 'a.md': 'one' });
        await look(open(address, dir).source);
        await upstream.commit({ 'a.md': 'two' });
        await writeFile(join(dir, 'copy', `${locked}.lock`), '');
        const { source } = open(address, dir);
        await source.look().catch(() => undefined);
        // The lock is found by whoever has to write.
        await source.refresh();
        await source.refresh();
        expect(await contents(source)).toEqual(['a.md: two']);
        await expect(stat(join(dir, 'copy', `${locked}.lock`))).rejects.toThrow('ENOENT');
      });
    },
  );

  it('runs nothing that a repository or its copy brings along', async () => {
    await withUpstream(async (upstream) => {
      await withDisk(async (dir) => {
        const witness = join(dir, 'ran');
        await upstream.commit({ 'a.md': 'one', '.gitattributes': '*.md filter=evil diff=evil' });
        const { source } = open(upstream.dir, dir);
        await source.refresh();
        for (const name of [
          'reference-transaction',
          'post-update',
          'pre-auto-gc',
          'post-checkout',
        ]) {
          const hook = join(dir, 'copy/hooks', name);
          await mkdir(join(dir, 'copy/hooks'), { recursive: true });
          await writeFile(hook, `#!/bin/sh\ntouch ${witness}\n`);
          await chmod(hook, 0o755);
        }
        await upstream.commit({ 'a.md': 'two' });
        expect(await source.refresh()).toBe(true);
        expect(await contents(source)).toEqual(['a.md: two']);
        await expect(readFile(witness)).rejects.toThrow('ENOENT');
      });
    });
  });

  it('does not go where an address of another kind leads', async () => {
    await withDisk(async (dir) => {
      const witness = join(dir, 'ran');
      const { source } = open(`ext::touch ${witness}`, dir, {
        access: { env: process.env, protocol: 'https' },
      });
      expect(await source.refresh()).toBe(false);
      expect(source.problem()).toMatch(/points to another address/);
      await expect(readFile(witness)).rejects.toThrow('ENOENT');
    });
  });

  it('reads over https with a token, which stands in no command, file or log', async () => {
    await withUpstream(async (upstream) => {
      await upstream.commit({ 'a.md': 'one' });
      await withGitOverHttp(upstream, 'hunter2-secret', async (server) => {
        await withDisk(async (dir) => {
          const encoded = Buffer.from('x-access-token:hunter2-secret').toString('base64');
          const access = {
            env: process.env,
            protocol: 'http',
            authorization: `Basic ${encoded}`,
          };
          const { source, log } = open(server.address, dir, { access });
          expect(await contents(source)).toEqual(['a.md: one']);
          expect(new Set(server.authorizations)).toEqual(new Set([`Basic ${encoded}`]));
          const kept = execFileSync('sh', [
            '-c',
            `grep -rl -e hunter2 -e ${encoded} ${join(dir, 'copy')} || true`,
          ]);
          expect(kept.toString()).toBe('');
          expect(log.join('\n')).not.toContain('hunter2');
          expect(log.join('\n')).not.toContain(encoded);
        });
      });
    });
  });

  it('reads over ssh with the key that it is given, and asks nobody anything', async () => {
    await withUpstream(async (upstream) => {
      await upstream.commit({ 'a.md': 'one' });
      await withDisk(async (dir) => {
        const fake =
          '#!/bin/sh\necho "$@" >> "$HOME/asked"\nfor last; do :; done\nexec sh -c "$last"\n';
        await writeFile(join(dir, 'ssh'), fake, { mode: 0o755 });
        const access = {
          env: { PATH: `${dir}:${process.env['PATH'] ?? ''}`, HOME: dir },
          protocol: 'ssh',
          sshKey: "/keys/it's mine",
        };
        const { source } = open(`git@example.test:${upstream.dir}`, dir, { access });
        expect(await contents(source)).toEqual(['a.md: one']);
        const asked = await readFile(join(dir, 'asked'), 'utf8');
        expect(asked).toContain('-o BatchMode=yes');
        expect(asked).toContain("-o IdentitiesOnly=yes -i /keys/it's mine ");
      });
    });
  });

  it('takes its token to no other server, whoever sends it there', async () => {
    await withUpstream(async (upstream) => {
      await upstream.commit({ 'a.md': 'one' });
      await withGitOverHttp(upstream, 'right', async (elsewhere) => {
        const moved = createServer((request, response) => {
          const target = new URL(request.url ?? '', elsewhere.address);
          response.writeHead(301, { location: target.href }).end();
        }).listen(0, '127.0.0.1');
        moved.unref();
        await once(moved, 'listening');
        const { port } = moved.address() as AddressInfo;
        await withDisk(async (dir) => {
          const encoded = Buffer.from('git:right').toString('base64');
          const access = { env: process.env, protocol: 'http', authorization: `Basic ${encoded}` };
          const { source } = open(`http://localhost:${port}/handbook.git`, dir, { access });
          expect(await source.refresh()).toBe(false);
          expect(source.problem()).toMatch(/^the server points to another address/);
        });
        expect(elsewhere.authorizations).toEqual([]);
      });
    });
  });

  it.each([
    [401, 'it asks for a token, or refuses the one it got; check "token" in guidepost.yml'],
    [403, 'the token is refused; check that it is valid and may read this repository'],
    [
      404,
      "there's no such repository, or the token can't see it; check the address and what the token may read",
    ],
    [500, "can't reach the server; trying again"],
  ])('says what a server means by %i, and goes on when it is over', async (status, problem) => {
    await withUpstream(async (upstream) => {
      await upstream.commit({ 'a.md': 'one' });
      await withGitOverHttp(upstream, 'right', async (server) => {
        await withDisk(async (dir) => {
          const encoded = Buffer.from('git:right').toString('base64');
          const access = { env: process.env, protocol: 'http', authorization: `Basic ${encoded}` };
          const { source } = open(server.address, dir, { access });
          await source.refresh();
          server.fail(status);
          expect(await source.refresh()).toBe(false);
          expect(source.problem()).toBe(problem);
          expect(await contents(source)).toEqual(['a.md: one']);
          server.fail(undefined);
          expect(await source.refresh()).toBe(true);
          expect(source.problem()).toBeUndefined();
        });
      });
    });
  });
});

/** Does not compress. */
function noise(seed: number): string {
  const hash = createHash('shake256', { outputLength: 100_000 });
  return hash.update(String(seed)).digest('base64');
}
