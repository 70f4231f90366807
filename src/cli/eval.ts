import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ContentFolderError } from '../content/content-folder-error.ts';
import { loadArticles } from '../content/load-articles.ts';
import { buildArticleIndex } from '../search/article-index.ts';
import { evaluate, summarize } from './evaluation/evaluate.ts';
import { loadCollection } from './evaluation/load-collection.ts';
import { loadQuestions } from './evaluation/load-questions.ts';
import { QuestionSetError, type QuestionSet } from './evaluation/question-set.ts';
import { toJson, toText, type SetResults } from './evaluation/report.ts';
import { loadSavedResults, saveResults } from './evaluation/saved-results.ts';
import { createGuidepost, createMiniSearch } from './evaluation/systems.ts';
import { isCallMistake } from './is-call-mistake.ts';

const usage = `Usage: guidepost eval [--content DIR] [--questions FILE] [--set DIR] [--json]

Asks questions whose right answers are known and prints how well they were
found, beside the last run and beside MiniSearch with its defaults.

  --content DIR     the library (content when none is given)
  --questions FILE  questions about it: .tsv with question, slugs (best first,
                    - for none) and kind, or .yml; may be given more than once.
                    Without it: questions.yml in the library
  --set DIR         a test collection (docs.jsonl, queries.jsonl, qrels.tsv)
                    instead of the library; may be given more than once
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
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      deps.out(usage);
      return 0;
    }
    const sets = await loadSets(values);
    const results = sets.map((set) => evaluateSet(set, deps.now));
    const last = await loadSavedResults(deps.savedPath);
    deps.out(
      values.json
        ? `${JSON.stringify(toJson(results, last), undefined, 2)}\n`
        : `${toText(results, last)}\n`,
    );
    await saveResults(
      deps.savedPath,
      Object.fromEntries(results.map(({ name, guidepost }) => [name, summarize(guidepost).ndcg])),
    );
    return 0;
  } catch (error) {
    const isExpected = error instanceof QuestionSetError || error instanceof ContentFolderError;
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

function evaluateSet(set: QuestionSet, now: () => number): SetResults {
  const index = buildArticleIndex(set.articles, set);
  const ours = createGuidepost(set.articles, index, { plain: set.isPlain });
  const theirs = createMiniSearch(set.articles);
  return {
    name: set.name,
    articles: set.articles.length,
    guidepost: evaluate(set, ours, now),
    miniSearch: evaluate(set, theirs, now),
  };
}

if (import.meta.main) {
  process.exitCode = await runEval(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => performance.now(),
    savedPath: join('data', 'eval.json'),
  });
}
