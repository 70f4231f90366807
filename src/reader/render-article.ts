import type { ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import rehypeSanitize from 'rehype-sanitize';
import { unified } from 'unified';
import type { Article } from '../content/article.ts';
import { parseTree } from '../content/body/parse-tree.ts';
import { isHeading } from '../content/body/read-sections.ts';
import { articleSchema } from './article-schema.ts';
import { mainId } from './page-paths.ts';
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
  const { markdown, anchorRule } = article;
  const title = titleAnchor(article);
  const tidy = (body: Root) =>
    tidyArticle(withoutTitle(body, title), article, articleAt, [mainId, title]);
  if (layoutChars(markdown) > maxLayoutChars) return tidy(plainText(article));
  try {
    return tidy(sanitizer.runSync(parseTree(markdown, anchorRule)));
  } catch (error) {
    // HTML that opens thousands of elements inside one another fills the stack.
    if (error instanceof RangeError) return tidy(plainText(article));
    throw error;
  }
}

function layoutChars(markdown: string): number {
  const cells = markdown.split('|').length - 1;
  return markdown.length + cells * charsPerCell;
}

/** The anchor of a heading that repeats the title before anything else is said. */
export function titleAnchor({ sections, title }: Article): string | undefined {
  const [first] = sections;
  const repeats = first?.level === 1 && first.heading.toLowerCase() === title.toLowerCase();
  return repeats ? first.anchor : undefined;
}

/** The page's own heading says it. */
function withoutTitle(body: Root, anchor: string | undefined): Root {
  if (anchor === undefined) return body;
  const title = body.children.find(
    (node) => node.type === 'element' && isHeading(node) && node.properties.id === anchor,
  );
  return { ...body, children: body.children.filter((node) => node !== title) };
}

/**
 * An article's text without its layout, every section at its anchor. It comes from what was read
 * when the article was loaded, so it costs little however long or odd the Markdown is.
 */
function plainText({ sections }: Article): Root {
  return h(null, [
    h(
      'p.facts',
      'Too long or intricate to be laid out: the text alone, without links and pictures.',
    ),
    ...sections.flatMap(({ heading, level, anchor, blocks }) => [
      level === 0 ? undefined : h(`h${level}`, { id: anchor }, heading),
      ...blocks.map(({ kind, text }) =>
        kind === 'code' ? h('pre', h('code', text)) : h('p', text),
      ),
    ]),
  ]);
}
