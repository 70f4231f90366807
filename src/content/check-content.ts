import { posix } from 'node:path';
import type { Article } from './article.ts';
import { checkStrictly } from './check-strictly.ts';
import type { PassedOver } from './choose-files.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { loadArticles } from './load-articles.ts';
import type { ParsedFolder } from './parse-folder.ts';
import { resolveLink } from './resolve-link.ts';
import { selectArticles } from './select-articles.ts';

export interface CheckedContent {
  readonly problems: readonly ContentProblem[];
  readonly articles: readonly Article[];
  readonly drafts: number;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Everything a writer should know before publishing: what loading reports, dead links and anchors,
 * and what drafts will run into.
 *
 * @param isStrict whether front matter must leave nothing to be derived
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function checkContent(dir: string, isStrict = false): Promise<CheckedContent> {
  const { articles, drafts, folder, problems, passedOver } = await loadArticles(dir);
  const parsed = [...folder.files.values()].flatMap((file) =>
    file.kind === 'parsed' ? [{ ...file.parsed, draft: false }] : [],
  );
  const reported = new Set(problems.map(({ path }) => path));
  const conflictsWithDrafts = selectArticles(parsed).problems.filter(
    ({ path }) => !reported.has(path),
  );
  const all = [...problems, ...conflictsWithDrafts, ...checkLinks(folder)];
  if (articles.length === 0) all.push(noArticle(drafts));
  return {
    problems: (isStrict ? strictly(folder, all) : all).sort(compareProblems),
    articles,
    drafts,
    passedOver,
  };
}

/** Links and anchors that lead nowhere on the pages, and nothing else. */
export function checkLinks({ files, index }: ParsedFolder): readonly ContentProblem[] {
  return [...files].flatMap(([path, file]) => {
    if (file.kind !== 'parsed') return [];
    return file.parsed.links.flatMap(({ url, line }): ContentProblem[] => {
      const { problem } = resolveLink(url, path, index);
      if (problem === undefined) return [];
      return [{ severity: problem.severity, path, line, message: problem.explain() }];
    });
  });
}

/** Nothing may be derived, and no warning about front matter is one; notes to writers are let be. */
function strictly({ files }: ParsedFolder, lenient: readonly ContentProblem[]): ContentProblem[] {
  const warned = new Set<ContentProblem>();
  const strict = [...files].flatMap(([path, file]): readonly ContentProblem[] => {
    if (/^readme\.md$/i.test(posix.basename(path))) return [];
    if (file.kind === 'empty') {
      const message = 'there is nothing to read; write the text';
      return [{ severity: 'error', path, line: 1, message }];
    }
    if (file.kind === 'broken') return [];
    for (const warning of file.parsed.warnings) warned.add(warning);
    return checkStrictly(file.parsed);
  });
  const judged = lenient
    .filter(({ message }) => !message.startsWith('front matter has keys'))
    .map((problem): ContentProblem => {
      const isStrict = warned.has(problem) || problem.message.startsWith('the slug "');
      return isStrict ? { ...problem, severity: 'error' } : problem;
    });
  return [...judged, ...strict];
}

function noArticle(drafts: number): ContentProblem {
  const message =
    drafts === 0
      ? 'there is no article here; Guidepost does not start without one'
      : 'every article is a draft; Guidepost does not start without a published one';
  return { severity: 'error', path: '.', line: 1, message };
}
