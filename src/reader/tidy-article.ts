import type { Element, ElementContent, Root, RootContent } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../content/article.ts';
import { isHeading } from '../content/body/read-sections.ts';
import { highlightCode } from './highlight-code.ts';
import { resolveImage, resolveLink, type FindArticle } from './resolve-link.ts';

/**
 * Fits a sanitised article into a page: links and pictures lead somewhere or are text, headings
 * stand below the page's own, wide things scroll by keyboard, no id appears twice.
 */
export function tidyArticle(
  body: Root,
  article: Article,
  articleAt: FindArticle,
  idsOfPage: readonly (string | undefined)[],
): readonly ElementContent[] {
  /** Every id so far; the first element that bears one keeps it. */
  const ids = new Set<unknown>(idsOfPage);
  /** How much deeper headings must stand to come below the page's own. */
  const headingShift = has(body, 'h1') ? 1 : 0;
  return tidyAll(body.children, false);

  function tidyAll(nodes: readonly RootContent[], isInLink: boolean): ElementContent[] {
    return nodes.flatMap((node) => {
      if (node.type === 'text') return [node];
      return node.type === 'element' ? tidy(node, isInLink) : [];
    });
  }

  function tidy(element: Element, isInLink: boolean): ElementContent[] {
    const { tagName } = element;
    const properties = { ...element.properties, id: claimId(element.properties.id) };
    const children = tidyAll(element.children, isInLink || tagName === 'a');
    const kept: Element = { ...element, properties, children };
    switch (tagName) {
      case 'a':
        return tidyLink(kept);
      case 'img':
        return [tidyPicture(kept, isInLink)];
      case 'input':
        return [tickMark(properties.checked !== undefined)];
      case 'td':
      case 'th':
        return [tidyCell(kept)];
      case 'table':
        return [h('div.wide', { tabIndex: 0, role: 'group', ariaLabel: 'Table' }, kept)];
      case 'pre':
        return [{ ...kept, properties: { ...properties, tabIndex: 0 } }];
      case 'code':
        highlightCode(kept);
        return [kept];
      default:
        return [isHeading(kept) ? tidyHeading(kept, headingShift) : kept];
    }
  }

  function claimId(id: unknown): string | undefined {
    if (typeof id !== 'string' || id === '' || /\s/.test(id) || ids.has(id)) return undefined;
    ids.add(id);
    return id;
  }

  function tidyLink(link: Element): ElementContent[] {
    const { properties, children } = link;
    const href = resolveLink(properties.href ?? '', article, articleAt);
    if (href) return [{ ...link, properties: { ...properties, href } }];
    return properties.id === undefined ? children : [h('span', { id: properties.id }, children)];
  }

  /** A picture from elsewhere is offered as a link: loading it would tell others who reads what. */
  function tidyPicture({ properties }: Element, isInLink: boolean): Element {
    const { src: source = '', alt = '' } = properties;
    const src = resolveImage(source, article);
    if (src !== undefined) return h('img', { ...properties, src, alt, loading: 'lazy' });
    const words = alt === '' ? 'Picture' : alt;
    return /^https?:/i.test(source) && !isInLink
      ? h('a', { href: source }, words)
      : h('span', words);
  }
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

/** Its words are a link to itself, for those who want to pass its address on. */
function tidyHeading(heading: Element, shift: number): Element {
  const level = Math.min(6, Number(heading.tagName.slice(1)) + shift);
  const { id } = heading.properties;
  const isOwnLink = typeof id === 'string' && !has(heading, 'a');
  const children: ElementContent[] = isOwnLink
    ? [h('a.heading', { href: `#${encodeURIComponent(id)}` }, heading.children)]
    : heading.children;
  return { ...heading, tagName: `h${level}`, children };
}

function has(tree: Root | Element, tagName: string): boolean {
  return tree.children.some(
    (node) => node.type === 'element' && (node.tagName === tagName || has(node, tagName)),
  );
}
