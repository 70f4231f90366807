import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../content/article.ts';
import { headingLink } from './heading-link.ts';
import { highlightCode } from './highlight-code.ts';
import { mainId } from './page-paths.ts';
import { resolveImage, resolveLink, type FindArticle } from './resolve-link.ts';

interface Context {
  readonly article: Article;
  readonly articleAt: FindArticle;
  /** Every id so far; the first element that bears one keeps it. */
  readonly ids: Set<string>;
  /** How much deeper headings must stand to come below the page's own. */
  readonly headingShift: number;
  readonly insideLink: boolean;
}

/**
 * Fits a sanitised article into a page: links and pictures lead somewhere or are text, headings
 * stand below the page's own, wide things scroll by keyboard, no id appears twice.
 */
export function tidyArticle(
  body: Root,
  article: Article,
  articleAt: FindArticle,
): readonly ElementContent[] {
  return tidyAll(body.children, {
    article,
    articleAt,
    ids: new Set([mainId]),
    headingShift: has(body, 'h1') ? 1 : 0,
    insideLink: false,
  });
}

function tidyAll(nodes: readonly RootContent[], context: Context): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [node];
    return node.type === 'element' ? tidy(node, context) : [];
  });
}

function tidy(element: Element, context: Context): ElementContent[] {
  const { tagName, properties } = element;
  const id = claimId(properties.id, context.ids);
  const insideLink = context.insideLink || tagName === 'a';
  const children = tidyAll(element.children, { ...context, insideLink });
  const kept: Element = { ...element, properties: { ...properties, id }, children };

  switch (tagName) {
    case 'a':
      return tidyLink(kept, context);
    case 'img':
      return tidyPicture(kept, context);
    case 'input':
      return [tickMark(properties.checked !== undefined)];
    case 'td':
    case 'th':
      return [tidyCell(kept)];
    case 'table':
      return [h('div.wide', { tabIndex: 0, role: 'group', ariaLabel: 'Table' }, kept)];
    case 'pre':
      return [{ ...kept, properties: { ...kept.properties, tabIndex: 0 } }];
    case 'code':
      highlightCode(kept);
      return [kept];
    default:
      return [/^h[1-6]$/.test(tagName) ? tidyHeading(kept, context.headingShift) : kept];
  }
}

function claimId(id: unknown, ids: Set<string>): string | undefined {
  if (typeof id !== 'string' || id === '' || /\s/.test(id) || ids.has(id)) return undefined;
  ids.add(id);
  return id;
}

function tidyLink(link: Element, { article, articleAt }: Context): ElementContent[] {
  const href = resolveLink(link.properties.href ?? '', article, articleAt);
  const { id } = link.properties;
  if (href !== undefined && href !== '') {
    return [{ ...link, properties: { ...link.properties, href } }];
  }
  return typeof id === 'string' ? [h('span', { id }, link.children)] : link.children;
}

/** A picture from elsewhere is offered as a link: loading it would tell others who reads what. */
function tidyPicture(picture: Element, { article, insideLink }: Context): ElementContent[] {
  const source = picture.properties.src ?? '';
  const alt = picture.properties.alt ?? '';
  const src = resolveImage(source, article);
  if (src !== undefined) {
    return [{ ...picture, properties: { ...picture.properties, src, alt, loading: 'lazy' } }];
  }
  const words = alt === '' ? 'Picture' : alt;
  return [
    /^https?:/i.test(source) && !insideLink ? h('a', { href: source }, words) : h('span', words),
  ];
}

function tickMark(done: boolean): Element {
  return h('span.tick', { role: 'img', ariaLabel: done ? 'done' : 'open' }, done ? '☑' : '☐');
}

/** An empty corner is no heading; the rest head their columns. Alignment is the stylesheet's. */
function tidyCell(cell: Element): Element {
  const { align, scope, ...rest } = cell.properties;
  const isHeading = cell.tagName === 'th' && cell.children.length > 0;
  const properties = {
    ...rest,
    ...(typeof align === 'string' && { className: [`align-${align}`] }),
    ...(isHeading && { scope: scope ?? 'col' }),
  };
  return { ...cell, tagName: isHeading ? 'th' : 'td', properties };
}

function tidyHeading(heading: Element, shift: number): Element {
  const level = Math.min(6, Number(heading.tagName.slice(1)) + shift);
  const { id } = heading.properties;
  const isOwnLink = typeof id === 'string' && !has(heading, 'a');
  const children: ElementContent[] = isOwnLink
    ? [headingLink(id, heading.children)]
    : heading.children;
  return { ...heading, tagName: `h${level}`, children };
}

function has(tree: Root | Element, tagName: string): boolean {
  return tree.children.some(
    (node) => node.type === 'element' && (node.tagName === tagName || has(node, tagName)),
  );
}
