import type { ElementContent } from 'hast';
import type { Root as Markdown } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Article } from '../content/article.ts';
import { articleSchema } from './article-schema.ts';
import type { FindArticle } from './resolve-link.ts';
import { tidyArticle } from './tidy-article.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();
const safeHtml = unified()
  .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '' })
  .use(rehypeRaw)
  .use(rehypeSanitize, articleSchema)
  .freeze();

/** What stands under the title: sanitised, its links leading to these pages, its code coloured. */
export function renderArticle(article: Article, articleAt: FindArticle): readonly ElementContent[] {
  const tree = markdown.parse(article.markdown);
  setAnchors(tree, article);
  if (titleAnchor(article) !== undefined) tree.children.splice(firstHeading(tree), 1);
  const body = safeHtml.runSync(tree);
  return tidyArticle(body, article, articleAt);
}

/** The anchor of a heading that repeats the title before anything else is said. */
export function titleAnchor({ sections, title }: Article): string | undefined {
  const first = sections.find((section) => section.level > 0 || section.blocks.length > 0);
  const repeats = first?.level === 1 && first.heading.toLowerCase() === title.toLowerCase();
  return repeats ? first.anchor : undefined;
}

/** Headings carry the anchors that answers link to: one section a heading, in order. */
function setAnchors(tree: Markdown, article: Article): void {
  const anchors = article.sections
    .filter((section) => section.level > 0)
    .map((section) => section.anchor);
  const headings = tree.children.filter((node) => node.type === 'heading');
  for (const [i, heading] of headings.entries()) {
    const anchor = anchors[i];
    if (anchor) heading.data = { ...heading.data, hProperties: { id: anchor } };
  }
}

function firstHeading(tree: Markdown): number {
  return tree.children.findIndex((node) => node.type === 'heading');
}
