import type { Heading, Nodes, Root, RootContent, Table } from 'mdast';
import type { Block, ProseBlock, Section } from './article.ts';
import { removeHidden } from '../text/clean-text.ts';
import { htmlAnchors } from './html-text.ts';
import { allNodes, anchorsOf, parseMarkdown } from './markdown-tree.ts';
import { htmlProse, joinProse, proseText, type Prose } from './prose-text.ts';

/** The target of a link, image or link definition, as it was written. */
export interface BodyLink {
  readonly url: string;
  /** Counted from 1 within the body. */
  readonly line: number;
}

export interface Body {
  readonly sections: readonly Section[];
  /** What a `#fragment` may lead to: every heading, also one in a quotation, and HTML ids. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly BodyLink[];
}

/** Takes Markdown with GitHub's extensions apart into sections of plain text and code. */
export function parseBody(markdown: string): Body {
  const root = parseMarkdown(markdown);
  const nodes = allNodes(root);
  const anchors = anchorsOf(nodes);
  return {
    sections: toSections(root, anchors),
    anchors: new Set([...anchors.values(), ...nodes.flatMap(idsOf)]),
    links: nodes.flatMap(linksOf),
  };
}

function idsOf(node: Nodes): readonly string[] {
  return node.type === 'html' ? htmlAnchors(node.value) : [];
}

function linksOf(node: Nodes): readonly BodyLink[] {
  if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return [];
  return [{ url: node.url, line: node.position?.start.line ?? 1 }];
}

function toSections(root: Root, anchors: ReadonlyMap<Heading, string>): readonly Section[] {
  let blocks: Block[] = [];
  const sections: Section[] = [{ heading: '', level: 0, anchor: '', blocks }];
  for (const node of root.children) {
    const heading = node.type === 'heading' ? proseText(node.children).text : '';
    if (node.type === 'heading' && heading !== '') {
      blocks = [];
      sections.push({ heading, level: node.depth, anchor: anchors.get(node) ?? '', blocks });
    } else {
      blocks.push(...toBlocks(node, 'paragraph'));
    }
  }
  return sections.filter((section) => section.level > 0 || section.blocks.length > 0);
}

function toBlocks(node: RootContent, from: ProseBlock['from']): readonly Block[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return toProseBlocks([proseText(node.children)], from);
    case 'html':
      return toProseBlocks([htmlProse(node.value)], from);
    case 'code':
      return [
        {
          kind: 'code',
          language: node.lang?.toLowerCase(),
          text: removeHidden(node.value),
        },
      ];
    case 'blockquote':
      return node.children.flatMap((child) => toBlocks(child, 'quote'));
    case 'list':
      return node.children.flatMap((child) => toBlocks(child, 'list'));
    case 'listItem':
    case 'footnoteDefinition':
      return node.children.flatMap((child) => toBlocks(child, from));
    case 'table':
      return toProseBlocks(tableRows(node), 'table');
    // Nothing to read; and what stands only inside the nodes above.
    case 'definition':
    case 'thematicBreak':
    case 'yaml':
    case 'tableRow':
    case 'tableCell':
    case 'break':
    case 'delete':
    case 'emphasis':
    case 'footnoteReference':
    case 'image':
    case 'imageReference':
    case 'inlineCode':
    case 'link':
    case 'linkReference':
    case 'strong':
    case 'text':
      return [];
  }
}

function tableRows(table: Table): readonly Prose[] {
  return table.children
    .map((row) => row.children.map((cell) => proseText(cell.children)))
    .filter((cells) => cells.some((cell) => cell.text !== ''))
    .map((cells) => joinProse(cells, ' | '));
}

function toProseBlocks(parts: readonly Prose[], from: ProseBlock['from']): readonly ProseBlock[] {
  return parts
    .filter((part) => part.text !== '')
    .map((part) => ({ kind: 'prose', from, text: part.text, code: part.code }));
}
