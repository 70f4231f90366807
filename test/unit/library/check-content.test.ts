import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkContent } from '../../../src/library/check-content.ts';
import { formatProblem } from '../../../src/content/content-problem.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

function check(files: Record<string, string>, isStrict = false): Promise<string[]> {
  return withFolder(files, async (dir) =>
    (await checkContent(dir, isStrict)).problems.map(formatProblem),
  );
}

/** The problems of one article with this body, beside `other.md`, `sub/deep.md` and a picture. */
function checkBody(body: string, path = 'a.md'): Promise<string[]> {
  return check({
    [path]: articleFile({ body }),
    'other.md': articleFile({
      body: '## Set up\n\nText\n\n## Set up\n\n> ## Quoted\n\n<a id="hand">',
    }),
    'sub/deep.md': articleFile({ body: '## Ünïcode & more' }),
    'sub/My page.md': articleFile(),
    'images/queue.png': 'picture',
    'README.md': '# Notes',
  });
}

describe('checkContent', () => {
  it.each([
    '[a](other.md) and [b](./sub/deep.md) and [c](sub/../other.md)',
    '[a](other.md#set-up) [b](other.md#set-up-1) [c](other.md#quoted) [d](other.md#hand)',
    '[a](sub/deep.md#%C3%BCn%C3%AFcode--more) [b](sub/deep.md#ünïcode--more)',
    '[a](<sub/My page.md>) [b](sub/My%20page.md)',
    '![q](images/queue.png) [q](/images/queue.png) [folder](images/) [r](README.md)',
    '[a](https://example.com/gone.md) [b](mailto:a@example.com) [c](//example.com) <x:y>',
    '[a](other) [b](other.html) [c](/other/) [d](sub/deep)',
    '[a](#below) [top](#) [q](other.md?plain=1#set-up)\n\n## Below\n\nText',
    '`[a](gone.md)`\n\n```\n[a](gone.md)\n```\n\n<!-- [a](gone.md) -->',
  ])('finds nothing wrong with %s', async (body) => {
    expect(await checkBody(body)).toEqual([]);
  });

  it('shows no name that steers a terminal or breaks a line', async () => {
    expect(await checkBody('[a](gone&#10;.md)')).toEqual([
      'a.md:5: "gone%0A.md" doesn\'t exist; mend or remove the link',
    ]);
    const problems = await withFolder({ 'a.md': articleFile() }, async (dir) => {
      await symlink('nowhere', join(dir, 'b\u001b[2J\n.md'));
      return (await checkContent(dir)).problems.map(formatProblem);
    });
    expect(problems).toEqual(['b[2J .md:1: this symbolic link leads nowhere; mend or remove it']);
  });

  it.each([
    ['[a](gone.md)', '"gone.md" doesn\'t exist; mend or remove the link'],
    ['![a](images/gone.png)', '"images/gone.png" doesn\'t exist; mend or remove the link'],
    ['[a](othr.md)', '"othr.md" doesn\'t exist; did you mean "other.md"?'],
    ['[a](Other.md)', 'warning: "Other.md" is written in other capitals; did you mean "other.md"?'],
    [
      '[a](Images/queue.png)',
      'warning: "Images/queue.png" is written in other capitals; did you mean "images/queue.png"?',
    ],
    ['[a][r]\n\n[r]: sub/deap.md', '"sub/deap.md" doesn\'t exist; did you mean "sub/deep.md"?'],
    ['[a](../outside.md)', '"../outside.md" leads out of the content folder; readers can\'t'],
    ['[a](sub/../../x.png)', '"sub/../../x.png" leads out of the content folder; readers can\'t'],
    ['[a](%zz.md)', '"%zz.md" isn\'t a valid link; write "%" as "%25"'],
    ['[a](other.md#set-upp)', '"#set-upp" is no heading of other.md; did you mean "#set-up"?'],
    [
      '[a](other.md#Set-Up)',
      'warning: "#Set-Up" is no heading of other.md; did you mean "#set-up"?',
    ],
    ['[a](other.md#nowhere)', '"#nowhere" is no heading of other.md; take the anchor of one'],
    ['[a](#nowhere)', '"#nowhere" is no heading of a.md; take the anchor of one of its headings'],
  ])('reports %s', async (body, message) => {
    const line = body.includes('\n') ? 7 : 5;
    expect(await checkBody(body)).toEqual([expect.stringContaining(`a.md:${line}: ${message}`)]);
  });

  it('resolves links from where the article lies', async () => {
    expect(await checkBody('[a](../other.md) [b](deep.md) [c](deap.md)', 'sub/a.md')).toEqual([
      'sub/a.md:5: "deap.md" doesn\'t exist; did you mean "deep.md"?',
    ]);
  });

  it('sees the problems of drafts, and what publishing them would break', async () => {
    const problems = await check(
      {
        'a.md': articleFile({ body: '[soon](b.md)' }),
        'b.md': articleFile({ frontMatter: 'draft: true\nlayout: x', body: '[x](gone.md)' }),
        'c.md': articleFile({ frontMatter: 'slug: d' }),
        'd.md': articleFile({ frontMatter: 'draft: true\nslug: d' }),
      },
      true,
    );
    expect(problems.map((problem) => problem.split(';')[0])).toEqual([
      'a.md:5: warning: "b.md" leads to a draft',
      'b.md:2: warning: unknown key "layout" is ignored',
      'b.md:7: "gone.md" doesn\'t exist',
      'c.md:1: the slug "d" is also that of d.md',
      'd.md:1: the slug "d" is also that of c.md',
    ]);
  });

  it('lets the links of a broken article rest and those to it', async () => {
    const problems = await check({
      'a.md': articleFile({ body: '[b](b.md#x)' }),
      'b.md': `[x](gone.md) ${'['.repeat(4_000)}`,
    });
    expect(problems).toEqual([expect.stringContaining('b.md:1: too many of the marks')]);
  });

  it('asks for nothing that can be derived, unless it is to be strict', async () => {
    const files = { 'a.md': 'Just words.', 'README.md': 'Notes to writers.' };
    expect(await check(files)).toEqual([]);
    expect(await check(files, true)).toEqual([
      'a.md:2: front matter needs a title; add "title: ..."',
      'a.md:2: front matter needs a summary; add "summary: ..."',
    ]);
  });

  it('finds fault with a folder that Guidepost would not start with', async () => {
    expect(await check({})).toEqual([
      ".:1: there's no article here; Guidepost doesn't start without one",
    ]);
    expect(await check({ 'a.md': articleFile({ frontMatter: 'draft: true' }) })).toEqual([
      ".:1: every article is a draft; Guidepost doesn't start without a published one",
    ]);
  });
});
