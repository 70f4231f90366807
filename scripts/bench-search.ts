/**
 * Times building and asking beside MiniSearch in the same run, on libraries made of the words of our
 * own articles. Times depend on the machine; the ratios are what counts.
 *
 *   node scripts/bench-search.ts [SIZE ...]     30 1000 10000 by default
 */
import MiniSearch from 'minisearch';
import { createRandom } from '../simulator/clock.ts';
import { answerQuestion } from '../src/answers/answer-question.ts';
import { parseQuestion } from '../src/answers/parse-question.ts';
import { sectionText, type Article } from '../src/content/article.ts';
import { loadArticles } from '../src/content/load-articles.ts';
import { loadQuestions } from '../src/cli/evaluation/load-questions.ts';
import { buildArticleIndex } from '../src/search/article-index.ts';

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

const rounds = 3;
// MiniSearch takes seconds for one question of a large library.
const maxQuestions = 60;

const sizes = process.argv.slice(2).map(Number);
const { articles } = await loadArticles('content');
const slugs = new Set(articles.map(({ slug }) => slug));
const all = await loadQuestions('content/questions.yml', slugs);
const questions = all.map(({ text }) => text).filter((_, i) => i % 2 === 0);

for (const size of sizes.length > 0 ? sizes : [30, 1_000, 10_000]) {
  const library = size <= articles.length ? articles.slice(0, size) : grow(articles, size);
  print(`${size} articles`);

  const [index, buildMs, bytes] = build(() => buildArticleIndex(library));
  const search = time((text) => index.search(parseQuestion(text)));
  const answer = time((text) =>
    answerQuestion({ articles: library, index }, parseQuestion(text), { offset: 0, limit: 3 }),
  );
  const [mini, miniBuildMs, miniBytes] = build(() => buildMiniSearch(library));
  const plain = time((text) => mini.search(text));
  const fuzzy = time((text) =>
    mini.search(text, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }),
  );

  print(
    `  build     ${ms(buildMs)}, ${mb(bytes)}; MiniSearch ${ms(miniBuildMs)}, ${mb(miniBytes)}`,
  );
  compare('search', search, [plain, fuzzy]);
  compare('answer', answer, [plain, fuzzy]);
}

function compare(label: string, ours: Timing, [plain, fuzzy]: [Timing, Timing]): void {
  const ratio = (other: Timing): string =>
    `${(other.p50 / ours.p50).toFixed(1)} times at p50, ${(other.p99 / ours.p99).toFixed(1)} at p99`;
  print(`  ${label}    p50 ${ms(ours.p50)}, p99 ${ms(ours.p99)}`);
  print(`            MiniSearch takes ${ratio(plain)}`);
  print(`            with prefix and fuzzy ${ratio(fuzzy)}`);
}

/** Each question's best of several rounds, so that what else runs here counts little. */
function time(ask: (question: string) => unknown): Timing {
  const asked = questions.slice(0, maxQuestions);
  const best = asked.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [i, question] of asked.entries()) {
      const start = performance.now();
      ask(question);
      best[i] = Math.min(best[i] ?? Infinity, performance.now() - start);
    }
  }
  best.sort((a, b) => a - b);
  const at = (share: number): number => best[Math.floor(share * best.length)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** What is built, the milliseconds it took and the memory it keeps. */
function build<T>(make: () => T): [T, number, number] {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const start = performance.now();
  const made = make();
  const duration = performance.now() - start;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const kept = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return [made, duration, kept];
}

function buildMiniSearch(library: readonly Article[]): MiniSearch {
  const mini = new MiniSearch({ idField: 'slug', fields: ['title', 'text'] });
  mini.addAll(
    library.map(({ slug, title, sections }) => ({
      slug,
      title,
      text: sections.map((section) => `${section.heading}\n${sectionText(section)}`).join('\n'),
    })),
  );
  return mini;
}

/** More articles of the same length: the sections of ours, with a part of their words replaced. */
function grow(seeds: readonly Article[], size: number): Article[] {
  const random = createRandom(1);
  const words = seeds.flatMap(({ sections }) =>
    sections.flatMap((section) => sectionText(section).split(/\s+/)),
  );
  const pick = (): string => words[Math.floor(random() * words.length)] ?? '';
  // Names and terms of its own, as every subject has; the vocabulary grows with the library.
  const coin = (): string => `t${Math.floor(random() ** 2 * size * 12).toString(36)}`;
  return Array.from({ length: size }, (_, i): Article => {
    const seed = seeds[i % seeds.length];
    if (seed === undefined) throw new Error('There are no articles to grow from.');
    const rewrite = (text: string): string =>
      text
        .split(' ')
        .map((word) => (random() < 0.03 ? coin() : random() < 0.4 ? pick() : word))
        .join(' ');
    const sections = seed.sections.map((section) => ({
      ...section,
      heading: rewrite(section.heading),
      blocks: section.blocks.map((block) => ({
        ...block,
        ...(block.kind === 'prose' ? { code: [] } : {}),
        text: rewrite(block.text),
      })),
    }));
    return {
      ...seed,
      slug: `${seed.slug}-${i}`,
      title: rewrite(seed.title),
      aliases: [],
      sections,
    };
  });
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
