import { compareProblems, formatProblem, type ContentProblem } from './content-problem.ts';

/** A file that cannot become an article, with every problem that was found, by line. */
export class InvalidArticleError extends Error {
  readonly path: string;
  readonly problems: readonly ContentProblem[];

  constructor(path: string, problems: readonly ContentProblem[]) {
    const byLine = problems.toSorted(compareProblems);
    super(byLine.map(formatProblem).join('\n'));
    this.name = 'InvalidArticleError';
    this.path = path;
    this.problems = byLine;
  }
}
