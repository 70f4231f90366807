import { posix } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answerQuestion } from '../../src/answers/answer-question.ts';
import { parseQuestion } from '../../src/answers/parse-question.ts';
import type { Passage } from '../../src/answers/answer.ts';
import type { Article } from '../../src/content/article.ts';
import { checkLinks } from '../../src/content/links/check-links.ts';
import { SourceError } from '../../src/sources/source.ts';
import { formatProblem, type ContentProblem } from '../../src/content/content-problem.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import type { ParsedFolder } from '../../src/content/folder/parse-folder.ts';
import { isArticleName } from '../../src/content/folder/file-names.ts';
import { resolveLink } from '../../src/content/links/resolve-link.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { cleanLine } from '../../src/text/clean-text.ts';
import { align } from './align.ts';
import { markupIn, shownMarkup } from './shown-markup.ts';
import { writtenAnchors } from './written-anchors.ts';

export interface SurveyCall {
  /** Of which figures to print the rows. */
  readonly list?: readonly (keyof Survey['lists'])[];
  readonly json?: boolean;
}

export interface SurveyDeps {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** How many questions are asked of a folder, spread evenly over its sections. */
const maxQuestions = 1_000;
const pictureName = /\.(?:png|jpe?g|gif|svg|webp|avif)(?:[?#].*)?$/i;
/** Reads folders as they stand, prints what came of each, and returns the exit code. */
export async function runSurvey(
  dirs: readonly string[],
  { list = [], json }: SurveyCall,
  { out, err }: SurveyDeps,
): Promise<number> {
  try {
    const surveys: Survey[] = [];
    for (const dir of dirs) {
      err(`${dir}: reading and asking\n`);
      surveys.push(await survey(dir));
    }
    const rows = surveys.map(({ figures }) => figures);
    out(json ? `${JSON.stringify(rows, undefined, 2)}\n` : toTable(rows));
    for (const { lists } of surveys) {
      for (const row of list.flatMap((what) => lists[what])) out(`${cleanLine(row)}\n`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

interface Survey {
  readonly figures: Readonly<Record<string, string | number>>;
  readonly lists: Readonly<
    Record<
      | ('broken' | 'links' | 'pictures' | 'anchors' | 'headings' | 'summaries')
      | ('markup' | 'colons' | 'passed-over'),
      readonly string[]
    >
  >;
}

async function survey(dir: string): Promise<Survey> {
  const [startMs, startBytes] = [processorMs(), usedBytes()];
  const { folder } = await loadArticles(dir);
  const readMs = processorMs();
  const index = buildArticleIndex(folder.articles, { synonyms: [] });
  const perThousand = 1_000 / Math.max(1, folder.files.size);
  const seconds = ((processorMs() - startMs) / 1_000) * perThousand;
  const parseSeconds = ((readMs - startMs) / 1_000) * perThousand;
  const megabytes = ((usedBytes() - startBytes) / 2 ** 20) * perThousand;

  const passages = questionsOf(folder.articles).flatMap((question) => {
    const page = { offset: 0, limit: 1 };
    const answer = answerQuestion(
      { articles: folder.articles, index },
      parseQuestion(question),
      page,
    );
    const hit = 'page' in answer ? answer.page.hits[0] : undefined;
    return hit?.passage === undefined
      ? []
      : [{ path: hit.article.path, words: wordsOf(hit.passage), end: endOf(hit.passage) }];
  });
  const withMarkup = passages.flatMap(({ path, words }) => {
    const text = markupIn(words);
    return text === undefined ? [] : [{ path, text }];
  });
  const withColon = passages.flatMap(({ path, end }) =>
    /[:：]$/.test(end) ? [{ path, text: end }] : [],
  );
  const files = [...folder.files.values()];
  const broken = files.flatMap((file) => (file.kind === 'broken' ? file.problems : []));
  const links = linksOf(folder);
  const pictures = links.filter(({ url }) => pictureName.test(url));
  const dead = checkLinks(folder).filter(({ severity }) => severity === 'error');
  const missing = pictures.filter(({ isAlive }) => !isAlive);
  const doubtful = dead.filter((problem) => isNamed(problem, folder));
  const anchors = await writtenAnchors(dir, folder);
  const shown = await shownMarkup(dir, folder);
  const count = (kind: string) => files.filter((file) => file.kind === kind).length;
  const rows = (found: readonly { path: string; text: string }[]) => [
    ...new Set(found.map(({ path, text }) => `${dir}/${path}: ${text}`)),
  ];
  const lines = (problems: readonly ContentProblem[]) =>
    problems.map((problem) => formatProblem({ ...problem, path: `${dir}/${problem.path}` }));

  return {
    figures: {
      folder: dir,
      sites: [...new Set(folder.sites.map(({ flavour }) => flavour))].join('+') || '-',
      files: files.length,
      articles: folder.articles.length,
      drafts: folder.drafts,
      'of those with prose': share(count('parsed'), count('parsed') + count('broken')),
      empty: count('empty'),
      'passed over': folder.passedOver.reduce((sum, each) => sum + each.count, 0) - count('empty'),
      links: links.length,
      'dead links': share(dead.length, links.length),
      'dead, though such a name is there': share(doubtful.length, links.length),
      pictures: pictures.length,
      'not loading': missing.length,
      headings: anchors.headings,
      'with wrong anchors': anchors.wrong.length,
      'headings with markup': shown.headings.length,
      'summaries with markup': shown.summaries.length,
      passages: passages.length,
      'passages with markup': share(withMarkup.length, passages.length),
      'ending in a colon': share(withColon.length, passages.length),
      's/1000 read': round(parseSeconds),
      's/1000 read and indexed': round(seconds),
      'MB/1000': Math.round(megabytes),
    },
    lists: {
      broken: lines(broken),
      links: lines(dead),
      pictures: missing.map(({ path, url }) => `${dir}/${path}: ${url}`),
      anchors: rows(anchors.wrong),
      headings: rows(shown.headings),
      summaries: rows(shown.summaries),
      markup: rows(withMarkup),
      colons: rows(withColon),
      'passed-over': folder.passedOver.map(
        (each) => `${dir}: ${each.count} ${each.reason}: ${each.examples.join(', ')}`,
      ),
    },
  };
}

/** A title with one of its headings, as somebody would look for it, spread over the library. */
function questionsOf(articles: readonly Article[]): readonly string[] {
  const all = articles.flatMap(({ title, sections }) => [
    title,
    ...sections.filter(({ level }) => level > 1).map(({ heading }) => `${title} ${heading}`),
  ]);
  const step = Math.max(1, all.length / maxQuestions);
  return Array.from(
    { length: Math.min(maxQuestions, all.length) },
    (_, at) => all[Math.floor(at * step)] ?? '',
  );
}

function wordsOf({ parts }: Passage): string {
  return parts
    .filter(({ kind }) => kind !== 'code')
    .map(({ pieces }) => pieces.map(({ text, code }) => (code ? ' ' : text)).join(''))
    .join('\n');
}

/** The last words of a passage; code may end with anything. */
function endOf({ parts }: Passage): string {
  const last = parts.at(-1);
  const piece = last?.kind === 'code' ? undefined : last?.pieces.at(-1);
  return piece === undefined || piece.code ? '' : piece.text.trim();
}

function linksOf({ files, index }: ParsedFolder) {
  return [...files].flatMap(([path, file]) =>
    file.kind === 'parsed'
      ? file.parsed.links.map(({ url }) => ({
          path,
          url,
          isAlive: resolveLink(url, path, index).target !== undefined,
        }))
      : [],
  );
}

/** Something here is called what a dead link ends with: perhaps it isn't dead. */
function isNamed({ message }: ContentProblem, { index }: ParsedFolder): boolean {
  const [, written = ''] = /"([^"#?]*)/.exec(message) ?? [];
  const name = posix.basename(written);
  return [name, name.replace(/\.html?$/, '')]
    .flatMap((each) => index.named(each))
    .some((path) => isArticleName(path) || pictureName.test(path));
}

/** Processor time of this process so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Bytes that are in use, garbage not counted. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${part} (${((part / whole) * 100).toFixed(1)} %)`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** One folder a column: there are more figures than folders. */
function toTable(rows: readonly Survey['figures'][]): string {
  const names = Object.keys(rows[0] ?? {});
  return `${align(names.map((name) => [name, ...rows.map((row) => String(row[name]))]))}\n`;
}
