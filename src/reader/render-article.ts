import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Article } from '../content/article.ts';
import { allNodes, anchorsOf, parseMarkdown } from '../content/markdown-tree.ts';
import { articleSchema } from './article-schema.ts';
import type { FindArticle } from './resolve-link.ts';
import { tidyArticle } from './tidy-article.ts';

const safeHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' })
  .use(rehypeRaw)
  .use(rehypeSanitize, articleSchema)
  .freeze();

/** What stands under the title: sanitised, its links leading to these pages, its code coloured. */
export function renderArticle(article: Article, articleAt: FindArticle): readonly ElementContent[] {
  try {
    return renderMarkdown(article, articleAt);
  } catch (error) {
    // HTML that opens thousands of elements inside one another fills the stack.
    if (error instanceof RangeError) return [h('pre', { tabIndex: 0 }, article.markdown)];
    throw error;
  }
}

function renderMarkdown(article: Article, articleAt: FindArticle): readonly ElementContent[] {
  const tree = parseMarkdown(article.markdown);
  // The anchors that answers link to.
  for (const [heading, anchor] of anchorsOf(allNodes(tree))) {
    heading.data = { ...heading.data, hProperties: { id: anchor } };
  }
  if (titleAnchor(article) !== undefined) {
    tree.children.splice(tree.children.findIndex(isHeading), 1);
  }
  const body = safeHtml.runSync(tree);
  return tidyArticle(body, article, articleAt);
}

/** The anchor of a heading that repeats the title before anything else is said. */
export function titleAnchor({ sections, title }: Article): string | undefined {
  const [first] = sections;
  const repeats = first?.level === 1 && first.heading.toLowerCase() === title.toLowerCase();
  return repeats ? first.anchor : undefined;
}

function isHeading(node: RootContent): boolean {
  return node.type === 'heading';
}
