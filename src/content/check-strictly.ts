import type { ContentProblem } from './content-problem.ts';
import type { ParsedArticle } from './parse-article.ts';
import { frontMatterKeys } from './read-front-matter.ts';
import { listNearest } from '../text/nearest.ts';

/** Where a missing key would be written: the line after the opening `---`. */
const firstKeyLine = 2;

/** What an article leaves to be guessed: a title or a summary that isn't said, a key nobody knows. */
export function checkStrictly({ article, unusedKeys }: ParsedArticle): readonly ContentProblem[] {
  const { path, origins } = article;
  const missing = (['title', 'summary'] as const)
    .filter((key) => origins[key]?.endsWith('in the front matter') !== true)
    .map((key): ContentProblem => {
      const message = `front matter needs a ${key}; add "${key}: ..."`;
      return { severity: 'error', path, line: firstKeyLine, message };
    });
  const unknown = unusedKeys.map((key): ContentProblem => {
    const [nearest] = listNearest(key, frontMatterKeys);
    const mend = nearest === undefined ? 'take it out' : `did you mean "${nearest}"?`;
    const message = `unknown key "${key}" is ignored; ${mend}`;
    return { severity: 'warning', path, line: firstKeyLine, message };
  });
  return [...missing, ...unknown];
}
