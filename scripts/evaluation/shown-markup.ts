import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Article, Section } from '../../src/content/article.ts';
import { allNodes, parseMarkdown } from '../../src/content/body/markdown-tree.ts';
import type { ParsedFolder } from '../../src/content/folder/parse-folder.ts';
import { splitFile } from '../../src/content/front-matter/split-file.ts';

/** What no reader should meet in words, code left aside. `pnpm add <pkg>` says what to fill in. */
const markup =
  /\{\{|\}\}|\{%|%\}|<%|:::|^(?:!!!|\?\?\?)|\[\[|\]\]|\]\(|<!--|-->|<\/[a-z]|<[a-z][\w-]*(?:\s[^<>]*=|\s*\/>)|<(?:[abipsu]|br|code|del|details|div|em|h[1-6]|hr|img|kbd|li|mark|ol|pre|small|span|strong|su[bp]|summary|table|t[dhr]|ul)[\s>]|\{[#.][\w-]+[\s}]|\{:|\*\*|^\[!|:[a-z]+(?:-[a-z]+)+:|^import .* from |&[a-z]+;|%%|^[~-]> /m;

/** The first mark in a text with what stands around it; undefined when there is none. */
export function markupIn(text: string): string | undefined {
  const at = text.search(markup);
  return at === -1 ? undefined : text.slice(Math.max(0, at - 60), at + 100);
}

export interface ShownMarkup {
  readonly headings: readonly Row[];
  readonly summaries: readonly Row[];
}

interface Row {
  readonly path: string;
  readonly text: string;
}

/** Marks in what is shown of every article, whatever is asked: its headings, its title, its summary. */
export async function shownMarkup(dir: string, folder: ParsedFolder): Promise<ShownMarkup> {
  const headings: Row[] = [];
  const summaries: Row[] = [];
  for (const article of folder.articles) {
    const { path, title, sections } = article;
    const code = await codeInHeadings(join(dir, path));
    for (const heading of new Set([title, ...sections.map((section) => section.heading)])) {
      const text = markupIn(code.reduce((words, each) => words.replaceAll(each, ' '), heading));
      if (text !== undefined) headings.push({ path, text });
    }
    const text = markupIn(summaryWords(article));
    if (text !== undefined) summaries.push({ path, text });
  }
  return { headings, summaries };
}

/** What is written as code in a file's headings; any of it may say anything. */
async function codeInHeadings(file: string): Promise<readonly string[]> {
  const root = parseMarkdown(splitFile(await readFile(file, 'utf8')).body);
  return allNodes(root)
    .filter((node) => node.type === 'heading')
    .flatMap((heading) => allNodes({ type: 'root', children: [heading] }))
    .flatMap((node) => (node.type === 'inlineCode' ? [node.value] : []));
}

/** A summary without the code in it, where it is taken from the text. */
function summaryWords({ summary, sections }: Article): string {
  const start = summary.replace(/…$/, '');
  const block = sections
    .flatMap(({ blocks }: Section) => blocks)
    .find((each) => each.kind === 'prose' && each.text.startsWith(start));
  if (block?.kind !== 'prose') return summary;
  return block.code.reduceRight(
    (text, range) => text.slice(0, range.start) + text.slice(range.end),
    block.text.slice(0, start.length),
  );
}
