/**
 * Measures how well questions with known answers are answered:
 *   npm run eval
 *   npm run eval -- --content handbook --questions handbook/questions.yml
 *   npm run eval -- --set DIR --set OTHER
 */
import { Command } from 'commander';
import { runEval, type EvalCall } from './evaluation/run-eval.ts';

const collect = (value: string, previous: readonly string[] = []) => [...previous, value];

const call = new Command('npm run eval --')
  .option('--content <folder>', 'the articles', 'content')
  .option(
    '--questions <file>',
    'questions about the articles: .yml, or .tsv with question, slugs and kind; may be given more than once (default: questions.yml beside them)',
    collect,
  )
  .option(
    '--set <folder>',
    'a test collection (docs.jsonl, queries.jsonl, qrels.tsv) in place of the articles; may be given more than once',
    collect,
  )
  .option('--semantic', 'beside the same with SEMANTIC=local')
  .option('--json', 'print JSON')
  .parse()
  .opts<EvalCall>();

process.exitCode = await runEval(call, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isWatched: process.stdout.isTTY,
  now: () => performance.now(),
  savedPath: 'data/eval.json',
});
