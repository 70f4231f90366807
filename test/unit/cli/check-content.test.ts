import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCheckContent } from '../../../src/cli/check-content.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

async function run(...args: string[]) {
  const output = { out: '', err: '' };
  const code = await runCheckContent(args, {
    out: (text) => (output.out += text),
    err: (text) => (output.err += text),
  });
  return { code, ...output };
}

describe('check-content', () => {
  it('prints each problem where an editor can open it, then a summary, and fails', async () => {
    const files = { 'a.md': articleFile(), 'sub/vpn.md': '---\nsummary: s\n---\nText' };
    await withFolder(files, async (dir) => {
      const path = join(dir, 'sub/vpn.md');
      expect(await run(dir)).toEqual({
        code: 1,
        out: `${path}:2: front matter needs a title; add "title: ..."\n1 article, 0 drafts: 1 error, 0 warnings\n`,
        err: '',
      });
    });
  });

  it('passes with warnings', async () => {
    await withFolder({ 'a.md': articleFile({ frontMatter: 'layout: x' }) }, async (dir) => {
      const { code, out } = await run(dir);
      expect(code).toBe(0);
      expect(out).toContain('a.md:4: warning: unknown key "layout" is ignored');
      expect(out).toContain('1 article, 0 drafts: 0 errors, 1 warning\n');
    });
  });

  it('explains itself', async () => {
    for (const flag of ['--help', '-h']) {
      expect(await run(flag)).toMatchObject({ code: 0, out: expect.stringContaining('Usage:') });
    }
  });

  it.each([
    [['--colour'], 'Unknown option --colour.'],
    [['a', 'b'], 'One folder at a time.'],
  ])('answers %j with how to use it', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${message}\n\nUsage:`);
  });

  it('says that a folder is missing', async () => {
    const { code, err } = await run('/nowhere/at/all');
    expect(code).toBe(2);
    expect(err).toBe(
      'cannot read the content folder /nowhere/at/all: it does not exist; create it, or name another folder\n',
    );
  });
});
