import { posix } from 'node:path';
import { checkLinks } from '../content/links/check-links.ts';
import { compareProblems, type ContentProblem } from '../content/content-problem.ts';
import type { ParsedArticle } from '../content/parse-article.ts';
import { unusedKeysLead, type ParsedFolder } from '../content/folder/parse-folder.ts';
import { frontMatterKeys } from '../content/front-matter/read-front-matter.ts';
import { selectArticles } from '../content/folder/select-articles.ts';
import type { NameSourceDeps } from '../sources/name-source.ts';
import { listNearest } from '../text/nearest.ts';
import { loadArticles, type LoadedArticles } from './load-articles.ts';

/**
 * Everything a writer should know before publishing: what loading reports, dead links and anchors,
 * and what drafts will run into.
 *
 * @param isStrict whether front matter must leave nothing to be derived
 * @throws {SourceError} when the folder itself cannot be read.
 */
export async function checkContent(
  dir: string,
  isStrict = false,
  env?: NameSourceDeps['env'],
): Promise<LoadedArticles> {
  const loaded = await loadArticles(dir, env);
  const { articles, folder, problems } = loaded;
  const parsed = [...folder.files.values()].flatMap((file) =>
    file.kind === 'parsed' ? [{ ...file.parsed, draft: false }] : [],
  );
  const reported = new Set(problems.map(({ path }) => path));
  const conflictsWithDrafts = selectArticles(parsed).problems.filter(
    ({ path }) => !reported.has(path),
  );
  const all = [...problems, ...conflictsWithDrafts, ...checkLinks(folder)];
  if (articles.length === 0) all.push(noArticle(folder.drafts));
  return { ...loaded, problems: (isStrict ? strictly(folder, all) : all).sort(compareProblems) };
}

/** Nothing may be derived, and no warning about front matter is one; notes to writers are let be. */
function strictly({ files }: ParsedFolder, lenient: readonly ContentProblem[]): ContentProblem[] {
  const warned = new Set<ContentProblem>();
  const strict = [...files].flatMap(([path, file]): readonly ContentProblem[] => {
    if (/^readme\.md$/i.test(posix.basename(path))) return [];
    if (file.kind === 'empty') {
      const message = "there's nothing to read; write the text";
      return [{ severity: 'error', path, line: 1, message }];
    }
    if (file.kind === 'broken') return [];
    for (const warning of file.parsed.warnings) warned.add(warning);
    return checkStrictly(file.parsed);
  });
  const judged = lenient
    .filter(({ message }) => !message.startsWith(unusedKeysLead))
    .map((problem): ContentProblem => {
      const isStrict = warned.has(problem) || problem.message.startsWith('the slug "');
      return isStrict ? { ...problem, severity: 'error' } : problem;
    });
  return [...judged, ...strict];
}

function noArticle(drafts: number): ContentProblem {
  const message =
    drafts === 0
      ? "there's no article here; Guidepost doesn't start without one"
      : "every article is a draft; Guidepost doesn't start without a published one";
  return { severity: 'error', path: '.', line: 1, message };
}

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
