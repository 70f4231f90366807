import { posix } from 'node:path';
import type { Article, OriginKey } from '../content/article.ts';
import { formatProblem } from '../content/content-problem.ts';
import { listKeptKeys } from '../kept/open-kept.ts';
import { checkContent } from '../library/check-content.ts';
import { cutPassages } from '../meaning/cut-passages.ts';
import { describeProgress } from '../meaning/progress.ts';
import { vectorsIn } from '../meaning/vectors.ts';
import { cleanLine } from '../text/clean-text.ts';
import { count } from '../text/count.ts';
import type { Io } from './io.ts';

export interface CheckContentCall {
  /** Nothing may be derived: each article says its title and its summary, and no key is unknown. */
  readonly strict?: boolean;
  /** Print for each article its values, and where each came from. */
  readonly explain?: boolean;
  /** Where the bot keeps what it works out; given when `SEMANTIC` is on. */
  readonly dataDir?: string | undefined;
}

/** Checks every article of a folder, drafts included, and returns the exit code. */
export async function runCheckContent(
  dir: string,
  { strict = false, explain = false, dataDir }: CheckContentCall,
  { out, env }: Pick<Io, 'out' | 'env'>,
): Promise<number> {
  const { problems, articles, folder } = await checkContent(dir, strict, env);
  if (explain) for (const article of articles) out(explainArticle(article));
  for (const problem of problems) {
    out(`${formatProblem({ ...problem, path: posix.join(dir, problem.path) })}\n`);
  }
  for (const { reason, count: files, examples } of folder.passedOver) {
    const more = files > examples.length ? ', ...' : '';
    const named = `${reason} (${examples.join(', ')}${more})`;
    out(`${cleanLine(`Passed over, ${count(files, 'file')}: ${named}`)}\n`);
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  out(
    `${count(articles.length, 'article')}, ${count(folder.drafts, 'draft')}: ` +
      `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}\n`,
  );
  if (dataDir !== undefined) out(describeVectors(dataDir, articles));
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
