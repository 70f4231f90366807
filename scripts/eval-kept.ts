import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { answerText } from '../src/answers/answer-text.ts';
import type { Answer, AnswerHit } from '../src/answers/answer.ts';
import type { Library } from '../src/answers/library.ts';
import { loadQuestions } from '../src/cli/evaluation/load-questions.ts';
import { loadArticles } from '../src/content/load-articles.ts';
import { buildArticleIndex } from '../src/search/article-index.ts';

// Measures with the questions in test/relevance, whose writer had no part in the ranking:
//   npm run eval-kept -- [--folders DIR]
// DIR holds a checkout of each repository that folders.yml names, under the folder's name there.
// What it prints are sums; single questions are not shown, so that nobody mends one of them.

const { values } = parseArgs({ options: { folders: { type: 'string' } } });
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

const ask = (library: Library, text: string): Answer =>
  answerText(library, text, {}, { offset: 0, limit: 10 });

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

async function measureFolders(at: string): Promise<void> {
  const answered = new Tally();
  const unanswered = new Tally();
  const near = new Tally();
  const rows: (string | number)[][] = [];
  for (const { folder, root, questions } of await readYaml('folders.yml', foldersShape)) {
    const library = await openFolder(join(at, folder, root));
    const own = new Tally();
    const ownUnanswered = new Tally();
    for (const { ask: question, files, says, near: isNear } of questions) {
      const answer = ask(library, question);
      if (files.length === 0) {
        for (const tally of [ownUnanswered, isNear ? near : unanswered]) {
          tallyUnanswered(tally, answer);
        }
        continue;
      }
      const isRight = ({ article }: AnswerHit) => files.includes(article.path);
      for (const tally of [own, answered]) tallyAnswered(tally, answer, isRight, says);
    }
    rows.push([folder, library.articles.length, ...shares(own), ownUnanswered.share('told')]);
  }
  rows.push([
    'all',
    '',
    ...shares(answered),
    `${unanswered.share('told')}, near ${near.share('told')}`,
  ]);
  printTable(['folder', 'articles', ...answeredHead, 'told'], rows);
}

const answeredHead = ['first', 'in three', 'says it', 'refused', 'nothing shown'];

function shares(tally: Tally): string[] {
  return answeredHead.map((what) => tally.share(what));
}

async function measureShipped(): Promise<void> {
  const library = await openFolder(shipped);
  const slugs = new Set(library.articles.map(({ slug }) => slug));
  const { answered, ...unanswered } = await readYaml('near-misses.yml', nearMissesShape);
  printTable(
    ['chat-like', 'asked', 'first', 'in three', 'refused', 'near misses told', 'far ones told'],
    [
      ['near-misses', ...measureChat(library, answered, unanswered)],
      [
        'fresh',
        ...measureChat(
          library,
          await readYaml('fresh-chat-questions.yml', answeredShape),
          await readYaml('fresh-near-misses.yml', unansweredShape),
        ),
      ],
    ],
  );

  const questions = await loadQuestions(join(shipped, 'questions.yml'), slugs);
  const wrappings = (await readYaml('chat-wrappings.yml', wrappingsShape)).map(
    ({ name, text }) => ({ name, texts: [text] }),
  );
  const freshWrappings = await readYaml('fresh-wrappings.yml', freshWrappingsShape);
  const rows = [{ name: 'bare', texts: ['{question}'] }, ...wrappings, ...freshWrappings].map(
    ({ name, texts }) => {
      const right = new Tally();
      const none = new Tally();
      for (const template of texts) {
        for (const { text, relevance } of questions) {
          const answer = ask(
            library,
            template.replace('{question}', () => text),
          );
          if (relevance.size === 0) tallyUnanswered(none, answer);
          else tallyAnswered(right, answer, ({ article }) => relevance.has(article.slug));
        }
      }
      return [
        name,
        right.share('first'),
        right.share('in three'),
        right.share('refused'),
        none.share('told'),
      ];
    },
  );
  printTable(['wrapping', 'first', 'in three', 'refused', 'told'], rows);
}

function measureChat(
  library: Library,
  answered: z.infer<typeof answeredShape>,
  { near, far }: z.infer<typeof unansweredShape>,
): (string | number)[] {
  const right = new Tally();
  for (const { ask: question, articles } of answered) {
    tallyAnswered(right, ask(library, question), ({ article }) => articles.includes(article.slug));
  }
  const told = [near, far].map((questions) => {
    const tally = new Tally();
    for (const question of questions) tallyUnanswered(tally, ask(library, question));
    return tally.share('told');
  });
  return [
    right.asked,
    right.share('first'),
    right.share('in three'),
    right.share('refused'),
    ...told,
  ];
}

await measureShipped();
if (values.folders !== undefined) await measureFolders(values.folders);
