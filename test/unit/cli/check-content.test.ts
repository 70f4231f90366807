import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { runCheckContent, type CheckContentCall } from '../../../src/cli/check-content.ts';
import { loadArticles } from '../../../src/library/load-articles.ts';
import { cutPassages } from '../../../src/meaning/cut-passages.ts';
import { openVectors, vectorsIn } from '../../../src/meaning/vectors.ts';
import { withUpstream } from '../../helpers/git-server.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

async function run(dir: string, call: CheckContentCall = {}) {
  const output = { out: '' };
  const code = await runCheckContent(dir, call, {
    out: (text) => (output.out += text),
    env: process.env,
  });
  return { code, ...output };
}

describe('check-content', () => {
  it('prints each problem where an editor can open it, then a summary, and fails', async () => {
    const files = { 'a.md': articleFile(), 'sub/vpn.md': '---\nsummary: s\n---\nText' };
    await withFolder(files, async (dir) => {
      const path = join(dir, 'sub/vpn.md');
      expect(await run(dir, { strict: true })).toEqual({
        code: 1,
        out: `${path}:2: front matter needs a title; add "title: ..."\n2 articles, 0 drafts: 1 error, 0 warnings\n`,
      });
    });
  });

  it('says how many passages have their vector, where SEMANTIC is on', async () => {
    const files = { 'content/a.md': articleFile(), 'content/b.md': articleFile() };
    await withFolder(files, async (dir) => {
      const content = join(dir, 'content');
      const { articles } = await loadArticles(content);
      const passages = articles.flatMap(cutPassages);
      const vectors = openVectors({
        path: vectorsIn(dir),
        version: 'any model',
        log: pino({ level: 'silent' }),
      });
      const [first] = passages;
      vectors.add([[first?.hash ?? '', { scale: 1, values: Int8Array.of(1) }]]);
      const known = passages.filter(({ hash }) => hash === first?.hash).length;
      const { out } = await run(content, { dataDir: dir });
      expect(out).toContain(`\n${known} of ${passages.length} passages have their vector\n`);
    });
  });

  it('passes with warnings', async () => {
    await withFolder({ 'a.md': articleFile({ frontMatter: 'layout: x' }) }, async (dir) => {
      const { code, out } = await run(dir);
      expect(code).toBe(0);
      expect(out).toContain("warning: Guidepost doesn't use these front matter keys: layout (1)");
      expect(out).toContain('1 article, 0 drafts: 0 errors, 1 warning\n');
    });
  });

  it('explains where each value came from', async () => {
    const files = {
      'ops/a-pump.md': '---\nlastmod: 2026-03-04\n---\nThe pump stands in the yard. It hums.',
    };
    await withFolder(files, async (dir) => {
      const { out } = await run(dir, { explain: true });
      expect(out).toContain(
        [
          'ops/a-pump.md',
          "  slug: ops/a-pump  (the file's path)",
          "  title: A pump  (the file's name)",
          '  summary: The pump stands in the yard. It hums.  (the first words of the text)',
          '  tags: ops  (the folder)',
          '  updated: 2026-03-04  (lastmod in the front matter)',
        ].join('\n'),
      );
    });
  });

  it('explains what commits and CODEOWNERS say of an article, as the bot shows it', async () => {
    await withUpstream(async ({ dir, commit }) => {
      await commit({ 'a.md': 'The pump hums.', CODEOWNERS: '* @water' }, { day: '2026-01-02' });
      const { out } = await run(dir, { explain: true });
      expect(out).toContain('  updated: 2026-01-02  (the last commit)\n');
      expect(out).toContain('  owner: @water  (CODEOWNERS)\n');
    });
  });

  it('counts and names what is passed over', async () => {
    const files = {
      'a.md': articleFile(),
      'b.adoc': '= B',
      '_part.md': 'Part.',
      'stub.md': '---\ntitle: Moved\n---\n',
    };
    await withFolder(files, async (dir) => {
      const { code, out } = await run(dir);
      expect(code).toBe(0);
      expect(out).toContain("Passed over, 1 file: AsciiDoc isn't read (b.adoc)\n");
      expect(out).toContain('a name that begins with "_" is for parts and templates (_part.md)\n');
      expect(out).toContain("there's nothing to read (stub.md)\n");
    });
  });

  it('says that a folder is missing', async () => {
    await expect(run('/nowhere/at/all')).rejects.toThrow(
      "can't read the content folder /nowhere/at/all: it doesn't exist; create it, or name another folder",
    );
  });
});
