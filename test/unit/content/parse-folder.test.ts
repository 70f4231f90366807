import { describe, expect, it } from '@jest/globals';
import type { FolderOptions } from '../../../src/content/folder/parse-folder.ts';
import type { FileFacts } from '../../../src/content/folder/settle-folder.ts';
import { parseFolder } from '../../helpers/parse-folder.ts';

function parse(
  files: Record<string, string>,
  options: FolderOptions = {},
  facts: Record<string, FileFacts> = {},
) {
  return parseFolder(new Map(Object.entries(files)), options, new Map(Object.entries(facts)));
}

describe('parsing a folder', () => {
  it('keeps what has not changed as the same object', () => {
    const files = { 'a.md': 'One.', 'b.md': 'Two, see [a](a.md).' };
    const first = parse(files);
    const second = parse({ ...files, 'a.md': 'Another.' }, { previous: first });
    expect(second.articles.map(({ summary }) => summary)).toEqual(['Another.', 'Two, see a.']);
    expect(second.articles[1]).toBe(first.articles[1]);
  });

  it('reads a file again when what it includes has changed', () => {
    const files = { 'a.md': 'The fee:\n\n--8<-- "fee.txt"\n', 'fee.txt': 'Nine coins.' };
    const first = parse(files);
    const second = parse({ ...files, 'fee.txt': 'Ten coins.' }, { previous: first });
    expect(first.articles[0]?.summary).toBe('Nine coins.');
    expect(second.articles[0]?.summary).toBe('Ten coins.');
  });

  it('leads a link to a file as soon as there is one', () => {
    const files = { 'a.md': 'See [b](b).' };
    const first = parse(files);
    const second = parse({ ...files, 'b.md': 'Two.' }, { previous: first });
    expect(first.articles[0]?.links.size).toBe(0);
    expect(second.articles[0]?.links.get('b')).toEqual({
      kind: 'article',
      path: 'b.md',
      anchor: '',
    });
  });

  it("makes MkDocs' anchors as what is said of the list of contents has it, and of nothing else", () => {
    const anchorIn = (slugified: string): string | undefined => {
      const options = `            permalink: true\n`.repeat(20);
      const extensions = ['toc', 'pymdownx.tabbed'].map((name) => {
        const slugify = '            slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n';
        return `    - ${name}:\n${options}${name === slugified ? slugify : ''}`;
      });
      const config = `markdown_extensions:\n${extensions.join('')}`;
      const { articles } = parse({ 'mkdocs.yml': config, 'docs/a.md': '# A\n\n## Über uns\n\nB.' });
      return articles[0]?.sections[1]?.anchor;
    };
    expect(anchorIn('toc')).toBe('über-uns');
    expect(anchorIn('pymdownx.tabbed')).toBe('uber-uns');
  });

  it('takes day and owner from outside where the file says nothing', () => {
    const { articles } = parse(
      { 'a.md': 'One.', 'b.md': '---\nupdated: 2026-01-02\nowner: Ida\n---\nTwo.' },
      {},
      {
        'a.md': { committed: '2026-03-04', owner: 'mia@example.org' },
        'b.md': { committed: '2026-03-04', owner: 'mia@example.org' },
      },
    );
    expect(articles).toMatchObject([
      {
        updated: '2026-03-04',
        owner: { kind: 'email', address: 'mia@example.org' },
        origins: { updated: 'the last commit' },
      },
      { updated: '2026-01-02', owner: { kind: 'name', name: 'Ida' } },
    ]);
  });

  it('believes what it is told about the dialect more than what it sees', () => {
    const files = { 'a.md': '# One & two\n\nText.' };
    const anchorsOf = (options: FolderOptions) =>
      parse(files, options).articles[0]?.sections.map(({ anchor }) => anchor);
    expect(anchorsOf({})).toEqual(['one--two']);
    expect(anchorsOf({ flavour: 'mkdocs' })).toEqual(['one-two']);
  });

  it('includes nothing that its reader does not give', () => {
    const { articles } = parse(
      { 'a.md': 'Text.\n\n--8<-- "../secret.txt"\n\n<<< /etc/passwd\n' },
      { read: () => undefined },
    );
    expect(articles[0]?.sections[0]?.blocks).toHaveLength(1);
  });

  it('ends includes that include one another', () => {
    const { articles } = parse({ 'a.md': 'A\n\n--8<-- "b.md"', 'b.md': 'B\n\n--8<-- "a.md"' });
    expect(articles).toHaveLength(2);
  });

  it('says once for the folder which keys nobody reads', () => {
    const { problems } = parse({
      'a.md': '---\nlayout: x\nweight: 1\n---\nOne.',
      'b.md': '---\nlayout: y\n---\nTwo.',
    });
    expect(problems).toEqual([
      {
        severity: 'warning',
        path: '.',
        line: 1,
        message: "Guidepost doesn't use these front matter keys: layout (2), weight (1)",
      },
    ]);
  });
});
