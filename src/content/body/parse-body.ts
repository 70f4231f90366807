import type { Element, Root } from 'hast';
import type { AnchorRule, Block, Section } from '../article.ts';
import { parseTree } from './parse-tree.ts';
import { readSections } from './read-sections.ts';

export interface Body {
  readonly sections: readonly Section[];
  /** Blocks of pictures and links alone. */
  readonly decoration: ReadonlySet<Block>;
  /** What a `#fragment` may lead to: every heading, also one in a quotation, and HTML ids. */
  readonly anchors: ReadonlySet<string>;
  /** The addresses of links and pictures, as often and in the order that they stand there. */
  readonly links: readonly string[];
}

/** Takes Markdown apart into sections of plain text and code, and finds what leads elsewhere. */
export function parseBody(markdown: string, anchorRule: AnchorRule = 'github'): Body {
  const root = parseTree(markdown, anchorRule);
  const anchors = new Set<string>();
  const links: string[] = [];
  collect(root, anchors, links);
  return { ...readSections(root), anchors, links };
}

function collect(parent: Root | Element, anchors: Set<string>, links: string[]): void {
  for (const node of parent.children) {
    if (node.type !== 'element') continue;
    const { id, href, src } = node.properties;
    if (typeof id === 'string' && id !== '') anchors.add(id);
    if (node.tagName === 'a' && typeof href === 'string') links.push(href);
    if (node.tagName === 'img' && typeof src === 'string') links.push(src);
    collect(node, anchors, links);
  }
}
