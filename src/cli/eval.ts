import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Library } from '../answers/library.ts';
import { ContentFolderError } from '../content/content-folder-error.ts';
import { loadArticles } from '../content/load-articles.ts';
import { buildArticleIndex } from '../search/article-index.ts';
import {
  evaluate,
  summarize,
  type FindingSystem,
  type QuestionResult,
} from './evaluation/evaluate.ts';
import { learnMeaning, NoModelError } from './evaluation/learn-meaning.ts';
import { loadCollection } from './evaluation/load-collection.ts';
import { loadQuestions } from './evaluation/load-questions.ts';
import { QuestionSetError, type QuestionSet } from './evaluation/question-set.ts';
import { toJson, toSemanticText, toText, type SetResults } from './evaluation/report.ts';
import { loadSavedResults, saveResults } from './evaluation/saved-results.ts';
import { createGuidepost, createMiniSearch } from './evaluation/systems.ts';
import { isCallMistake } from './is-call-mistake.ts';

const usage = `Usage: guidepost eval [--content DIR] [--questions FILE] [--set DIR] [--semantic]
                      [--json]

Asks questions whose right answers are known and prints how well they were
found, beside the last run and beside MiniSearch with its defaults.

  --content DIR     the library (content when none is given)
  --questions FILE  questions about it: .tsv with question, slugs (best first,
                    - for none) and kind, or .yml; may be given more than once.
                    Without it: questions.yml in the library
  --set DIR         a test collection (docs.jsonl, queries.jsonl, qrels.tsv)
                    instead of the library; may be given more than once
  --semantic        beside the same with SEMANTIC=local; the vectors are kept for
                    the next run
  --json            the results as JSON

Exits with 0, or 2 when it was called wrongly or something cannot be read.
`;

export interface EvalDeps {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Where results are kept for the next run to compare with. */
  readonly savedPath: string;
  /** A person watches what goes to `err`. */
  readonly isWatched?: boolean;
}

/** Runs the command and returns its exit code. */
export async function runEval(args: readonly string[], deps: EvalDeps): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        content: { type: 'string', default: 'content' },
        questions: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        semantic: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      deps.out(usage);
      return 0;
    }
    const sets = await loadSets(values);
    const results: SetResults[] = [];
    for (const set of sets) results.push(await evaluateSet(set, values.semantic, deps));
    const last = await loadSavedResults(deps.savedPath);
    const text = values.json
      ? JSON.stringify(toJson(results, last), undefined, 2)
      : values.semantic
        ? toSemanticText(results)
        : toText(results, last);
    deps.out(`${text}\n`);
    await saveResults(
      deps.savedPath,
      Object.fromEntries(results.map(({ name, guidepost }) => [name, summarize(guidepost).ndcg])),
    );
    return 0;
  } catch (error) {
    const isExpected =
      error instanceof QuestionSetError ||
      error instanceof ContentFolderError ||
      error instanceof NoModelError;
    if (!isExpected && !isCallMistake(error)) throw error;
    deps.err(`${error.message}\n`);
    return 2;
  }
}

interface Choice {
  readonly content: string;
  readonly questions?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
}

async function loadSets({
  content,
  questions,
  set: collections = [],
}: Choice): Promise<QuestionSet[]> {
  const own = join(content, 'questions.yml');
  const files = questions ?? (collections.length === 0 && existsSync(own) ? [own] : []);
  if (files.length === 0 && collections.length === 0) {
    throw new QuestionSetError(`There are no questions to ask: give --questions, or write ${own}.`);
  }
  const sets: QuestionSet[] = [];
  if (files.length > 0) {
    const { articles, synonyms } = await loadArticles(content);
    const slugs = new Set(articles.map(({ slug }) => slug));
    for (const file of files) {
      sets.push({
        name: file,
        library: basename(resolve(content)),
        isPlain: false,
        articles,
        synonyms,
        questions: await loadQuestions(file, slugs),
      });
    }
  }
  for (const dir of collections) sets.push(await loadCollection(dir));
  return sets;
}

async function evaluateSet(
  set: QuestionSet,
  semantic: boolean,
  deps: EvalDeps,
): Promise<SetResults> {
  const { name, articles, isPlain: plain } = set;
  const library = { articles, index: buildArticleIndex(articles, set) };
  const ask = (system: FindingSystem) => evaluate(set, system, deps.now);
  return {
    name,
    articles: articles.length,
    guidepost: await ask(createGuidepost(library, { plain })),
    miniSearch: await ask(createMiniSearch(articles)),
    ...(semantic && { meant: await askMeant(set, library, deps) }),
  };
}

/** The same questions, with what they mean. */
async function askMeant(
  set: QuestionSet,
  library: Library,
  { now, err, savedPath, isWatched = false }: EvalDeps,
): Promise<readonly QuestionResult[]> {
  const path = join(dirname(savedPath), 'meaning', `${set.library}.vectors`);
  const meaning = await learnMeaning(set.articles, { path, err, isWatched });
  try {
    const system = createGuidepost(
      { ...library, nearTo: (words) => meaning.nearTo(words) },
      { plain: set.isPlain },
    );
    return await evaluate(set, system, now);
  } finally {
    await meaning.close();
  }
}

if (import.meta.main) {
  process.exitCode = await runEval(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => performance.now(),
    savedPath: join('data', 'eval.json'),
    isWatched: process.stderr.isTTY,
  });
}
