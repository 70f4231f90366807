import { posix } from 'node:path';
import { checkContent } from '../content/check-content.ts';
import { ContentFolderError } from '../content/content-folder-error.ts';
import { formatProblem } from '../content/content-problem.ts';

const usage = `Usage: guidepost check [FOLDER]

Checks every article in FOLDER (content when none is given), drafts included:
front matter, text, slugs, relative links and anchors. Prints a line
"path:line: what is wrong; how to mend it" for each problem.

Exits with 0 when there is nothing worse than a warning, 1 when there is an
error, 2 when it was called wrongly.
`;

export interface CheckContentOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs the command and returns its exit code. */
export async function runCheckContent(
  args: readonly string[],
  { out, err }: CheckContentOutput,
): Promise<number> {
  const call = parseCall(args);
  switch (call.kind) {
    case 'help':
      out(usage);
      return 0;
    case 'mistake':
      err(`${call.message}\n\n${usage}`);
      return 2;
    case 'check':
      return check(call.dir, { out, err });
  }
}

type Call =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'check'; readonly dir: string };

function parseCall(args: readonly string[]): Call {
  if (args.includes('--help') || args.includes('-h')) return { kind: 'help' };
  const option = args.find((arg) => arg.startsWith('-'));
  if (option !== undefined) return { kind: 'mistake', message: `Unknown option ${option}.` };
  const [dir = 'content', ...others] = args;
  if (others.length > 0) return { kind: 'mistake', message: 'One folder at a time.' };
  return { kind: 'check', dir };
}

async function check(dir: string, { out, err }: CheckContentOutput): Promise<number> {
  try {
    const { problems, articles, drafts } = await checkContent(dir);
    for (const problem of problems) {
      out(`${formatProblem({ ...problem, path: posix.join(dir, problem.path) })}\n`);
    }
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const warnings = problems.length - errors;
    out(
      `${count(articles, 'article')}, ${count(drafts, 'draft')}: ` +
        `${count(errors, 'error')}, ${count(warnings, 'warning')}\n`,
    );
    return errors > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ContentFolderError)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

if (import.meta.main) {
  process.exitCode = await runCheckContent(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
