import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Article } from './article.ts';
import { checkStrictly } from './check-strictly.ts';
import type { PassedOver } from './choose-files.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
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
    problems: (isStrict ? await strictly(dir, folder, all) : all).sort(compareProblems),
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

/** Front matter is judged by the strict rules instead of the lenient ones; notes to writers are not. */
async function strictly(
  dir: string,
  { files }: ParsedFolder,
  lenient: readonly ContentProblem[],
): Promise<ContentProblem[]> {
  const judged = [...files].filter(([path]) => !/^readme\.md$/i.test(basename(path)));
  const strict = await Promise.all(
    judged.map(async ([path, file]) => {
      if (file.kind === 'broken') return [];
      const decoded = decodeFile(await readFile(join(dir, path)));
      const problems = decoded.kind === 'text' ? checkStrictly(path, decoded.text) : [];
      const empty: ContentProblem = {
        severity: 'error',
        path,
        line: 1,
        message: 'there is nothing to read; write the text',
      };
      return file.kind === 'empty' ? [...problems, empty] : problems;
    }),
  );
  const warned = new Set(
    [...files.values()].flatMap((file) => (file.kind === 'parsed' ? file.parsed.warnings : [])),
  );
  const kept = lenient.filter(
    (problem) => !warned.has(problem) && !problem.message.startsWith('front matter has keys'),
  );
  const conflicts = kept.map((problem): ContentProblem =>
    problem.message.startsWith('the slug "') ? { ...problem, severity: 'error' } : problem,
  );
  return [...conflicts, ...strict.flat()];
}

function noArticle(drafts: number): ContentProblem {
  const message =
    drafts === 0
      ? 'there is no article here; Guidepost does not start without one'
      : 'every article is a draft; Guidepost does not start without a published one';
  return { severity: 'error', path: '.', line: 1, message };
}
