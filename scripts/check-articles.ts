/**
 * Checks the articles that ship with Guidepost by the rules of content/README.md, beyond what
 * `check-content` asks of every folder. What this machine has no tool for is left out and said;
 * with CI=true that is a failure.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkContent } from '../src/library/check-content.ts';
import {
  compareProblems,
  formatProblem,
  type ContentProblem,
} from '../src/content/content-problem.ts';
import { allNodes, parseMarkdown } from '../src/content/body/markdown-tree.ts';
import {
  loadArticleSources,
  problemAt,
  proseOf,
  type ArticleSource,
} from './articles/article-source.ts';
import { checkCode } from './articles/check-code.ts';
import { checkMeasurements, type SavedOutputs } from './articles/check-measurements.ts';
import { checkModels } from './articles/check-models.ts';
import { checkPrices } from './articles/check-prices.ts';
import { checkQuotes } from './articles/check-quotes.ts';
import { checkSentences, type SentenceSource } from './articles/check-sentences.ts';
import { checkShape, checkTagShares, countWords } from './articles/check-shape.ts';
import { checkFacts, parseFacts } from './articles/facts.ts';
import { readTags } from './articles/read-tags.ts';
import { shippedSlugs } from './articles/shipped-slugs.ts';

const dir = 'content';
/** The plan that the articles were written by, where it is at hand; its sentences stay there. */
const planPath = '../shared/articles.md';

const sources = await loadArticleSources(dir);
const code = await checkCode(sources.flatMap((source) => source.code));
const outputs = await readSavedOutputs();
const models = await checkModels(join(dir, 'measurements'));
const rules = {
  tags: readTags(await readFile(join(dir, 'README.md'), 'utf8')),
  paths: new Set(sources.map(({ path }) => path)),
};
const plan = await readPlan();
const facts = parseFacts(await readFile(join(dir, 'facts.yml'), 'utf8'));
const quoted = await readSharedCode();
const problems: readonly ContentProblem[] = [
  ...(await checkContent(dir, true)).problems,
  ...checkMissing(),
  ...sources.flatMap((source) => [...checkShape(source, rules), ...checkPrices(source)]),
  ...checkSentences(sources.map(withSummary), plan),
  ...checkMeasurements(sources, outputs),
  ...checkTagShares(sources),
  ...checkFacts(sources, facts),
  ...checkQuotes(sources, quoted),
  ...models.problems,
  ...code.problems,
];
const leftOut = [...code.leftOut, ...models.leftOut];
const words = sources.map(countWords);

for (const problem of problems.toSorted(compareProblems)) {
  say(formatProblem({ ...problem, path: join(dir, problem.path) }));
}
say(
  `${sources.length} articles of ${Math.min(...words)} to ${Math.max(...words)} words, ${rules.tags.length} tags`,
);
say(`parsed: ${code.notes.join(', ')}`);
say(
  `compared: ${outputs.size} saved tables, ${models.count} model runs, ${facts.length} facts, ${quoted.size} shared files, sentences${plan.length > 0 ? ' with the plan too' : ''}`,
);
for (const what of leftOut) say(`left out: ${what}`);
say(problems.length === 0 ? 'no problems' : `${problems.length} problems`);
if (problems.length > 0 || (leftOut.length > 0 && process.env['CI'] === 'true'))
  process.exitCode = 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function checkMissing(): readonly ContentProblem[] {
  const slugs = new Set(sources.map(({ article }) => article.slug));
  return shippedSlugs
    .filter((slug) => !slugs.has(slug))
    .map((slug) => problemAt(`${slug}.md`, 1, 'this article ships with Guidepost and is missing'));
}

function withSummary({ path, article, prose }: ArticleSource): SentenceSource {
  return { path, prose: [{ kind: 'paragraph', text: article.summary, line: 1 }, ...prose] };
}

async function readSavedOutputs(): Promise<SavedOutputs> {
  const names = (await readdir(join(dir, 'measurements'))).filter((name) => name.endsWith('.txt'));
  const paths = names.map((name) => `measurements/${name}`);
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(dir, path), 'utf8')] as const),
    ),
  );
}

async function readSharedCode(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(join(dir, 'code/app'))).filter((name) => /\.(?:py|sql)$/.test(name));
  const paths = names.map((name) => `code/app/${name}`);
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(dir, path), 'utf8')] as const),
    ),
  );
}

async function readPlan(): Promise<readonly SentenceSource[]> {
  if (!existsSync(planPath)) return [];
  const nodes = allNodes(parseMarkdown(await readFile(planPath, 'utf8')));
  return [{ path: planPath, prose: proseOf(nodes, 0) }];
}
