import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Library } from '../../src/answers/library.ts';
import { SourceError } from '../../src/sources/source.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { evaluate, summarize, type FindingSystem, type QuestionResult } from './evaluate.ts';
import { learnMeaning, NoModelError } from './learn-meaning.ts';
import { loadCollection } from './load-collection.ts';
import { loadQuestions } from './load-questions.ts';
import { QuestionSetError, type QuestionSet } from './question-set.ts';
import { toJson, toSemanticText, toText, type SetResults } from './report.ts';
import { loadSavedResults, saveResults } from './saved-results.ts';
import { createGuidepost, createMiniSearch } from './systems.ts';

export interface EvalCall {
  readonly content: string;
  /** Files of questions about it; without any, and without a set, its own `questions.yml`. */
  readonly questions?: readonly string[];
  /** Test collections: folders with docs.jsonl, queries.jsonl and qrels.tsv. */
  readonly set?: readonly string[];
  /** Beside the same with what questions mean. */
  readonly semantic?: true;
  readonly json?: true;
}

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

/**
 * Asks questions whose right answers are known and prints how well they were found, beside the last
 * run and beside MiniSearch with its defaults. Returns the exit code.
 */
export async function runEval(call: EvalCall, deps: EvalDeps): Promise<number> {
  const { semantic = false, json } = call;
  try {
    const sets = await loadSets(call);
    const results: SetResults[] = [];
    for (const set of sets) results.push(await evaluateSet(set, semantic, deps));
    const last = await loadSavedResults(deps.savedPath);
    const text = json
      ? JSON.stringify(toJson(results, last), undefined, 2)
      : semantic
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
      error instanceof SourceError ||
      error instanceof NoModelError;
    if (!isExpected) throw error;
    deps.err(`${error.message}\n`);
    return 2;
  }
}

async function loadSets({
  content,
  questions,
  set: collections = [],
}: EvalCall): Promise<QuestionSet[]> {
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
