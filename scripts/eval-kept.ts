import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { findAnswer } from '../src/answers/answer-text.ts';
import type { Answer, AnswerHit } from '../src/answers/answer.ts';
import type { Library } from '../src/answers/library.ts';
import { learnMeaning } from './evaluation/learn-meaning.ts';
import { loadQuestions } from './evaluation/load-questions.ts';
import { loadArticles } from '../src/library/load-articles.ts';
import { buildArticleIndex } from '../src/search/article-index.ts';
import { decodeSlackText } from '../src/slack/receive/decode-text.ts';

// Measures with the questions in test/relevance, whose writer had no part in the ranking:
//   npm run eval-kept -- [--folders DIR [--only FOLDER,...]] [--semantic] [--third]
// DIR holds a checkout of each repository that folders.yml and fresh-folders.yml name, under the
// folder's name there; what isn't there is passed over.
// The third sets, which nobody has looked at, are asked with --third alone: seldom, and at the end.
// With --semantic, each share is given by words alone and with SEMANTIC=local ("0.700 / 0.800"), the
// wrappings are left out, and the vectors are kept in data/meaning for the next run.
// What it prints are sums; single questions are not shown, so that nobody mends one of them.

const { values } = parseArgs({
  options: {
    folders: { type: 'string' },
    only: { type: 'string' },
    semantic: { type: 'boolean', default: false },
    third: { type: 'boolean', default: false },
  },
});
const kept = join(import.meta.dirname, '..', 'test', 'relevance');
const shipped = join(import.meta.dirname, '..', 'content');

const foldersShape = z.array(
  z.object({
    folder: z.string(),
    root: z.string(),
    questions: z.array(
      z.object({
        ask: z.string(),
        files: z.array(z.string()),
        says: z.array(z.string()).default([]),
        near: z.boolean().default(false),
      }),
    ),
  }),
);
const answeredShape = z.array(z.object({ ask: z.string(), articles: z.array(z.string()) }));
const unansweredShape = z.object({ near: z.array(z.string()), far: z.array(z.string()) });
const nearMissesShape = unansweredShape.extend({ answered: answeredShape });
const wrappingsShape = z.array(z.object({ name: z.string(), text: z.string() }));
const freshWrappingsShape = z.array(z.object({ name: z.string(), texts: z.array(z.string()) }));

async function readYaml<T>(name: string, shape: z.ZodType<T>): Promise<T> {
  return shape.parse(parse(await readFile(join(kept, name), 'utf8')));
}

async function openFolder(dir: string): Promise<Library> {
  const { articles, synonyms } = await loadArticles(dir);
  return { articles, index: buildArticleIndex(articles, { synonyms }) };
}

const ask = (library: Library, text: string): Promise<Answer> =>
  findAnswer(library, text, {}, { offset: 0, limit: 10 });

type Row = readonly (string | number)[];

/** A row by words alone, and beside each of its shares the same with what is meant. */
async function measure(
  name: string,
  library: Library,
  rowOf: (library: Library) => Promise<Row>,
): Promise<Row> {
  const off = await rowOf(library);
  if (!values.semantic) return off;
  const meaning = await learnMeaning(library.articles, {
    path: join('data', 'meaning', `${name}.vectors`),
    err: (text) => process.stderr.write(text),
    isWatched: process.stderr.isTTY,
  });
  try {
    const on = await rowOf({ ...library, nearTo: (words) => meaning.nearTo(words) });
    return off.map((cell, i) => (cell === on[i] ? cell : `${cell} / ${on[i] ?? ''}`));
  } finally {
    await meaning.close();
  }
}

const hitsOf = (answer: Answer): readonly AnswerHit[] => ('page' in answer ? answer.page.hits : []);

/** As a set's `says` is compared: without white space and capitals that differ. */
const plain = (text: string): string => text.replace(/\s+/gu, ' ').toLowerCase();

const passageText = ({ passage }: AnswerHit): string =>
  plain(
    (passage?.parts ?? []).map(({ pieces }) => pieces.map(({ text }) => text).join('')).join(' '),
  );

/** Shares of questions, by what became of them. */
class Tally {
  asked = 0;
  private readonly counts = new Map<string, number>();

  count(what: string, happened: boolean): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + Number(happened));
  }

  share(what: string): string {
    return this.asked === 0 ? '-' : ((this.counts.get(what) ?? 0) / this.asked).toFixed(3);
  }
}

function tallyAnswered(
  tally: Tally,
  answer: Answer,
  isRight: (hit: AnswerHit) => boolean,
  says: readonly string[] = [],
): void {
  const hits = hitsOf(answer);
  const [first] = hits;
  tally.asked += 1;
  tally.count('first', first !== undefined && isRight(first));
  tally.count('in three', hits.slice(0, 3).some(isRight));
  tally.count('refused', answer.kind !== 'found');
  tally.count('nothing shown', hits.length === 0);
  tally.count('answered', answer.kind === 'found');
  tally.count('answered rightly', answer.kind === 'found' && first !== undefined && isRight(first));
  const passage = first === undefined ? '' : passageText(first);
  tally.count(
    'says it',
    says.some((phrase) => passage.includes(plain(phrase))),
  );
}

function tallyUnanswered(tally: Tally, answer: Answer): void {
  tally.asked += 1;
  tally.count('told', answer.kind !== 'found');
}

function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

/** @param totalNames `odd ones` and `even ones` where the odd ones of each folder were looked at */
async function measureFolders(
  at: string,
  file: string,
  totalNames: readonly string[],
): Promise<void> {
  const rows: Row[] = [];
  const totals = totalNames.map((name) => ({
    name,
    off: new FolderTally(),
    on: new FolderTally(),
  }));
  const only = values.only?.split(',');
  for (const { folder, root, questions } of await readYaml(file, foldersShape)) {
    if (only?.includes(folder) === false) continue;
    const dir = folder === 'content' ? shipped : join(at, folder, root);
    if (!existsSync(dir)) {
      process.stderr.write(`${file}: ${dir} isn't there; its questions are passed over\n`);
      continue;
    }
    const row = await measure(folder, await openFolder(dir), async (library) => {
      const own = new FolderTally();
      const kind = library.nearTo === undefined ? 'off' : 'on';
      const places = { answered: 0, unanswered: 0 };
      for (const { ask: question, files, says, near: isNear } of questions) {
        const isOdd = places[files.length > 0 ? 'answered' : 'unanswered']++ % 2 === 0;
        const other = isOdd ? 'even ones' : 'odd ones';
        const counting = totals.filter(({ name }) => name !== other);
        const answer = await ask(library, question);
        const isRight = ({ article }: AnswerHit) => files.includes(article.path);
        for (const { answered, near, far } of [own, ...counting.map((each) => each[kind])]) {
          if (files.length > 0) tallyAnswered(answered, answer, isRight, says);
          else tallyUnanswered(isNear ? near : far, answer);
        }
      }
      return [folder, library.articles.length, ...own.shares()];
    });
    rows.push(row);
  }
  for (const { name, off, on } of totals) {
    const shares = on.shares();
    rows.push([
      name,
      '',
      ...off
        .shares()
        .map((share, i) => (values.semantic ? `${share} / ${shares[i] ?? ''}` : share)),
    ]);
  }
  printTable([file, 'articles', ...answeredHead, 'near misses told', 'far ones told'], rows);
}

const answeredHead = ['first', 'in three', 'says it', 'refused', 'nothing shown'];

/** What became of the questions over a folder. */
class FolderTally {
  readonly answered = new Tally();
  readonly near = new Tally();
  readonly far = new Tally();

  shares(): string[] {
    const { answered, near, far } = this;
    return [
      ...answeredHead.map((what) => answered.share(what)),
      near.share('told'),
      far.share('told'),
    ];
  }
}

async function measureShipped(): Promise<void> {
  const library = await openFolder(shipped);
  const { answered, ...unanswered } = await readYaml('near-misses.yml', nearMissesShape);
  const fresh = await readYaml('fresh-chat-questions.yml', answeredShape);
  const freshUnanswered = await readYaml('fresh-near-misses.yml', unansweredShape);
  printTable(
    ['chat-like', 'asked', 'first', 'in three', 'refused', 'near misses told', 'far ones told'],
    [
      await measure('content', library, async (each) => [
        'near-misses',
        ...(await measureChat(each, answered, unanswered)),
      ]),
      await measure('content', library, async (each) => [
        'fresh',
        ...(await measureChat(each, fresh, freshUnanswered)),
      ]),
    ],
  );
  // Thousands of questions, each of which the model would have to read.
  if (!values.semantic) await measureWrappings(library);
}

async function measureWrappings(library: Library): Promise<void> {
  const slugs = new Set(library.articles.map(({ slug }) => slug));
  const questions = await loadQuestions(join(shipped, 'questions.yml'), slugs);
  const wrappings = (await readYaml('chat-wrappings.yml', wrappingsShape)).map(
    ({ name, text }) => ({ name, texts: [text] }),
  );
  const freshWrappings = await readYaml('fresh-wrappings.yml', freshWrappingsShape);
  const ownWrappings = await readYaml('own-wrappings.yml', freshWrappingsShape);
  const thirdWrappings = values.third
    ? await readYaml('third-wrappings.yml', freshWrappingsShape)
    : [];
  const rows: Row[] = [];
  const bare = { name: 'bare', texts: ['{question}'] };
  for (const { name, texts } of [
    bare,
    ...ownWrappings,
    ...wrappings,
    ...freshWrappings,
    ...thirdWrappings,
  ]) {
    const right = new Tally();
    const none = new Tally();
    for (const template of texts) {
      for (const { text, relevance } of questions) {
        const wrapped = template.replace('{question}', () => text);
        const answer = await ask(library, decodeSlackText(wrapped));
        if (relevance.size === 0) tallyUnanswered(none, answer);
        else tallyAnswered(right, answer, ({ article }) => relevance.has(article.slug));
      }
    }
    const shares = ['first', 'in three', 'refused'].map((what) => right.share(what));
    rows.push([name, ...shares, none.share('told')]);
  }
  printTable(['wrapping', 'first', 'in three', 'refused', 'told'], rows);
}

async function measureChat(
  library: Library,
  answered: z.infer<typeof answeredShape>,
  { near, far }: z.infer<typeof unansweredShape>,
): Promise<Row> {
  const right = new Tally();
  for (const { ask: question, articles } of answered) {
    tallyAnswered(right, await ask(library, question), ({ article }) =>
      articles.includes(article.slug),
    );
  }
  const told = { near: new Tally(), far: new Tally() };
  for (const question of near) tallyUnanswered(told.near, await ask(library, question));
  for (const question of far) tallyUnanswered(told.far, await ask(library, question));
  return [
    right.asked,
    right.share('first'),
    right.share('in three'),
    right.share('refused'),
    told.near.share('told'),
    told.far.share('told'),
  ];
}

await measureShipped();
if (values.folders !== undefined) {
  for (const file of ['folders.yml', 'fourth-folders.yml', 'fresh-folders.yml']) {
    await measureFolders(values.folders, file, ['all', 'odd ones', 'even ones']);
  }
  await measureFolders(values.folders, 'siblings.yml', ['all']);
  if (values.third) await measureFolders(values.folders, 'third-folders.yml', ['all']);
}
