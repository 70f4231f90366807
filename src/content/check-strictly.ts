import type { ContentProblem } from './content-problem.ts';
import { parseFrontMatter } from './parse-front-matter.ts';
import { splitFrontMatter } from './split-front-matter.ts';

/**
 * What stands between a file and an article that leaves nothing to be guessed: front matter in YAML
 * with a title and a summary, every key known, every value fit.
 */
export function checkStrictly(path: string, text: string): readonly ContentProblem[] {
  const file = splitFrontMatter(text);
  if (file.kind === 'invalid') {
    return [{ severity: 'error', path, line: file.line, message: file.message }];
  }
  return parseFrontMatter(file.frontMatter).problems.map((problem) => ({ ...problem, path }));
}
