import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code, Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Article } from '../../src/content/article.ts';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import { allNodes, parseMarkdown } from '../../src/content/body/markdown-tree.ts';

/** A paragraph, heading or table cell as plain text. */
export interface ProseLine {
  readonly text: string;
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly kind: 'heading' | 'paragraph' | 'cell';
}

export interface CodeSource {
  readonly path: string;
  readonly language: string;
  readonly text: string;
  /** Of the file: the line on which the text starts. */
  readonly line: number;
}

/** An article with the places of what it consists of. */
export interface ArticleSource {
  readonly article: Article;
  readonly path: string;
  readonly lines: readonly string[];
  readonly prose: readonly ProseLine[];
  readonly code: readonly CodeSource[];
  /** The targets of its links, as they are written. */
  readonly links: readonly string[];
}

/** Reads every published article of the folder. */
export async function loadArticleSources(dir: string): Promise<readonly ArticleSource[]> {
  const { articles } = await loadArticles(dir);
  return Promise.all(
    articles.map(async (article) =>
      readSource(article, await readFile(join(dir, article.path), 'utf8')),
    ),
  );
}

export function readSource(article: Article, file: string): ArticleSource {
  const lines = file.split(/\r\n?|\n/);
  const linesBefore = lines.length - article.markdown.split('\n').length;
  const nodes = allNodes(parseMarkdown(article.markdown));
  return {
    article,
    path: article.path,
    lines,
    prose: proseOf(nodes, linesBefore),
    code: nodes
      .filter((node): node is Code => node.type === 'code')
      .map((node) => ({
        path: article.path,
        language: node.lang?.toLowerCase() ?? '',
        text: node.value,
        line: lineOf(node, linesBefore) + 1,
      })),
    links: nodes.flatMap((node) =>
      node.type === 'link' || node.type === 'definition' ? [node.url] : [],
    ),
  };
}

/** What there is to read, in order. */
export function proseOf(nodes: readonly Nodes[], linesBefore: number): readonly ProseLine[] {
  return nodes.flatMap((node) => {
    const kind = proseKind(node);
    return kind === undefined
      ? []
      : [{ kind, text: toString(node), line: lineOf(node, linesBefore) }];
  });
}

export function problemAt(path: string, line: number, message: string): ContentProblem {
  return { severity: 'error', path, line, message };
}

function proseKind(node: Nodes): ProseLine['kind'] | undefined {
  if (node.type === 'paragraph' || node.type === 'heading') return node.type;
  return node.type === 'tableCell' ? 'cell' : undefined;
}

function lineOf(node: Nodes, linesBefore: number): number {
  return (node.position?.start.line ?? 1) + linesBefore;
}
