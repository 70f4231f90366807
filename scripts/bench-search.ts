import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerQuestion } from '../src/answers/answer-question.ts';
import { parseQuestion } from '../src/answers/parse-question.ts';
import { loadCollection } from './evaluation/load-collection.ts';
import { loadQuestions } from './evaluation/load-questions.ts';
import { ndcg } from './evaluation/metrics.ts';
import { loadArticles } from '../src/library/load-articles.ts';
import { buildArticleIndex } from '../src/search/article-index.ts';
import { loadText, makeLibrary } from './bench/make-library.ts';
import { measureProcess, type Asked, type ProcessFigures } from './bench/measure-process.ts';
import { otherSystems, type Ranking } from './bench/other-systems.ts';
import { percentile } from './bench/process-use.ts';

/**
 * Prints how well and how fast Guidepost and others find articles, in one run:
 * `npm run bench -- [--text DIR] [--collections DIR] [--only quality|speed|process] [SIZE ...]`.
 * Libraries of SIZE articles (30, 1000 and 10000 when left out) are made of the text of a folder of
 * Markdown, or of our own articles and the READMEs of the packages we use. Quality is measured when
 * there are collections: a folder of folders as `npm run eval -- --set` takes them. Times depend on
 * the machine: compare within a run.
 */
const { values, positionals } = parseArgs({
  options: {
    text: { type: 'string' },
    collections: { type: 'string' },
    only: { type: 'string' },
  },
  allowPositionals: true,
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [30, 1_000, 10_000];
/** The first ones pay for compiling. */
const maxRounds = 20;
const maxQuestions = 60;
/** Some take seconds for a question of a large library: asked until so long has passed ... */
const maxMsOfAsking = 10_000;
/** ... but so many questions at least, which is said where they are fewer than the others. */
const minQuestions = 12;
const wantedP99: Readonly<Record<number, number>> = { 30: 1, 1_000: 4, 10_000: 60 };

const { articles: own } = await loadArticles('content');
const slugs = new Set(own.map(({ slug }) => slug));
const asked = (await loadQuestions('content/questions.yml', slugs)).map(({ text }) => text);
const questions = asked.filter((_, i) => i % 7 === 0).slice(0, maxQuestions);

const guidepost: Ranking = {
  name: 'Guidepost',
  build(articles) {
    const index = buildArticleIndex(articles);
    return (text) =>
      index.search({ ...parseQuestion(''), text, words: text }).hits.map((hit) => hit.article.slug);
  },
};

const wanted = (part: string): boolean => values.only === undefined || values.only === part;
if (values.collections !== undefined && wanted('quality')) await compareQuality(values.collections);
const seeds =
  values.text === undefined ? await loadText() : (await loadArticles(values.text)).articles;
if (wanted('speed')) compareSpeed();
if (wanted('process')) await measureProcesses();

async function compareQuality(collections: string): Promise<void> {
  const systems = [guidepost, ...otherSystems];
  const rows = new Map(systems.map(({ name }) => [name, [] as number[]]));
  const names: string[] = [];
  for (const entry of readdirSync(collections, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const set = await loadCollection(join(collections, entry.name));
    names.push(set.name);
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
  table(
    ['nDCG@10', ...names, 'mean'],
    Array.from(rows, ([name, scores]) => [
      name,
      ...[...scores, mean(scores)].map((score) => score.toFixed(3)),
    ]),
  );
}

function compareSpeed(): void {
  const rows = new Map<string, string[]>();
  for (const size of sizes) {
    const library = size <= own.length ? own.slice(0, size) : makeLibrary(seeds, size);
    const add = (name: string, cell: string): void => {
      rows.set(name, [...(rows.get(name) ?? []), cell]);
      process.stderr.write(`${size} articles, ${name}: ${cell}\n`);
    };
    const before = memory();
    const [index, built] = timed(() => buildArticleIndex(library));
    const held = (memory() - before) / 1024 / 1024;
    const ask = (text: string): unknown => {
      const page = { offset: 0, limit: 3 };
      const answer = answerQuestion({ articles: library, index }, parseQuestion(text), page);
      // A passage is cut when somebody reads it.
      return 'page' in answer ? answer.page.hits[0]?.passage : undefined;
    };
    add(
      'Guidepost, passages included',
      `${timing(ask)} (${seconds(built)}, ${held.toFixed(0)} MB)`,
    );
    for (const system of otherSystems) {
      const [rank, duration] = timed(() => system.build(library));
      add(system.name, `${timing(rank)} (${seconds(duration)})`);
    }
  }
  table(
    ['a question, p50 / p99 ms (building)', ...sizes.map(String)],
    [
      ...Array.from(rows, ([name, cells]) => [name, ...cells]),
      ['wanted of Guidepost, p99', ...sizes.map((size) => String(wantedP99[size] ?? ''))],
    ],
  );
}

async function measureProcesses(): Promise<void> {
  const figures: ProcessFigures[] = [];
  for (const size of sizes) figures.push(await measureProcess(makeLibrary(seeds, size), questions));
  const row = (name: string, cell: (each: ProcessFigures) => string): string[] => [
    name,
    ...figures.map(cell),
  ];
  const ms = (number: number): string => `${number.toFixed(0)} ms`;
  /** The median, and what lies around it. */
  const typical = (numbers: readonly number[]): string => {
    const range = `${Math.min(...numbers).toFixed(0)} to ${Math.max(...numbers).toFixed(0)}`;
    return `${ms(percentile(numbers, 0.5))}${numbers.length > 1 ? ` (${range})` : ''}`;
  };
  const holding = (asked: readonly Asked[]): string => {
    const acks = asked.flatMap((each) => each.acks);
    return `${ms(percentile(acks, 0.99))}, ${typical(asked.map(({ held }) => held))}`;
  };
  table(
    ['the process', ...sizes.map(String)],
    [
      row('cold: /healthz answers', ({ cold }) => seconds(cold.alive)),
      row(
        'cold: ready (processor time)',
        ({ cold }) => `${seconds(cold.ready)} (${seconds(cold.cpu)})`,
      ),
      row(
        'warm: ready (processor time)',
        ({ warm }) => `${seconds(warm.ready)} (${seconds(warm.cpu)})`,
      ),
      row(
        'memory: cold, warm, after the rest',
        ({ cold, warm, memoryLaterMb }) =>
          `${cold.memoryMb}, ${warm.memoryMb}, ${memoryLaterMb} MB`,
      ),
      row('20 questions a second: ack p99, loop held', ({ quiet }) => holding(quiet)),
      row('one file changed, nine times: until found', ({ changes }) =>
        typical(changes.map(({ found }) => found)),
      ),
      row('- processor time it takes, beside the questions', ({ changes, quiet }) => {
        const more = changes.map(({ cpu }, i) => cpu - (quiet[i]?.cpu ?? 0));
        return `${typical(more)}, mean ${mean(more).toFixed(0)} ms`;
      }),
      row('- ack p99, loop held', ({ changes }) => holding(changes)),
      row('500 files changed: until found', ({ pull }) => ms(pull.found)),
      row('- ack p99, loop held', ({ pull }) => holding([pull])),
    ],
  );
}

/** Each question's best of several rounds, so that what else runs here counts little. */
function timing(ask: (question: string) => unknown): string {
  const best: number[] = [];
  const end = performance.now() + maxMsOfAsking;
  for (let round = 0; round < maxRounds && performance.now() < end; round++) {
    for (const [i, question] of questions.entries()) {
      if (performance.now() > end && best.length >= minQuestions) break;
      const [, duration] = timed(() => ask(question));
      best[i] = Math.min(best[i] ?? Infinity, duration);
    }
  }
  const sample = best.length < questions.length ? `, ${best.length} questions` : '';
  return `${[0.5, 0.99].map((share) => percentile(best, share)).join(' / ')}${sample}`;
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
  return `${(ms / 1_000).toFixed(ms < 1_000 ? 2 : 1)} s`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [header, header.map(() => '---'), ...rows];
  process.stdout.write(`${all.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n`);
}
