import { tmpdir } from 'node:os';
import { formatProblem } from '../../content/content-problem.ts';
import { loadArticles } from '../../library/load-articles.ts';
import type { Config } from '../../ops/config.ts';
import { explainGitFailure } from '../../sources/git/explain-git-failure.ts';
import { GitError, runGit } from '../../sources/git/run-git.ts';
import { loadSources } from '../../sources/load-sources.ts';
import type { GitPlace, SourceSettings } from '../../sources/source-settings.ts';
import { InvalidSettingsError } from '../../text/operator-error.ts';
import { ok, problem, reasonOf, type DoctorDeps, type Finding, type Findings } from './finding.ts';

/** Whether every source can be read: its articles in a folder, its branch in a repository. */
export async function* checkArticles(config: Config, { env }: DoctorDeps): Findings {
  let sources: readonly SourceSettings[];
  try {
    sources = await loadSources({ ...config, env });
  } catch (error) {
    if (!(error instanceof InvalidSettingsError)) throw error;
    for (const words of error.problems) {
      yield problem('sources', words, 'All of it is explained in docs/sources.md.');
    }
    return;
  }
  for (const source of sources) {
    const { id, place } = source;
    const subject = id === '' ? 'articles' : `articles of ${id}`;
    yield place.kind === 'folder'
      ? await readArticles(source, place.dir, subject)
      : await askRepository(place, subject);
  }
}

async function readArticles(
  source: SourceSettings,
  dir: string,
  subject: string,
): Promise<Finding> {
  try {
    const { articles, problems } = await loadArticles(source);
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const mend =
      first !== undefined
        ? `First: ${formatProblem(first)} All: guidepost check ${dir}`
        : articles.length === 0
          ? 'Put at least one Markdown file there.'
          : undefined;
    return {
      state: articles.length === 0 ? 'problem' : errors.length > 0 ? 'warning' : 'ok',
      subject,
      words: `${articles.length} in ${dir}, ${errors.length} left out`,
      mend,
    };
  } catch (error) {
    const setting = source.id === '' ? 'CONTENT_DIR' : '"folder" in guidepost.yml';
    return problem(
      subject,
      reasonOf(error),
      `Let ${setting} name a folder of Markdown that this user can read.`,
    );
  }
}

async function askRepository(
  { address, branch, access }: GitPlace,
  subject: string,
): Promise<Finding> {
  const wanted = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
  try {
    const args = ['ls-remote', '--', address, wanted];
    const output = await runGit({ dir: tmpdir(), args, access });
    return output.length > 0
      ? ok(subject, `${address} answers`)
      : problem(
          subject,
          `${address} has no branch ${branch ?? 'of its own'}`,
          'Name one that is there with "branch" in guidepost.yml.',
        );
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return problem(subject, `${address}: ${explainGitFailure(error)}`);
  }
}
