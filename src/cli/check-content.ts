import { posix } from 'node:path';
import type { Article, OriginKey } from '../content/article.ts';
import { formatProblem } from '../content/content-problem.ts';
import { listKeptKeys } from '../kept/open-kept.ts';
import { checkContent } from '../library/check-content.ts';
import type { LoadedArticles } from '../library/load-articles.ts';
import { cutPassages } from '../meaning/cut-passages.ts';
import { describeProgress } from '../meaning/progress.ts';
import { vectorsIn } from '../meaning/vectors.ts';
import type { NameSourceDeps } from '../sources/name-source.ts';
import { SourceError } from '../sources/source.ts';
import { cleanLine } from '../text/clean-text.ts';

export interface CheckContentCall {
  /** Nothing may be derived: each article says its title and its summary, and no key is unknown. */
  readonly strict?: boolean;
  /** Print for each article its values, and where each came from. */
  readonly explain?: boolean;
}

export interface CheckContentDeps {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** What git may see, to tell when files were changed. */
  readonly env?: NameSourceDeps['env'];
  /** Where the bot keeps what it works out; given when `SEMANTIC` is on. */
  readonly dataDir?: string | undefined;
}

/** Checks every article of a folder, drafts included, and returns the exit code. */
export async function runCheckContent(
  dir: string,
  { strict = false, explain = false }: CheckContentCall,
  { out, err, env, dataDir }: CheckContentDeps,
): Promise<number> {
  try {
    const checked = await checkContent(dir, strict, env);
    const code = report(dir, checked, { explain, out });
    if (dataDir !== undefined) out(describeVectors(dataDir, checked.articles));
    return code;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

function report(
  dir: string,
  { problems, articles, folder: { drafts, passedOver } }: LoadedArticles,
  { explain, out }: { explain: boolean; out: CheckContentDeps['out'] },
): number {
  if (explain) for (const article of articles) out(explainArticle(article));
  for (const problem of problems) {
    out(`${formatProblem({ ...problem, path: posix.join(dir, problem.path) })}\n`);
  }
  for (const { reason, count: files, examples } of passedOver) {
    const more = files > examples.length ? ', ...' : '';
    out(
      cleanLine(`Passed over, ${count(files, 'file')}: ${reason} (${examples.join(', ')}${more})`),
    );
    out('\n');
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  out(
    `${count(articles.length, 'article')}, ${count(drafts, 'draft')}: ` +
      `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}\n`,
  );
  return errors > 0 ? 1 : 0;
}

function describeVectors(dataDir: string, articles: readonly Article[]): string {
  const kept = listKeptKeys(vectorsIn(dataDir));
  const passages = articles.flatMap(cutPassages);
  const known = passages.filter(({ hash }) => kept.has(hash)).length;
  const progress = describeProgress({ known, total: passages.length });
  return `${progress} have their vector\n`;
}

/** Each value and where it came from, one a line. */
function explainArticle(article: Article): string {
  const { path, slug, title, summary, tags, updated, owner, aliases, redirects, origins } = article;
  const keeper =
    owner &&
    (owner.kind === 'email' ? owner.address : owner.kind === 'name' ? owner.name : owner.id);
  const values: readonly (readonly [OriginKey, string | undefined])[] = [
    ['slug', slug],
    ['title', title],
    ['summary', summary],
    ['tags', tags.join(', ')],
    ['updated', updated],
    ['owner', keeper],
    ['aliases', aliases.join(', ')],
    ['redirects', redirects.join(', ')],
  ];
  const lines = values
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `  ${key}: ${value ?? ''}  (${origins[key] ?? 'front matter'})`);
  return `${cleanLine(path)}\n${lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
