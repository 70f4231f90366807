import { describe, expect, it } from '@jest/globals';
import { checkStrictly } from '../../../src/library/check-content.ts';
import { maxFileBytes } from '../../../src/content/content-limits.ts';
import { formatProblem } from '../../../src/content/content-problem.ts';
import { InvalidArticleError } from '../../../src/content/invalid-article-error.ts';
import { parseTree } from '../../../src/content/body/parse-tree.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';
import { articleFile } from '../../helpers/make-article.ts';

const parse = (text: string, path = 'vpn.md') => parseArticle(path, Buffer.from(text));

/** What the parser refuses a file for; none when it becomes an article. */
function problemsOf(file: string | Uint8Array): string[] {
  try {
    parseArticle('vpn.md', Buffer.from(file));
    return [];
  } catch (error) {
    if (!(error instanceof InvalidArticleError)) throw error;
    return error.problems.map(formatProblem);
  }
}

/** What it warns of in front matter. */
function warningsOf(text: string): string[] {
  return parse(text).warnings.map(({ line, message }) => `${line}: ${message}`);
}

/** What the strict check says besides. */
function missingIn(text: string): string[] {
  return checkStrictly(parse(text)).map(({ message }) => message);
}

const articleWith = (frontMatter: string) => parse(articleFile({ frontMatter })).article;

describe('parseArticle', () => {
  it('reads an article with everything in its front matter', () => {
    const frontMatter = [
      'slug: network/vpn',
      'tags: [Network, "#Security", network]',
      'updated: 2026-11-22',
      'owner: U012AB3CDE',
      'url: https://wiki.example.com/vpn',
      'aliases: [tunnel, 1.10, 404]',
      'questions:',
      '  - How do I reach the database from home?',
      'draft: true',
      'minor: yes',
    ].join('\n');
    const { article, draft, warnings } = parse(articleFile({ frontMatter }));
    expect(article).toMatchObject({
      slug: 'network/vpn',
      title: 'VPN',
      summary: 'How to connect.',
      tags: ['network', 'security'],
      updated: '2026-11-22',
      owner: { kind: 'slackUser', id: 'U012AB3CDE' },
      url: 'https://wiki.example.com/vpn',
      aliases: ['tunnel', '1.10', '404'],
      questions: ['How do I reach the database from home?'],
      minor: true,
      path: 'vpn.md',
      markdown: 'Use the VPN.\n',
    });
    expect(draft).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('needs no more than a title, a summary and a text', () => {
    const { article, draft } = parse(articleFile());
    expect(article).toMatchObject({
      slug: 'vpn',
      tags: [],
      updated: undefined,
      owner: undefined,
      url: undefined,
      aliases: [],
      questions: [],
      minor: false,
    });
    expect(draft).toBe(false);
  });

  it('takes the path without its extension as the slug', () => {
    const slugOf = (path: string) => parse(articleFile(), path).article.slug;
    expect(slugOf('deploy/roll-back.md')).toBe('deploy/roll-back');
    expect(slugOf('Für alle/My page (2).MD')).toBe('Für-alle/My-page-2-');
    expect(slugOf('fu\u0308r.md')).toBe('f\u00FCr');
  });

  it('reads a file with a byte order mark and Windows line ends as it reads one without', () => {
    const text = articleFile({ body: '# One\n\nText\n\n```\na\nb\n```' });
    const { article } = parse(text);
    expect(parse(`\uFEFF${text.replaceAll('\n', '\r\n')}`).article).toEqual(article);
    expect(parse(text.replaceAll('\n', '\r')).article).toEqual(article);
  });

  it('says on which line a file stops being UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(articleFile()), Buffer.from([0x61, 0xff, 0x0a])]);
    expect(problemsOf(bytes)).toEqual([
      "vpn.md:6: this line isn't valid UTF-8; save the file as UTF-8",
    ]);
    expect(problemsOf(Buffer.from(`\uFEFF${articleFile()}`, 'utf16le'))).toEqual([
      'vpn.md:1: the file is UTF-16; save it as UTF-8',
    ]);
  });

  it('tells the lines of links by the file, not by the body', () => {
    const { links } = parse(articleFile({ body: 'One [a](a.md)\n\n![b](b.png)' }));
    expect(links).toEqual([
      { url: 'a.md', line: 5 },
      { url: 'b.png', line: 7 },
    ]);
  });

  it('tells the right line when white space follows the dashes', () => {
    const file = articleFile({ body: '[a](a.md)' }).replaceAll('---\n', '---  \n');
    expect(parse(file).links).toEqual([{ url: 'a.md', line: 5 }]);
  });

  it('removes what is hidden from titles, tags and text', () => {
    const { article } = parse(
      articleFile({ title: '"VP\\u202EN\\u0000 \\uD800"', body: 'a\u202Eb\u0000c\u200Bd' }),
    );
    expect(article.title).toBe('VPN \uFFFD');
    expect(article.markdown).toBe('abcd\n');
  });
});

describe('a heading that a template fills in', () => {
  it.each(['# <%= title %>', '# {{ page.title }}', '#'])(
    'leaves nothing on its page: %s',
    (line) => {
      const { article, anchors } = parse(`${line}\n\nOne.\n\n## Section\n\nTwo.\n`);
      const page = parseTree(article.markdown);
      expect(page.children).not.toContainEqual(expect.objectContaining({ tagName: 'h1' }));
      expect([...anchors]).toEqual(['section']);
    },
  );
});

describe('a title', () => {
  it.each([
    ['"The <Transition> component"', 'The <Transition> component'],
    ['pnpm add <pkg>', 'pnpm add <pkg>'],
    ['The <b> element', 'The <b> element'],
    ['<script>alert(1)</script> & co', '<script>alert(1)</script> & co'],
    ['"`<em>x</em>` <em>before</em> <b>the <i>move</i></b><br>"', '<em>x</em> before the move'],
  ])('is the plain text of front matter: %s', (written, title) => {
    expect(parse(articleFile({ title: written })).article.title).toBe(title);
  });

  it.each([
    ['`<Transition>` and `<script setup>`', '<Transition> and <script setup>'],
    ['\\<Transition> by hand', '<Transition> by hand'],
    ['The <Transition> component', 'The <Transition> component'],
    ['Use <script setup>', 'Use <script setup>'],
    ['Dates <Badge text="3.4+" /> and <em>times</em>', 'Dates and times'],
  ])('is the heading without what the site puts there: %s', (written, title) => {
    expect(parse(`# ${written}\n\nText.\n`).article.title).toBe(title);
  });
});

describe('a text that names itself', () => {
  it.each([
    [
      'by a heading of a lower level that all others are below',
      '## Iterators\n\nA.\n\n### Next\n',
      'Iterators',
    ],
    ['not by the first of several', '## Setup\n\nA.\n\n## Use\n\nB.\n', 'Vpn'],
    ['not by the only one', '## Opening hours\n\nFrom nine.\n', 'Vpn'],
    ['not by one behind its first words', 'Ask us.\n\n## Setup\n\nA.\n\n### Next\n', 'Vpn'],
    ["by a line of Pandoc's", '% Method syntax\n% Ida\n\nIt dots.\n', 'Method syntax'],
    [
      "by a manual page's",
      '% tunnel-run 1 "May 2026"\n\n## NAME\ntunnel-run - digs\n',
      'tunnel-run',
    ],
    [
      "by a manual page's first section",
      '# Name\n\n`vpn --add` - adds one\n\n# Use\n\nA.\n',
      'vpn --add',
    ],
  ])('is called %s', (_, text, title) => {
    expect(parse(text).article.title).toBe(title);
  });

  it.each([
    [
      'All software is attacked. Consider this:\n\n- One\n\nYou run a bank.\n',
      'All software is attacked.',
    ],
    ['It asks, e.g. this:\n\n- One\n\nYou run a bank with it.\n', 'You run a bank with it.'],
  ])('is summed up without a lead-in', (text, summary) => {
    expect(parse(text).article.summary).toBe(summary);
  });
});

describe('front matter that is fine', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['"2026-11-22"', '2026-11-22'],
    ['2026-11-22T23:59:59-11:00', '2026-11-22'],
    ['2026-11-22 00:00:00 +14', '2026-11-22'],
    ['!!timestamp 2026-11-22', '2026-11-22'],
    ['2024-02-29', '2024-02-29'],
  ])('reads the date %s as the day that is written', (written, day) => {
    expect(articleWith(`updated: ${written}`).updated).toBe(day);
  });

  it.each([
    ['U012AB3CDE', { kind: 'slackUser', id: 'U012AB3CDE' }],
    ['"<@W012AB3CDE>"', { kind: 'slackUser', id: 'W012AB3CDE' }],
    ['ana@example.com', { kind: 'email', address: 'ana@example.com' }],
    ['WENDY', { kind: 'name', name: 'WENDY' }],
    ['Backend  team', { kind: 'name', name: 'Backend team' }],
  ])('knows the kind of owner %s', (written, owner) => {
    expect(articleWith(`owner: ${written}`).owner).toEqual(owner);
  });

  it.each([
    ['"Retries, #ci , api, API"', ['retries', 'ci', 'api']],
    ['[2026, "no", über-uns, 日本]', ['2026', 'no', 'über-uns', '日本']],
    ['\n  - a\n  - b, c', ['a', 'b', 'c']],
    ['solo', ['solo']],
    ['', []],
    ['[]', []],
  ])('reads tags written as %j', (written, tags) => {
    expect(articleWith(`tags: ${written}`).tags).toEqual(tags);
  });

  it('takes a text for a list of one, and leaves out what stands there twice', () => {
    expect(articleWith('questions: How, why and when?').questions).toEqual(['How, why and when?']);
    expect(articleWith('aliases: [a, b, a]').aliases).toEqual(['a', 'b']);
  });

  it('takes a key without a value for one that is not there', () => {
    const frontMatter = 'slug: ""\ntags:\nupdated: ~\nowner: " "\nurl: ""\ndraft:';
    const { article, warnings } = parse(articleFile({ frontMatter }));
    expect(article).toEqual(parse(articleFile()).article);
    expect(warnings).toEqual([]);
  });

  it('keeps numbers and words such as "no" as they are written', () => {
    expect(parse(articleFile({ title: '1.10' })).article.title).toBe('1.10');
    expect(parse(articleFile({ title: 'No' })).article.title).toBe('No');
    expect(parse(articleFile({ title: '0x1F' })).article.title).toBe('0x1F');
  });

  it('follows an alias to a text, and writes folded text on one line', () => {
    expect(articleWith('aliases: [&a tunnel, *a]').aliases).toEqual(['tunnel']);
    expect(articleWith('questions:\n  - >\n    How\n    so?').questions).toEqual(['How so?']);
  });

  it('may be announced as YAML', () => {
    expect(parse(articleFile().replace('---', '--- yaml ')).article.title).toBe('VPN');
  });

  it('is cut where it is longer than what is shown, in characters and not in UTF-16 units', () => {
    const withSummary = (summary: string) => `---\ntitle: t\nsummary: ${summary}\n---\nText`;
    expect(parse(withSummary('😀'.repeat(200))).article.summary).toBe('😀'.repeat(200));
    const { article, warnings } = parse(withSummary('😀'.repeat(201)));
    expect(article.summary).toBe(`${'😀'.repeat(199)}…`);
    expect(warnings).toMatchObject([
      { message: 'summary is longer than 200 characters; it was cut' },
    ]);
  });
});

describe('front matter that something is wrong with', () => {
  it('warns of every problem at once, each on its line, and takes the rest', () => {
    const text =
      '---\ntitle: VPN\nsummary: Text\nupdated: 2026-02-30\nurl: ftp://x\ndraft: perhaps\nslog: x\n---\nText';
    expect(warningsOf(text)).toEqual([
      '4: updated should be a date written like 2026-11-22, not "2026-02-30"',
      '5: url is no whole http or https address; it was passed over',
      '6: draft must be true or false',
    ]);
    expect(parse(text).article).toMatchObject({ title: 'VPN', updated: undefined, url: undefined });
  });

  it.each([
    ['---\ntitle: a\nsummary: b\ntitle: c\n---\nText', '4: this key stands here a second time'],
    ['---\ntitle: a: b\n---\nText', '2: a value with ": " in it must be in quotes'],
    ['---\ntitle: a\n\tsummary: b\n---\nText', '3: YAML is indented with spaces'],
    ['---\ntitle: "a\nsummary: b\n---\nText', '3: a quotation mark or bracket is missing here'],
    ['---\ntitle: a\ntags: [#a]\n---\nText', '3: "#" starts a comment in YAML'],
    ['---\ntitle: !!js/function "x"\n---\nText', "2: YAML tags such as !name aren't understood"],
    [`---\n${'k: v\n'.repeat(4_000)}---\nText`, '1: front matter is longer than 16384 characters'],
    ['---\nurl: wiki/vpn\n---\nText', '2: url is no whole http or https address'],
    ['---\nurl: javascript:alert(1)\n---\nText', '2: url is no whole http or https address'],
    ['---\nurl: https://me:secret@example.com\n---\nText', '2: url is no whole http'],
    ['---\nupdated: 2026-13-01\n---\nText', '2: updated should be a date written like'],
    ['---\naliases: [{a: b}]\n---\nText', '2: aliases has an entry that is no text'],
  ])('%j', (text, warning) => {
    expect(warningsOf(text)).toEqual([expect.stringContaining(warning)]);
  });

  it('is none when it is words between two rules', () => {
    expect(warningsOf('---\njust words\n---\nText')).toEqual([]);
  });

  it.each(['../secret', '/absolute', '"a b"', 'a/./b'])('has no slug %s', (slug) => {
    expect(parse(articleFile({ frontMatter: `slug: ${slug}` })).article.slug).toBe('vpn');
  });

  it('takes as many entries as there may be, and none that is longer than a question', () => {
    const many = Array.from({ length: 51 }, (_, at) => at).join();
    expect(articleWith(`questions: [${many}]`).questions).toHaveLength(50);
    expect(articleWith(`aliases: [${'x'.repeat(301)}, y]`).aliases).toEqual(['y']);
  });

  it('lacks a title and a summary, for a strict check, wherever else they come from', () => {
    const both = [
      'front matter needs a title; add "title: ..."',
      'front matter needs a summary; add "summary: ..."',
    ];
    expect(missingIn('# A heading\n\nText')).toEqual(both);
    expect(missingIn('---\n# comment\n---\nText')).toEqual(both);
    expect(missingIn('---\ntitle: ""\nsummary: "\\u202E"\n---\nText')).toEqual(both);
    expect(missingIn('---\ntitle: x\n---\nText')).toEqual(both.slice(1));
    expect(missingIn(articleFile())).toEqual([]);
  });

  it('has a key that nobody knows, for a strict check', () => {
    expect(missingIn(articleFile({ frontMatter: 'titel: x\nlayout: post' }))).toEqual([
      'unknown key "titel" is ignored; did you mean "title"?',
      'unknown key "layout" is ignored; take it out',
    ]);
  });

  it('expands no aliases that multiply', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const before = Array(9).fill(level === 0 ? 'lol' : `*a${level - 1}`);
      return `a${level}: &a${level} [${before.join(', ')}]`;
    });
    const text = `---\ntitle: t\nsummary: s\n${levels.join('\n')}\ntags: *a11\n---\nText`;
    expect(parse(text).article).toMatchObject({ title: 't', tags: [] });
  });

  it.each(['['.repeat(8_000), '{a: '.repeat(4_000), '? '.repeat(8_000), '- '.repeat(8_000)])(
    'is passed over where it is nested too deeply (case %#)',
    (yaml) => {
      expect(parse(`---\n${yaml}\n---\nText`).article.title).toBe('Vpn');
    },
  );
});

describe('front matter in another language', () => {
  const languages = [
    ...['js', 'javascript', 'JS', ' js', '\tjs', 'js ', 'JavaScript', 'node', 'eval'],
    ...['coffee', 'coffeescript', 'cson', 'json', 'json5', 'JSON', 'toml', 'ini', 'ts'],
    ...['constructor', '__proto__', 'toString', 'yaml js', 'yaml;js', 'yaml\u00A0', 'x'.repeat(99)],
  ];

  it.each(languages)('%j never runs', (language) => {
    const code = 'globalThis.frontMatterRan = true, { title: "t", summary: "s" }';
    for (const matter of [code, `module.exports = (${code})`, `{"title": "t", "summary": "s"}`]) {
      expect(parse(`---${language}\n${matter}\n---\nText`).article.path).toBe('vpn.md');
    }
    expect(globalThis).not.toHaveProperty('frontMatterRan');
  });

  it('runs nothing that YAML could smuggle in', () => {
    const tags = [
      '!!js/function "function () { globalThis.frontMatterRan = true }"',
      '!!js/eval x',
    ];
    for (const tag of tags) {
      expect(warningsOf(`---\ntitle: ${tag}\nsummary: s\n---\nText`)).toHaveLength(1);
    }
    expect(globalThis).not.toHaveProperty('frontMatterRan');
  });
});

describe('a body that is refused', () => {
  const problemOf = (body: string) => problemsOf(articleFile({ body }))[0]?.split(';')[0];

  it.each([
    ['nothing', '', "vpn.md:5: there's nothing to read"],
    ['only a comment', '<!-- later -->', "vpn.md:5: there's nothing to read"],
    ['only a picture without words', '![](a.png)', "vpn.md:5: there's nothing to read"],
    ['deep quotations', `x\n\n${'>'.repeat(10_000)} x`, 'vpn.md:7: quotations and lists are more'],
    ['deep lists', '- '.repeat(10_000), 'vpn.md:5: quotations and lists are more than 20 deep'],
    ['many lines', '\n'.repeat(10_001), 'vpn.md:10005: more than 10000 lines'],
    ['many headings', '# a\n\n'.repeat(1_001), 'vpn.md:5: more than 1000 headings'],
    ['many underlines', 'a\n=\n'.repeat(1_001), 'vpn.md:2006: more than 1000 rules and underlined'],
    ['much emphasis', '*a **a '.repeat(9_000), 'vpn.md:5: too many of the marks'],
    ['a wide table', `${'|a'.repeat(9_000)}\n${'|-'.repeat(9_000)}`, 'vpn.md:5: too many of the'],
    [
      'long deep lists',
      `${'- '.repeat(20)}x\n`.repeat(2_001),
      'vpn.md:2005: too many lines of deep',
    ],
  ])('%s', (_, body, problem) => {
    expect(problemOf(body)).toContain(problem);
  });

  it.each([
    ['an indented line', 'x\n\n    ```'],
    ['a fence in a list', '- x\n\n  ```'],
    ['a fence that ends with its quotation', '> ```'],
    ['a fence closed behind one that is no end', '```\n```js\n```'],
    ['a fence with a mark of code in its first line', '``` a`b'],
    ['a fence inside HTML', '<div>\n```'],
    ['a fence inside a comment', '<!--\n\n```\n-->'],
    ['an indented fence closed at the edge', ' ```\n```'],
  ])('many marks after %s', (_, start) => {
    expect(problemOf(`${start}\n\n${'*a_'.repeat(2_000)}`)).toContain('too many of the marks');
  });

  it('a file above the limit', () => {
    expect(problemsOf(articleFile({ body: 'a'.repeat(maxFileBytes) }))).toEqual([
      'vpn.md:1: the file has 257 KB; split it, at most 256 KB are read',
    ]);
  });

  it.each([
    ['a long line', 'a'.repeat(100_000)],
    ['many words', 'word '.repeat(20_000)],
    ['a long list of links', '- [name](page.md "title") and `code`\n'.repeat(1_500)],
    ['a long table', `| a | b |\n|---|---|\n${'| *x* | [y](z.md) |\n'.repeat(1_500)}`],
    ['marks in a fence', `\`\`\`\n${'*_[<'.repeat(40_000)}\n\`\`\``],
    ['marks in a fence after a comment', `<!-- x -->\n~~~ts\n${'*_[<'.repeat(40_000)}\n ~~~~\nx`],
    ['brackets', '['.repeat(2_900)],
    ['emphasis', '*a **a '.repeat(900)],
  ])('but not %s', (_, body) => {
    expect(problemOf(body)).toBeUndefined();
  });
});
