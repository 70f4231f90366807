import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import type { StoreLocation } from '../../../src/store/open-dialect.ts';
import { withFolder } from '../../helpers/with-folder.ts';
import { describeOnEachDatabase, withStore } from '../../helpers/with-store.ts';

const text = '---\ntitle: A\nverified: 2025-01-01\n---\n\nWords.\n';
const at = Date.parse('2026-11-23T08:00:00Z');
const mark = { verdict: 'right', by: 'U1', at, fingerprint: 'f' } as const;

async function fill(location: StoreLocation): Promise<void> {
  await withStore(location, async (opened) => {
    const store = opened.forWorkspace('T1');
    await store.putMark({ ...mark, slug: 'notes/a', source: 'notes', path: 'a.md' });
    await store.putMark({ ...mark, slug: 'notes/b', source: 'notes', path: 'b.md' });
    await store.putMark({ ...mark, slug: 'notes/c', source: 'notes', path: 'c.md', at: 0 });
    await store.putMark({
      ...mark,
      ...{ slug: 'notes/d', source: 'notes', path: 'd.md', verdict: 'needsWork' },
    });
    await store.putMark({ ...mark, slug: 'handbook/a', source: 'handbook', path: 'a.md' });
  });
}

const files = {
  'guidepost.yml':
    'sources: { notes: { folder: notes }, handbook: { git: "https://example.com/h.git", folder: docs } }\n',
  'notes/a.md': text,
  'notes/c.md': text,
  'notes/d.md': text,
  'checkout/docs/a.md': text,
};

describeOnEachDatabase('export-reviews', (database) => {
  const run = (args: readonly string[], dir: string, location: StoreLocation) => {
    const said = { out: '', err: '' };
    const where =
      location.kind === 'sqlite' ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.url };
    return runCommandLine(['export-reviews', ...args], {
      out: (words) => (said.out += words.replaceAll(dir, '.')),
      err: (words) => (said.err += words.replaceAll(dir, '.')),
      colours: false,
      env: () => ({ ...where, CONTENT_DIR: path.join(dir, 'content') }),
      now: () => new Date(at),
      start: () => Promise.resolve(),
      demo: () => Promise.resolve(),
    }).then((code) => ({ code, ...said }));
  };

  it('writes the days into folders, and says what it could not and what is elsewhere', () =>
    database.use((location) =>
      withFolder(files, async (dir) => {
        await fill(location);
        expect(await run([], dir, location)).toEqual({
          code: 1,
          out:
            './notes/a.md: 2026-11-23\n1 written, 1 already there, 1 not written\n' +
            '1 more: guidepost export-reviews CHECKOUT --source handbook\n',
          err: "./notes/b.md: it can't be written (ENOENT)\n",
        });
        const read = (name: string) => readFile(path.join(dir, name), 'utf8');
        expect(await read('notes/a.md')).toBe(text.replace('2025-01-01', '2026-11-23'));
        for (const name of ['notes/c.md', 'notes/d.md', 'checkout/docs/a.md']) {
          expect(await read(name)).toBe(text);
        }
      }),
    ));

  it('writes into a checkout of a repository, and does nothing the second time', () =>
    database.use((location) =>
      withFolder(files, async (dir) => {
        await fill(location);
        const checkout = path.join(dir, 'checkout');
        expect(await run([checkout], dir, location)).toEqual({
          code: 0,
          out: './checkout/docs/a.md: 2026-11-23\n1 written, 0 already there, 0 not written\n',
          err: '',
        });
        const again = await run([checkout, '--source', 'handbook'], dir, location);
        expect(again.out).toBe('0 written, 1 already there, 0 not written\n');
        const unclear = await run([checkout, '--source', 'other'], dir, location);
        expect(unclear).toMatchObject({ code: 2, out: '' });
      }),
    ));

  it('has nothing to write where nobody was ever asked', () =>
    database.use((location) =>
      withFolder({ 'content/a.md': text }, async (dir) => {
        await withStore(location, () => Promise.resolve());
        const { code, out } = await run([], dir, location);
        expect({ code, out }).toEqual({
          code: 0,
          out: '0 written, 0 already there, 0 not written\n',
        });
      }),
    ));
});
