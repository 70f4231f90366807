import { describe, expect, it } from '@jest/globals';
import { checkLinks } from '../../src/content/links/check-links.ts';
import type { ParsedFolder } from '../../src/content/folder/parse-folder.ts';
import { fc } from '../helpers/fast-check.ts';
import { parseFolder } from '../helpers/parse-folder.ts';

const stems = ['a', 'b', 'FAQ', 'faq', 'x-y', 'index', 'Cafe\u0301'];
const path = fc
  .tuple(fc.constantFrom('', 'en/', 'docs/', 'docs/b/', '_parts/'), fc.constantFrom(...stems))
  .map(([folder, stem]) => `${folder}${stem}.md`);
const otherFile = fc.constantFrom(
  ...[
    'mkdocs.yml',
    'docs/mkdocs.yml',
    '.obsidian/app.json',
    'CODEOWNERS',
    'a.png',
    'docs/old.html',
  ],
);
const link = fc.oneof(
  path.map((each) => `[x](${encodeURI(each)})`),
  path.map((each) => `[x](/${encodeURI(each.replace('.md', '/'))})`),
  path.map((each) => `[x](../${encodeURI(each)}#one)`),
  fc.constantFrom(...stems).map((stem) => `[[${stem}#Two]]`),
  fc.constantFrom(
    '[[Start here]]',
    '![x](a.png)',
    '[x](b)',
    '[x](/old/)',
    '[x](docs)',
    '[x](#two)',
  ),
);
const oneOf = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values);
const article = fc
  .record({
    front: oneOf('title: Start here', 'title: FAQ', 'draft: true', 'slug: b', 'owner: Ida', ': ['),
    more: oneOf('aliases: [Start here, b]', 'redirect_from: /old/', 'permalink: /b/', 'layout: x'),
    heading: fc.constantFrom('One', 'Two', 'Start here'),
    links: fc.array(link, { maxLength: 3 }),
    include: oneOf('--8<-- "docs/part.txt"'),
  })
  .map(({ front, more, heading, links, include }) =>
    [`---\n${front}\n${more}\n---`, `# ${heading}`, 'Text.', ...links, include].join('\n\n'),
  );
const change = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(path, article) },
  { weight: 2, arbitrary: fc.tuple(path, fc.constant(undefined)) },
  {
    weight: 1,
    arbitrary: fc.tuple(otherFile, fc.constantFrom('* @ida', 'docs_dir: docs', '{}', undefined)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant('docs/part.txt'), fc.constantFrom('# One', '[x](a.md)')),
  },
);
const days = fc.constantFrom(undefined, '2026-01-02', '2026-03-04');
const step = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  day: days,
  /** One goes under another name. */
  rename: fc.option(fc.tuple(path, path), { nil: undefined }),
});

function parse(
  texts: ReadonlyMap<string, string>,
  day: string | undefined,
  previous?: ParsedFolder,
): ParsedFolder {
  const facts = new Map([...texts.keys()].map((each) => [each, { committed: day }]));
  return parseFolder(texts, { previous }, facts);
}

describe('a folder that changes', () => {
  it('is, parsed from what was parsed before, what it is parsed from nothing', () => {
    const run = fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const texts = new Map<string, string>();
      let folder: ParsedFolder | undefined;
      for (const { changes, day, rename } of steps) {
        for (const [each, text] of changes) {
          if (text === undefined) texts.delete(each);
          else texts.set(each, text);
        }
        const moved = rename && texts.get(rename[0]);
        if (rename !== undefined && moved !== undefined) {
          texts.delete(rename[0]);
          texts.set(rename[1], moved);
        }
        folder = parse(texts, day, folder);
        const anew = parse(texts, day);
        const { index, memory } = folder;
        expect(folder).toEqual({ ...anew, index, memory });
        expect(checkLinks(folder)).toEqual(checkLinks(anew));
      }
    });
    fc.assert(run, { numRuns: 60 });
  });
});
