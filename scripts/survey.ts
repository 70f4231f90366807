/**
 * Reads folders as they stand, and counts what works and what does not:
 *   npm run survey -- handbook
 *   npm run survey -- --list links --list markup handbook runbooks
 */
import { Command } from 'commander';
import { runSurvey, type SurveyCall } from './evaluation/run-survey.ts';

const lists = [
  ...(['broken', 'links', 'pictures', 'anchors', 'headings', 'summaries'] as const),
  ...(['markup', 'colons', 'passed-over'] as const),
] satisfies NonNullable<SurveyCall['list']>;

const program = new Command('npm run survey --')
  .argument('<folder...>', 'folders of Markdown, with or without front matter')
  .option(
    '--list <what>',
    `the rows behind a figure, once for each: ${lists.join(', ')}`,
    (what, others: typeof lists) => [...others, ...lists.filter((each) => each === what)],
    [],
  )
  .option('--json', 'print JSON')
  .parse();

process.exitCode = await runSurvey(program.args, program.opts<SurveyCall>(), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
