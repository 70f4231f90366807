import type { Element, ElementContent, RootContent } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import { unified } from 'unified';
import type { Article } from '../content/article.ts';
import { parseTree } from '../content/parse-tree.ts';
import { articleSchema } from './article-schema.ts';
import { renderPlain } from './render-plain.ts';
import type { FindArticle } from './resolve-link.ts';
import { tidyArticle } from './tidy-article.ts';

const sanitizer = unified().use(rehypeSanitize, articleSchema).freeze();

/**
 * Nothing else is done while an article is laid out, so that must end soon. In characters of
 * prose; the cell of a table takes as long as some 25 of them.
 */
const maxLayoutChars = 100_000;
const charsPerCell = 25;

/**
 * What stands under the title: sanitised, its links leading to these pages, its code coloured.
 * Articles that would take too long are given as plain text.
 */
export function renderArticle(article: Article, articleAt: FindArticle): readonly ElementContent[] {
  if (layoutChars(article) > maxLayoutChars) return renderPlain(withoutTitle(article));
  try {
    return renderMarkdown(article, articleAt);
  } catch (error) {
    // HTML that opens thousands of elements inside one another fills the stack.
    if (error instanceof RangeError) return renderPlain(withoutTitle(article));
    throw error;
  }
}

function layoutChars({ markdown }: Article): number {
  const cells = markdown.split('|').length - 1;
  return markdown.length + cells * charsPerCell;
}

/** The page's own heading says it. */
function withoutTitle(article: Article): Article {
  const [first, ...rest] = article.sections;
  if (first === undefined || titleAnchor(article) === undefined) return article;
  return { ...article, sections: [{ ...first, level: 0 }, ...rest] };
}

function renderMarkdown(article: Article, articleAt: FindArticle): readonly ElementContent[] {
  const tree = parseTree(article.markdown, article.anchorRule);
  const anchor = titleAnchor(article);
  const heading = tree.children.findIndex(
    (node) => isHeading(node) && node.properties.id === anchor,
  );
  if (anchor !== undefined && heading !== -1) tree.children.splice(heading, 1);
  return tidyArticle(sanitizer.runSync(tree), article, articleAt);
}

/** The anchor of a heading that repeats the title before anything else is said. */
export function titleAnchor({ sections, title }: Article): string | undefined {
  const [first] = sections;
  const repeats = first?.level === 1 && first.heading.toLowerCase() === title.toLowerCase();
  return repeats ? first.anchor : undefined;
}

function isHeading(node: RootContent): node is Element {
  return node.type === 'element' && /^h[1-6]$/.test(node.tagName);
}
