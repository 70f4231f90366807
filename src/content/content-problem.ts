import { removeHidden } from '../text/clean-text.ts';

/** Something wrong in the content folder, told to the writer: where, what, and how to mend it. */
export interface ContentProblem {
  readonly severity: 'error' | 'warning';
  /** Relative to the content folder, with `/`; `.` for the folder itself. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/**
 * `path:line: message`, as editors and terminals know how to open it. One line without control
 * characters: paths and links are quoted as writers made them, and could steer a terminal.
 */
export function formatProblem({ severity, path, line, message }: ContentProblem): string {
  const label = severity === 'warning' ? 'warning: ' : '';
  return removeHidden(`${path}:${line}: ${label}${message}`).replace(/[\t\n\v\f\r]/g, ' ');
}

/** By path, then line: the order in which a writer works through them. */
export function compareProblems(a: ContentProblem, b: ContentProblem): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line;
}
