import { describe, expect, it } from '@jest/globals';
import { runSurvey, type SurveyCall } from '../../../../scripts/evaluation/run-survey.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

async function survey(dirs: readonly string[], call: SurveyCall) {
  const output = { out: '', err: '' };
  const code = await runSurvey(dirs, call, {
    out: (text) => (output.out += text),
    err: (text) => (output.err += text),
  });
  return { code, ...output };
}

const files = {
  'README.md': '# Kiln\n\nFire it [slowly](firing.md), not [fast](rush.md) ![kiln](kiln.png).\n',
  'firing.md': '# Firing\n\n## At night {#night}\n\nTurn it up at nine.\n',
  'empty.md': '---\ntitle: Nothing\n---\n',
  'glaze.adoc': '= Glaze\n',
  'rush/notes.txt': 'Not an article.\n',
};

describe('a survey of a folder', () => {
  it('counts what became of its files, links and headings', async () => {
    await withFolder(files, async (dir) => {
      const { code, out } = await survey([dir], { json: true });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject([
        {
          folder: dir,
          files: 3,
          articles: 2,
          'of those with prose': '2 (100.0 %)',
          empty: 1,
          'passed over': 1,
          links: 3,
          'dead links': '2 (66.7 %)',
          'dead, though such a name is there': '0 (0.0 %)',
          pictures: 1,
          'not loading': 1,
          headings: 3,
          'with wrong anchors': 0,
          'headings with markup': 0,
          'summaries with markup': 0,
          'passages with markup': '0 (0.0 %)',
        },
      ]);
    });
  });

  it('names the rows behind a figure', async () => {
    await withFolder(files, async (dir) => {
      const { out } = await survey([dir], { list: ['pictures'] });
      expect(out).toContain(`${dir}/README.md: kiln.png\n`);
    });
  });

  it('sees marks in what is shown of an article, and none in its code', async () => {
    const shown = '## Dial {{ tone }}\n\nThe **dial** is `{{ here }}`: turn \\<it>.\n';
    const marked = { 'dial.md': `# \`<Dial>\`\n\n${shown}`, 'tone.md': 'A {{ tone }} is heard.\n' };
    await withFolder(marked, async (dir) => {
      const { out } = await survey([dir], { list: ['headings'] });
      expect(out).toContain(`${dir}/dial.md: Dial {{ tone }}\n`);
      expect(out).toMatch(/headings with markup +1\n/);
      expect(out).toMatch(/summaries with markup +1\n/);
    });
  });

  it('says which folder cannot be read', async () => {
    const { code, err } = await survey(['/nowhere/at/all'], {});
    expect(code).toBe(2);
    expect(err).toContain('/nowhere/at/all');
  });
});
