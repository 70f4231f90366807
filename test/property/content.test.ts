import { describe, expect, it } from '@jest/globals';
import type { Article } from '../../src/content/article.ts';
import { formatProblem } from '../../src/content/content-problem.ts';
import { InvalidArticleError } from '../../src/content/invalid-article-error.ts';
import { parseArticle, type ParsedArticle } from '../../src/content/parse-article.ts';
import { articleFile } from '../helpers/make-article.ts';
import { anyString, fc } from '../helpers/fast-check.ts';

/** Undefined when the article was refused in the one way it may be refused. */
function tryParse(file: string | Uint8Array): ParsedArticle | undefined {
  try {
    return parseArticle('case.md', Buffer.from(file));
  } catch (error) {
    if (!(error instanceof InvalidArticleError)) throw error;
    checkProblems(error);
    return undefined;
  }
}

function checkProblems({ problems }: InvalidArticleError): void {
  expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  for (const problem of problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(formatProblem(problem)).not.toContain('\n');
  }
}

const unseen = /(?![\t\n\v\f\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u;

function checkArticle({ sections, slug, title, summary, tags, ...rest }: Article): void {
  expect(slug).toMatch(/^[\p{L}\p{M}\p{N}_./-]+$/u);
  expect(title).not.toBe('');
  expect(Array.from(summary).length).toBeLessThanOrEqual(200);
  expect(new Set(tags).size).toBe(tags.length);
  for (const shown of [title, summary, ...tags, ...rest.aliases, ...rest.questions]) {
    expect(shown).not.toMatch(unseen);
    expect(shown).not.toContain('\n');
  }
  const anchors = sections.map(({ anchor }) => anchor);
  expect(new Set(anchors).size).toBe(anchors.length);
  for (const { heading, level, anchor, blocks } of sections) {
    expect(level === 0).toBe(heading === '');
    expect(level === 0).toBe(anchor === '');
    for (const block of blocks) {
      expect(block.text).not.toMatch(unseen);
      expect(block.text.isWellFormed()).toBe(true);
      if (block.kind === 'code') continue;
      expect(block.text).not.toBe('');
      expect(block.text).toBe(block.text.replace(/\s+/g, ' ').trim());
      const inside = block.code.flatMap(({ start, end }) => [start, end]);
      const edges = [0, ...inside, block.text.length];
      expect(edges).toEqual(edges.toSorted((a, b) => a - b));
      expect(block.code.filter(({ start, end }) => end <= start)).toEqual([]);
    }
  }
}

/** Pieces that mean something to the parsers, in any order, with anything between them. */
const markdownPiece = fc.oneof(
  fc.constantFrom(
    ...['# ', '## ', '> ', '- ', '1. ', '  ', '    ', '\t', '\n', '\n\n', '\r\n', '\r', '---\n'],
    ...['***', '**', '*', '_', '~~', '`', '``', '```\n', '~~~js\n', '[', ']', '(', ')', '](', '!['],
    ...['[^1]', '[^1]: ', '[a]: ', '| a | b |\n', '|---|---|\n', '===\n', '\\', '<', '>', '</b>'],
    ...[
      '<!--',
      '-->',
      '<b a="',
      '<script>',
      '</script>',
      '<img alt="x">',
      '<br>',
      '<?',
      '<![CDATA[',
    ],
    ...[
      '&amp;',
      '&#0;',
      '&#x202E;',
      '&shy;',
      'http://a.b',
      'www.',
      'a@b.c',
      '[x] ',
      '\0',
      '\u202E',
    ],
    ...['\u00AD', '\u200B', '\uFEFF', 'e\u0301', '日本', '👩‍💻', ' ', 'a', 'Word'],
  ),
  anyString({ maxLength: 5 }),
);
const markdown = fc.array(markdownPiece, { maxLength: 60 }).map((pieces) => pieces.join(''));

const yamlPiece = fc.oneof(
  fc.constantFrom(
    ...['title: ', 'summary: ', 'tags: ', 'updated: ', 'owner: ', 'url: ', 'slug: ', 'aliases: '],
    ...['questions: ', 'draft: ', 'minor: ', 'x: ', '\n', '\n  ', '\n- ', '- ', '? ', ': ', ', '],
    ...[
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '!t ',
      '!!binary ',
      '!!timestamp ',
      '#',
    ],
    ...[
      '%',
      '@',
      '`',
      '~',
      'null',
      'true',
      '2026-11-22',
      '1e9',
      '.inf',
      '<<: ',
      '__proto__: ',
      '\\u',
    ],
    ...['https://a.b/', 'U012AB3CDE', 'a', '---\n', '...\n', '\t', '\r', '\0', '\u202E'],
  ),
  anyString({ maxLength: 5 }),
);
const yaml = fc.array(yamlPiece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('the parser, whatever it is given', () => {
  it('refuses any bytes with nothing but its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        tryParse(bytes);
        tryParse(Buffer.concat([Buffer.from('---\ntitle: t\nsummary: s\n---\n'), bytes]));
      }),
    );
  });

  it('makes something sound of any body', () => {
    let accepted = 0;
    fc.assert(
      fc.property(markdown, (body) => {
        const parsed = tryParse(articleFile({ body }));
        if (parsed === undefined) return;
        accepted += 1;
        checkArticle(parsed.article);
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('makes something sound of any front matter', () => {
    fc.assert(
      fc.property(yaml, fc.boolean(), (text, isComplete) => {
        const required = isComplete ? 'title: t\nsummary: s\n' : '';
        const parsed = tryParse(`---\n${required}${text}\n---\nText`);
        if (parsed !== undefined) checkArticle(parsed.article);
      }),
      { numRuns: 300 },
    );
  });

  it('makes something sound of any value of any key', () => {
    const keys = [
      'title',
      'summary',
      'slug',
      'tags',
      'updated',
      'owner',
      'url',
      'aliases',
      'draft',
    ];
    const value = fc.oneof(anyString(), fc.jsonValue());
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, given) => {
        const values = { title: 't', summary: 's', [key]: given };
        const lines = Object.entries(values).map(
          ([name, each]) => `${name}: ${JSON.stringify(each)}`,
        );
        const parsed = tryParse(`---\n${lines.join('\n')}\n---\nText`);
        if (parsed === undefined) return;
        accepted += 1;
        checkArticle(parsed.article);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(30);
  });

  it('reads no front matter but YAML', () => {
    const language = fc
      .string({ minLength: 1 })
      .filter((text) => !/^-|\n|\r|^\s*(ya?ml)?\s*$/i.test(text));
    fc.assert(
      fc.property(language, (name) => {
        const parsed = tryParse(`---${name}\ntitle: read\nsummary: s\n---\nText`);
        expect(parsed?.article.title).not.toBe('read');
      }),
    );
  });

  it('says the same of the same file, and of it with other line ends', () => {
    fc.assert(
      fc.property(markdown, (body) => {
        const file = articleFile({ body: body.replaceAll('\r', '') });
        const parsed = tryParse(file);
        expect(tryParse(file)).toEqual(parsed);
        expect(tryParse(`\uFEFF${file.replaceAll('\n', '\r\n')}`)).toEqual(parsed);
      }),
    );
  });
});
