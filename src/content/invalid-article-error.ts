import { formatProblem, type ContentProblem } from './content-problem.ts';

/** A file that cannot become an article. Carries every problem that was found, warnings included. */
export class InvalidArticleError extends Error {
  readonly path: string;
  readonly problems: readonly ContentProblem[];

  constructor(path: string, problems: readonly ContentProblem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.name = 'InvalidArticleError';
    this.path = path;
    this.problems = problems;
  }
}
