import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answers/answer-question.ts';
import { parseQuestion } from '../src/answers/parse-question.ts';
import { loadCollection } from '../src/cli/evaluation/load-collection.ts';
import { loadQuestions } from '../src/cli/evaluation/load-questions.ts';
import { ndcg } from '../src/cli/evaluation/metrics.ts';
import type { Article } from '../src/content/article.ts';
import { loadArticles } from '../src/content/load-articles.ts';
import {
  buildArticleIndex,
  buildArticleIndexBetween,
  loadArticleIndex,
  type ArticleIndex,
} from '../src/search/article-index.ts';
import { makeLibrary } from './bench/make-library.ts';
import { otherSystems, type Ranking } from './bench/other-systems.ts';

/**
 * Prints how well and how fast Guidepost and others find articles, in one run:
 * `npm run bench -- [--text DIR] [--collections DIR] [--only quality|speed|change] [SIZE ...]`.
 * Libraries of SIZE articles (30, 1000 and 10000 when left out) are made of the text of a folder of
 * Markdown, or of the collections (folders as `npm run eval -- --set` takes them; ../shared/relevance
 * when it is there), or of our own articles. Times depend on the machine: compare within a run.
 */
const { values, positionals } = parseArgs({
  options: {
    text: { type: 'string' },
    collections: { type: 'string', default: '../shared/relevance' },
    only: { type: 'string' },
  },
  allowPositionals: true,
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [30, 1_000, 10_000];
/** The first ones pay for compiling. */
const maxRounds = 20;
const maxQuestions = 60;
/** Some take seconds for a question of a large library: asked until so long has passed. */
const maxMsOfAsking = 10_000;

const { articles: own } = await loadArticles('content');
const slugs = new Set(own.map(({ slug }) => slug));
const asked = (await loadQuestions('content/questions.yml', slugs)).map(({ text }) => text);
const questions = asked.filter((_, i) => i % 9 === 0).slice(0, maxQuestions);

const guidepost: Ranking = {
  name: 'Guidepost',
  build(articles) {
    const index = buildArticleIndex(articles);
    return (text) =>
      index.search({ ...parseQuestion(''), text, words: text }).hits.map((hit) => hit.article.slug);
  },
};
const collections = existsSync(values.collections)
  ? readdirSync(values.collections, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(values.collections, name))
  : [];

if (values.only === undefined || values.only === 'quality') await compareQuality();
if (values.only === undefined || values.only === 'speed') await compareSpeed();
if (values.only === undefined || values.only === 'change') await measureChange();

async function compareQuality(): Promise<void> {
  if (collections.length === 0) return;
  const systems = [guidepost, ...otherSystems];
  const rows = new Map(systems.map(({ name }) => [name, [] as number[]]));
  const names: string[] = [];
  for (const dir of collections) {
    const set = await loadCollection(dir);
    names.push(set.name.replace('docs_', ''));
    for (const system of systems) {
      const rank = system.build(set.articles);
      const scores = set.questions.map(({ text, relevance, sources }) =>
        ndcg(
          rank(text).filter((slug) => !sources.has(slug)),
          relevance,
          10,
        ),
      );
      rows.get(system.name)?.push(mean(scores));
    }
  }
  print('nDCG@10');
  table(
    ['', ...names, 'mean'],
    Array.from(rows, ([name, scores]) => [
      name,
      ...[...scores, mean(scores)].map((score) => score.toFixed(3)),
    ]),
  );
}

async function compareSpeed(): Promise<void> {
  const seeds = await loadSeeds();
  print('A question, passages included for Guidepost: p50 / p99 ms (building, s)');
  const rows = new Map<string, string[]>();
  for (const size of sizes) {
    const library = size <= own.length ? own.slice(0, size) : makeLibrary(seeds, size);
    const add = (name: string, cell: string): void => {
      rows.set(name, [...(rows.get(name) ?? []), cell]);
    };
    const before = memory();
    const [index, built] = timed(() => buildArticleIndex(library));
    const held = (memory() - before) / 1024 / 1024;
    const ask = (text: string): unknown =>
      answerQuestion({ articles: library, index }, parseQuestion(text), { offset: 0, limit: 3 });
    add('Guidepost', `${timing(ask)} (${seconds(built)}, ${held.toFixed(0)} MB)`);
    for (const system of otherSystems) {
      const [rank, duration] = timed(() => system.build(library));
      add(system.name, `${timing(rank)} (${seconds(duration)})`);
    }
  }
  table(
    ['articles', ...sizes.map(String)],
    Array.from(rows, ([name, cells]) => [name, ...cells]),
  );
}

/** One article of the largest library changes while twenty questions a second are answered. */
async function measureChange(): Promise<void> {
  const size = Math.max(...sizes);
  const library = makeLibrary(await loadSeeds(), size);
  const index = await buildArticleIndexBetween(library);
  const [first] = library;
  if (first === undefined) return;
  const changed = (i: number): Article => ({ ...first, title: `Wolpertinger ${i}` });
  const quiet = await whileAsked(index, () => wait(2_000));
  const changes = await whileAsked(index, async () => {
    for (let i = 0; i < 10; i++) await index.update({ put: [changed(i)] });
  });
  const pull = await whileAsked(index, () => index.update({ put: library.slice(0, 500) }));
  print(`A change among ${size} articles, 20 questions a second meanwhile`);
  table(
    ['', 'until found, ms', 'processor, ms', 'event loop held, ms'],
    [
      ['nothing', '', '', quiet.held.toFixed(0)],
      [
        'one article',
        ...[changes.ms / 10, changes.cpu / 10, changes.held].map((n) => n.toFixed(1)),
      ],
      ['500 articles', ...[pull.ms, pull.cpu, pull.held].map((n) => n.toFixed(0))],
    ],
  );
  const [saved, saving] = timed(() => index.save());
  const start = performance.now();
  const loaded = await loadArticleIndex(saved, index.articles);
  const loading = performance.now() - start;
  if (loaded === undefined) throw new Error('The saved index was not taken.');
  print(
    `Saved in ${seconds(saving)} (${(saved.length / 1024 / 1024).toFixed(0)} MB), loaded in ${seconds(loading)}`,
  );
}

async function whileAsked(
  index: ArticleIndex,
  run: () => Promise<unknown>,
): Promise<{ ms: number; cpu: number; held: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let i = 0;
  const timer = setInterval(() => {
    const question = parseQuestion(questions[i++ % questions.length] ?? '');
    answerQuestion({ articles: index.articles, index }, question, { offset: 0, limit: 3 });
  }, 50);
  delay.enable();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  const ms = performance.now() - start;
  const used = process.cpuUsage(cpu);
  delay.disable();
  clearInterval(timer);
  return { ms, cpu: (used.user + used.system) / 1_000, held: delay.max / 1e6 };
}

async function loadSeeds(): Promise<readonly Article[]> {
  if (values.text !== undefined) return (await loadArticles(values.text)).articles;
  const documentation = collections.filter((dir) => dir.includes('docs_'));
  if (documentation.length === 0) return own;
  const sets = await Promise.all(documentation.map(loadCollection));
  return sets.flatMap(({ articles }) => articles);
}

/** Each question's best of several rounds, so that what else runs here counts little. */
function timing(ask: (question: string) => unknown): string {
  const best: number[] = [];
  const end = performance.now() + maxMsOfAsking;
  for (let round = 0; round < maxRounds && performance.now() < end; round++) {
    for (const [i, question] of questions.entries()) {
      if (performance.now() > end) break;
      const [, duration] = timed(() => ask(question));
      best[i] = Math.min(best[i] ?? Infinity, duration);
    }
  }
  best.sort((a, b) => a - b);
  const at = (share: number): string => (best[Math.floor(share * best.length)] ?? 0).toPrecision(2);
  return `${at(0.5)} / ${at(0.99)}`;
}

function timed<T>(run: () => T): [T, number] {
  const start = performance.now();
  const result = run();
  return [result, performance.now() - start];
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toPrecision(2)} s`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [header, ...rows];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  for (const row of all)
    print(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  print('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
