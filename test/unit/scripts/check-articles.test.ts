import { describe, expect, it } from '@jest/globals';
import {
  readSource,
  type ArticleSource,
  type CodeSource,
} from '../../../scripts/articles/article-source.ts';
import { checkCode } from '../../../scripts/articles/check-code.ts';
import { checkMeasurements } from '../../../scripts/articles/check-measurements.ts';
import { checkModels } from '../../../scripts/articles/check-models.ts';
import { checkPrices } from '../../../scripts/articles/check-prices.ts';
import { checkQuotes } from '../../../scripts/articles/check-quotes.ts';
import { checkSentences } from '../../../scripts/articles/check-sentences.ts';
import { checkShape, checkTagShares, countWords } from '../../../scripts/articles/check-shape.ts';
import { compilePython } from '../../../scripts/articles/compile-python.ts';
import { checkFacts, listOldFacts, parseFacts } from '../../../scripts/articles/facts.ts';
import { readTags } from '../../../scripts/articles/read-tags.ts';
import { formatProblem, type ContentProblem } from '../../../src/content/content-problem.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

/** Left out on a machine without Python. */
const describeWithPython = (await compilePython([])) === undefined ? describe.skip : describe;

const lines = (problems: readonly ContentProblem[]) => problems.map(formatProblem);

/** An article whose body starts on line 5, or later with more front matter. */
function sourceOf(body: string, { path = 'a.md', frontMatter = '' } = {}): ArticleSource {
  const file = articleFile({ body, frontMatter });
  return readSource(parseArticle(path, Buffer.from(file)).article, file);
}

function block(language: string, text: string): CodeSource {
  return { path: 'a.md', line: 10, language, text };
}

describe('checkCode', () => {
  it.each([
    'create index concurrently on orders (created_at desc) where deleted_at is null',
    'insert into keys (id) values ($1) on conflict (id) do update set seen = now() returning id',
    "select * from jobs where run_at < now() - interval '5 minutes' for update skip locked",
    'select * from orders where (created_at, id) < ($1, $2) order by created_at desc limit 50',
    "alter table orders add constraint c check (total > 0) not valid; set lock_timeout = '2s'",
    'create table t (id bigint generated always as identity primary key, doc jsonb not null)',
    '-- fragment: x exists\nSELECT FROM WHERE',
  ])('knows the SQL of PostgreSQL: %s', async (text) => {
    expect(lines((await checkCode([block('sql', text)])).problems)).toEqual([]);
  });

  it('accepts what parses, and other languages', async () => {
    const { problems } = await checkCode([
      block('yaml', 'on: [push]\n---\nsecond: document'),
      block('json', '{"a": [1, null]}'),
      block('bash', 'if then fi ((('),
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['yaml', 'a: 1\nb: c: d\n', /^a\.md:11: YAML: /],
    ['json', '{"a": }', /^a\.md:10: JSON: /],
    ['sql', 'select 1;\nselct 2;', /^a\.md:11: SQL: syntax error at or near "selct"; mend it/],
    ['sql', '-- a comment\nselect from where', /^a\.md:11: SQL: /],
  ])('tells the line of the article where %s is wrong', async (language, text, problem) => {
    expect(lines((await checkCode([block(language, text)])).problems)).toEqual([
      expect.stringMatching(problem),
    ]);
  });

  it('knows when there is no Python', async () => {
    expect(await compilePython(['x = 1'], '/nowhere/python3')).toBeUndefined();
  });
});

describeWithPython('checkCode with Python', () => {
  it('compiles each block on its own and runs none', async () => {
    const { problems, leftOut } = await checkCode([
      block('python', 'import nowhere\n\nasync def f(x: int) -> None:\n    await nowhere.g(x)\n'),
      block('python', 'raise SystemExit(3)'),
    ]);
    expect({ problems, leftOut }).toEqual({ problems: [], leftOut: [] });
  });

  it.each([
    ['x = 1\n\ndef f(:\n    pass\n', 'a.md:12: Python: invalid syntax'],
    ['x = 1\nreturn x\n', "a.md:11: Python: 'return' outside function"],
    ['x = "\\d"\n', 'a.md:10: Python: invalid escape sequence'],
    ['x = "\0"', 'a.md:10: Python: '],
  ])('finds fault with %j', async (text, problem) => {
    const { problems } = await checkCode([block('python', 'x = 1'), block('python', text)]);
    expect(lines(problems)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('checkSentences', () => {
  const shared = 'Every handler checks the signature before it reads a single byte of JSON.';

  it('finds a sentence that two articles share, whatever its signs', () => {
    const first = sourceOf(`Before. ${shared}`);
    const second = sourceOf(
      `Text.\n\n| a |\n|---|\n| ${shared.toUpperCase().replace('.', ' ')} |`,
      {
        path: 'b.md',
      },
    );
    expect(lines(checkSentences([first, second]))).toEqual([
      expect.stringContaining('b.md:9: shares a sentence with a.md:5: "every handler checks'),
    ]);
  });

  it('finds a sentence of the plan', () => {
    const plan = [sourceOf(shared, { path: 'plan.md' })];
    expect(lines(checkSentences([sourceOf(shared)], plan))).toEqual([
      expect.stringContaining('a.md:5: shares a sentence with plan.md:5'),
    ]);
  });

  it('lets short sentences, code and repetition within one article be', () => {
    const code = '```\none two three four five six seven eight nine ten eleven\n```';
    const body = `Keep it short. ${shared}\n\n${shared}\n\n${code}`;
    const other = sourceOf(`Keep it short.\n\n${code}`, { path: 'b.md' });
    expect(checkSentences([sourceOf(body), other])).toEqual([]);
  });
});

describe('checkPrices', () => {
  it.each(['It costs $12.', 'It costs 12 EUR.', '12€ a month', 'Paid in USD', 'ten dollars'])(
    'refuses %j without a date or a label',
    (text) => {
      expect(lines(checkPrices(sourceOf(`Example.\n\n## Cost\n\n${text}`)))).toEqual([
        expect.stringContaining('a.md:9: a price ('),
      ]);
    },
  );

  it.each([
    'For example, it costs $12.',
    'It cost $12 on 2026-11-22.',
    'It cost 12 EUR in November 2026.',
    '| Assumption | EUR |\n|---|---|\n| hour | 70 |',
    'In code:\n\n```sh\necho $12\n```',
    'The European and eurozone rules.',
  ])('accepts %j', (text) => {
    expect(lines(checkPrices(sourceOf(`## Cost\n\n${text}`)))).toEqual([]);
  });
});

describe('checkShape', () => {
  const rules = { tags: ['api'], paths: new Set(['a.md', 'b.md', 'c.md']) };
  const complete = [
    'tags: [api]',
    'updated: 2026-11-22',
    'owner: Team',
    'aliases: [x]',
    'questions: [a, b, c]',
  ].join('\n');
  const body = `${'word '.repeat(600)}[b](b.md) and [c](c.md#x).`;

  it('accepts an article by the rules', () => {
    expect(checkShape(sourceOf(body, { frontMatter: complete }), rules)).toEqual([]);
  });

  it('asks for each key', () => {
    const problems = checkShape(
      sourceOf(body, { frontMatter: 'tags: [other]\nquestions: [a]' }),
      rules,
    );
    expect(lines(problems)).toEqual([
      'a.md:1: has no "updated"; add the day of the last real change',
      'a.md:1: has no "owner"; name who looks after it',
      'a.md:1: has no "aliases"; add other names that people ask by',
      'a.md:1: has 1 questions; give the 3 that it answers',
      'a.md:1: tag "other" is not in the list in README.md',
    ]);
  });

  it.each([
    ['Short. [b](b.md) [c](c.md)', 'a.md:1: has 3 words without code; write 600 to 1100'],
    ['word '.repeat(1_101) + '[b](b.md) [c](c.md)', 'a.md:1: has 1103 words without code; write'],
    [`${'word '.repeat(600)}[b](b.md) [b](b.md#x) [a](a.md)`, 'a.md:1: links to 1 other articles'],
    [`# Title\n\n${body}`, 'a.md:1: must open with a paragraph that answers its subject'],
  ])('finds fault with the shape (case %#)', (text, message) => {
    expect(lines(checkShape(sourceOf(text, { frontMatter: complete }), rules))).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('counts the words of headings, lists and tables but not of code', () => {
    const text = '# One two\n\nthree `four`\n\n- five\n\n| six | - |\n|---|---|\n\n```\nno no\n```';
    expect(countWords(sourceOf(text))).toBe(6);
  });
});

describe('checkTagShares', () => {
  it('finds a tag that is on more than a quarter of the articles', () => {
    const tagged = (...tags: string[]) =>
      sourceOf('x', { frontMatter: `tags: [${tags.join(', ')}]` });
    const four = [tagged('api'), tagged('data'), tagged('cost'), tagged('team')];
    expect(checkTagShares(four)).toEqual([]);
    expect(lines(checkTagShares([...four, tagged('api', 'ci')]))).toEqual([
      'README.md:1: the tag "api" is on 2 articles; divide it',
    ]);
  });
});

describe('checkFacts', () => {
  const facts = parseFacts(`
- fact: RQ 3.0 is out
  where: its changelog
  checked: 2026-11-25
  in: { a: [RQ 3.0 came out] }
`);
  const check = (body: string, table = facts) => lines(checkFacts([sourceOf(body)], table));

  it('accepts an article that says what the table says', () => {
    expect(
      check('The queue RQ 3.0\ncame out; check the current page. SQLAlchemy 2 is ours.'),
    ).toEqual([]);
  });

  it.each([
    ['RQ 3.1 came out', 'a.md:1: does not say "RQ 3.0 came out", by facts.yml ("RQ 3.0 is out")'],
    [
      'RQ 3.0 came out. And PostgreSQL 18',
      'a.md:5: names "PostgreSQL 18", which facts.yml has not',
    ],
    ['RQ 3.0 came out\n\nuses: x/setup@v6', 'a.md:7: names "setup@v6", which facts.yml has not'],
  ])('finds fault with %j', (body, message) => {
    expect(check(body)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it('wants a fact where readers are sent to a current page', () => {
    expect(check('It costs nothing (check the current help page).', [])).toEqual([
      expect.stringContaining('a.md:1: sends readers to a current page'),
    ]);
  });

  it('finds a fact about no article, and a table of another form', () => {
    expect(lines(checkFacts([], facts))).toEqual([
      'facts.yml:1: "RQ 3.0 is out" names "a", which is no article',
    ]);
    expect(() => parseFacts('- fact: x\n  where: y\n  checked: soon\n  in: {}')).toThrow();
  });
});

describe('listOldFacts', () => {
  const fact = (checked: string) => ({ fact: checked, where: 'x', checked, in: {} });
  const facts = [fact('2026-11-25'), fact('2026-05-24'), fact('2026-05-25'), fact('2025-01-01')];
  const old = (today: string, months: number) =>
    listOldFacts(facts, today, months).map(({ checked }) => checked);

  it('lists what was checked longer ago than the months, oldest first', () => {
    expect(old('2026-11-25', 6)).toEqual(['2025-01-01', '2026-05-24']);
    expect(old('2026-11-25', 24)).toEqual([]);
    expect(old('2027-05-26', 6)).toHaveLength(4);
  });
});

describe('checkQuotes', () => {
  const file = 'import a\n\n\ndef f():\n    x = 1\n\n    return x\n\n\ndef g():\n    pass\n';
  const check = (code: string, name = 'code/app/x.py') =>
    lines(
      checkQuotes(
        [sourceOf(`Text\n\n<!-- quoted: ${name} -->\n${code}`)],
        new Map([['code/app/x.py', file]]),
      ),
    );
  const block = (text: string) => '```python\n' + text + '\n```';

  it.each([file, 'def g():\n    pass', 'import a\n\ndef g():\n    pass'])(
    'accepts whole paragraphs of the file in their order: %j',
    (text) => {
      expect(check(block(text))).toEqual([]);
    },
  );

  it.each([
    [block('def g():\n    return'), '"def g():" is not what code/app/x.py says there'],
    [block('def g():\n    pass\n\nimport a'), '"import a" is not what code/app/x.py says there'],
    [block('def f():\n    x = 1\n    return x'), '"def f():" is not what'],
    ['\n' + block('import a'), 'no code block directly below'],
  ])('finds fault with %j', (code, message) => {
    expect(check(code)).toEqual([expect.stringContaining(`a.md:7: ${message}`)]);
  });

  it('finds a quote of a file that is not there', () => {
    expect(check(block('import a'), 'code/app/y.py')).toEqual([
      expect.stringContaining('there is no file code/app/y.py'),
    ]);
  });
});

describe('checkMeasurements', () => {
  const table = '| a | b |\n| --- | --- |\n| 1 | 2 |';
  const check = (body: string, saved = `${table}\n`) =>
    lines(checkMeasurements([sourceOf(body)], new Map([['measurements/x.txt', saved]])));
  const marker = '<!-- measured: measurements/x.txt -->';

  it('accepts the table that the saved output shows', () => {
    expect(check(`Text\n\n${marker}\n${table}\n\nMore`)).toEqual([]);
    expect(check(`Text\n\n${marker}\n${table}`)).toEqual([]);
  });

  it.each([
    [`${marker}\n${table.replace('| 2 |', '| 3 |')}`, 'row 3 of the table is not that of'],
    [`${marker}\n${table}\n| 3 | 4 |`, 'row 4 of the table is not that of'],
    [`${marker}\n| a | b |\n| --- | --- |`, 'row 3 of the table is not that of'],
    [`${marker}\n\n${table}`, 'no table directly below'],
  ])('finds fault with %j', (body, message) => {
    expect(check(`Text\n\n${body}`)).toEqual([expect.stringContaining(`a.md:7: ${message}`)]);
  });

  it('finds outputs without an article and articles without an output', () => {
    expect(check(`Text\n\n<!-- measured: measurements/y.txt -->\n${table}`)).toEqual([
      'a.md:7: there is no saved output measurements/y.txt; run its script again',
      'measurements/x.txt:1: no article shows this output; show or remove it',
    ]);
  });
});

const model = '"""A model.\n\n    python3 m.py two > m.txt\n"""\nimport sys\nprint(sys.argv[1])\n';

describe('checkModels', () => {
  it('says what it leaves out when there is no Python', async () => {
    await withFolder({ 'm.py': model, 'm.txt': 'two\n' }, async (dir) => {
      expect(await checkModels(dir, '/nowhere/python3')).toEqual({
        problems: [],
        count: 0,
        leftOut: ['1 model runs, as python3 is not installed'],
      });
    });
  });
});

describeWithPython('checkModels with Python', () => {
  it('compares what a model prints with what was saved', async () => {
    await withFolder({ 'm.py': model, 'm.txt': 'two\n', 'other.py': 'x = 1\n' }, async (dir) => {
      expect(await checkModels(dir)).toEqual({ problems: [], count: 1, leftOut: [] });
    });
    await withFolder({ 'm.py': model, 'm.txt': 'three\n' }, async (dir) => {
      expect(lines((await checkModels(dir)).problems)).toEqual([
        'measurements/m.txt:1: is not what "python3 m.py two" prints; run that again',
      ]);
    });
  });
});

describe('readTags', () => {
  it('reads the table under the heading Tags and no other', () => {
    const readme =
      '## Keys\n\n| `no` | x |\n\n## Tags\n\n| Tag | x |\n|---|---|\n| `api` | x |\n| `no-code` | `y` |\n\n## More\n\n| `no` | x |\n';
    expect(readTags(readme)).toEqual(['api', 'no-code']);
  });
});
