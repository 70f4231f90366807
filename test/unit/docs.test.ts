import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync } from 'node:fs';
import { glob, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const documents = globSync(['*.md', 'docs/**/*.md', 'simulator/*.md']);
const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object };
const architecture = await readFile('docs/architecture.md', 'utf8');

describe.each(documents)('%s', (document) => {
  it('names files that exist', async () => {
    const text = await readFile(document, 'utf8');
    const named = [
      ...text.matchAll(/`((?:src|test|scripts|docs|simulator|demo|content)\/[\w./-]*[\w/])`/g),
    ].map(([, file = '']) => file);
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)].map(
      ([, target = '']) => path.join(path.dirname(document), target),
    );
    expect([...named, ...linked].filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names npm scripts that exist', async () => {
    const text = await readFile(document, 'utf8');
    const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('comments name documents that exist', async () => {
  const missing: string[] = [];
  for await (const file of glob(['src/**/*.ts', 'simulator/**/*.ts', 'demo/**/*.{ts,tsx}'])) {
    const text = await readFile(file, 'utf8');
    for (const [document] of text.matchAll(/\bdocs\/[\w/-]+\.md/g)) {
      if (!existsSync(document)) missing.push(`${file}: ${document}`);
    }
  }
  expect(missing).toEqual([]);
});

describe('the architecture', () => {
  const rows = [...architecture.matchAll(/^\| `(\w+)` +\|[^|]*\|([^|]*)\|$/gm)].map(
    ([, room = '', imports = '']) =>
      [room, [...imports.matchAll(/`(\w+)`/g)].map(([, name]) => name)] as const,
  );

  it('names every room and what it may import, as the lint rules do', async () => {
    const { forbidden } = createRequire(import.meta.url)('../import-rules.cjs') as {
      forbidden: readonly { name: string; to: { pathNot?: string } }[];
    };
    const allowed = forbidden.flatMap(({ name, to }) => {
      const [, room] = /^(\w+)-imports-only-what-it-may$/.exec(name) ?? [];
      const names = /\(([\w|]+)\)/.exec(to.pathNot ?? '')?.[1]?.split('|') ?? [];
      return room === undefined ? [] : [[room, names.filter((other) => other !== room)] as const];
    });
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(allowed));
    const folders = (await readdir('src', { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    expect(rows.map(([room]) => room).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  const walks = architecture
    .split(/^### /m)
    .slice(1)
    .map((walk) => [walk.slice(0, walk.indexOf('\n')), walk] as const);

  it('has its three walks', () => {
    expect(walks).toHaveLength(3);
  });

  it.each(walks)('counts the files and rooms from %s', (_, walk) => {
    const files = [...walk.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
    const rooms = files.map((file) => file.split('/')[1]);
    const crossings = rooms.filter((room, i) => i > 0 && room !== rooms[i - 1]).length;
    expect(walk).toContain(`${new Set(files).size} files, ${crossings} crossings.`);
  });
});
