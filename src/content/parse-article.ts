import type { Article } from './article.ts';
import { checkComplexity } from './check-complexity.ts';
import { maxFileBytes, maxSections, maxSlugChars } from './content-limits.ts';
import type { ContentProblem } from './content-problem.ts';
import { decodeFile } from './decode-file.ts';
import { fingerprint } from './fingerprint.ts';
import { InvalidArticleError } from './invalid-article-error.ts';
import { parseBody, type Body, type BodyLink } from './parse-body.ts';
import { parseFrontMatter, type FrontMatter } from './parse-front-matter.ts';
import { splitFrontMatter } from './split-front-matter.ts';

/** An article with what only those who check the folder need to know. */
export interface ParsedArticle {
  readonly article: Article;
  /** Not to be published yet. */
  readonly draft: boolean;
  readonly warnings: readonly ContentProblem[];
  /** What a link with `#fragment` to this article may lead to. */
  readonly anchors: ReadonlySet<string>;
  /** Links and images, by the line of the file. */
  readonly links: readonly BodyLink[];
}

/**
 * Turns one file into an article. `path` is relative to the content folder, with `/`.
 * @throws {InvalidArticleError} for any bytes that are not an article, and nothing else.
 */
export function parseArticle(path: string, bytes: Uint8Array): ParsedArticle {
  const problems: ContentProblem[] = [];
  const fail = (line: number, message: string): never => {
    throw new InvalidArticleError(path, [...problems, { severity: 'error', path, line, message }]);
  };

  if (bytes.length > maxFileBytes) fail(1, tooLarge(bytes.length));
  const decoded = decodeFile(bytes);
  if (decoded.kind === 'invalid') return fail(decoded.line, decoded.message);
  const file = splitFrontMatter(decoded.text);
  if (file.kind === 'invalid') return fail(file.line, file.message);
  const { bodyLine } = file;

  const frontMatter = parseFrontMatter(file.frontMatter);
  problems.push(...frontMatter.problems.map((problem) => ({ ...problem, path })));
  const complex = checkComplexity(file.body);
  if (complex !== undefined) return fail(complex.line + bodyLine - 1, complex.message);
  const body = tryParseBody(file.body);
  if (body === undefined) return fail(bodyLine, 'the text is too intricate; split the article');
  if (body.sections.length === 0) fail(bodyLine, 'there is nothing to read; write the text here');
  if (body.sections.length > maxSections) {
    fail(bodyLine, `more than ${maxSections} headings; split the article`);
  }
  if (frontMatter.values === undefined) throw new InvalidArticleError(path, problems);
  const article = toArticle(path, frontMatter.values, file.body, body);
  if (article.slug.length > maxSlugChars) fail(1, 'the path is too long; add a short "slug: ..."');

  return {
    article,
    draft: frontMatter.values.draft ?? false,
    warnings: problems,
    anchors: body.anchors,
    links: body.links.map(({ url, line }) => ({ url, line: line + bodyLine - 1 })),
  };
}

/** What to say of a file above the limit; for those who know its size without reading it. */
export function tooLarge(bytes: number): string {
  const kilobytes = (size: number) => `${Math.ceil(size / 1024)} KB`;
  return `the file has ${kilobytes(bytes)}; split it, at most ${kilobytes(maxFileBytes)} are read`;
}

function tryParseBody(markdown: string): Body | undefined {
  try {
    return parseBody(markdown);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function toArticle(path: string, values: FrontMatter, markdown: string, body: Body): Article {
  const { title, summary } = values;
  return {
    slug: values.slug ?? slugFromPath(path),
    source: '',
    title,
    summary,
    tags: values.tags ?? [],
    updated: values.updated,
    owner: values.owner,
    url: values.url,
    aliases: values.aliases ?? [],
    redirects: [],
    questions: values.questions ?? [],
    minor: values.minor ?? false,
    sections: body.sections,
    path,
    markdown,
    anchorRule: 'github',
    links: new Map(),
    review: { verified: undefined, reviewBy: undefined, reviewIn: undefined },
    origins: {},
    fingerprint: fingerprint({ title, summary, markdown }),
  };
}

/** The path without its extension; what a slug may not hold becomes `-`. */
function slugFromPath(path: string): string {
  return path
    .replace(/\.md$/i, '')
    .normalize('NFC')
    .split('/')
    .map((part) => part.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-'))
    .join('/');
}
