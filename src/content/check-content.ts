import { checkLinks } from './check-links.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { loadArticles } from './load-articles.ts';
import { selectArticles } from './select-articles.ts';

export interface CheckedContent {
  readonly problems: readonly ContentProblem[];
  readonly articles: number;
  readonly drafts: number;
}

/**
 * Everything a writer should know before publishing: what loading reports, dead links and anchors,
 * and what drafts will run into.
 * @throws {ContentFolderError} when the folder itself cannot be read.
 */
export async function checkContent(dir: string): Promise<CheckedContent> {
  const { articles, drafts, folder, problems } = await loadArticles(dir);
  const parsed = [...folder.files.values()].flatMap((file) =>
    file.kind === 'parsed' ? [{ ...file.parsed, draft: false }] : [],
  );
  const reported = new Set(problems.map(({ path }) => path));
  const conflictsWithDrafts = selectArticles(parsed)
    .problems.filter(({ path }) => !reported.has(path))
    .map((problem): ContentProblem => ({ ...problem, severity: 'warning' }));
  const all = [...problems, ...conflictsWithDrafts, ...(await checkLinks(dir, folder.files))];
  if (articles.length === 0) all.push(noArticle(drafts));
  return { problems: all.sort(compareProblems), articles: articles.length, drafts };
}

function noArticle(drafts: number): ContentProblem {
  const message =
    drafts === 0
      ? 'there is no valid article here; Guidepost does not start without one'
      : 'every valid article is a draft; Guidepost does not start without a published one';
  return { severity: 'error', path: '.', line: 1, message };
}
