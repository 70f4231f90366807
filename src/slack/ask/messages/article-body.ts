import type { RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import type { List, ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import type { Article } from '../../../content/article.ts';
import { allNodes, anchorsOf, parseMarkdown } from '../../../content/markdown-tree.ts';
import { htmlProse, proseText } from '../../../content/prose-text.ts';
import { paragraph, preformatted, quote, text } from '../../reply/rich-text.ts';

/** A heading of an article and what stands under it, as Slack shows it. */
export interface BodySection {
  /** Empty for what stands before the first heading. */
  readonly heading: string;
  readonly anchor: string;
  readonly level: number;
  readonly elements: readonly RichTextBlockElement[];
}

/** Where a link of the article leads; undefined for nowhere that can be reached from Slack. */
export type ResolveHref = (href: string) => string | undefined;

/** The whole article. Nothing of it is left out but pictures, of which their words stay. */
export function renderBody(article: Article, resolve: ResolveHref): readonly BodySection[] {
  const root = parseMarkdown(article.markdown);
  const anchors = anchorsOf(allNodes(root));
  const sections: { -readonly [K in keyof BodySection]: BodySection[K] }[] = [
    { heading: '', anchor: '', level: 0, elements: [] },
  ];
  for (const node of root.children) {
    const heading = node.type === 'heading' ? proseText(node.children).text : '';
    if (node.type === 'heading' && heading !== '') {
      const anchor = anchors.get(node) ?? '';
      sections.push({ heading, anchor, level: node.depth, elements: [] });
      continue;
    }
    const last = sections.at(-1);
    if (last) last.elements = [...last.elements, ...renderNode(node, resolve, 0)];
  }
  return sections
    .filter(({ heading, elements }) => elements.length > 0 || heading !== '')
    .filter(({ heading, elements, level }) => !isTitle({ heading, elements, level }, article));
}

/** A heading that only says the title again. */
function isTitle(
  { heading, elements, level }: Omit<BodySection, 'anchor'>,
  { title }: Article,
): boolean {
  return level === 1 && elements.length === 0 && heading.toLowerCase() === title.toLowerCase();
}

// Slack gives no limit for a run of text; this is the one it gives for a section.
const maxRunChars = 3_000;
/** Nobody writes lists inside lists as deep as this; Slack draws eight. */
const maxDepth = 8;

function renderNode(
  node: RootContent,
  resolve: ResolveHref,
  depth: number,
): readonly RichTextBlockElement[] {
  switch (node.type) {
    case 'paragraph':
      return filled(paragraph(renderInline(node.children, resolve)));
    case 'heading':
      return filled(paragraph(renderInline(node.children, resolve, { bold: true })));
    case 'code':
      return cutCode(node.value).map(preformatted);
    case 'html': {
      const { text: words } = htmlProse(node.value);
      return words === '' ? [] : [paragraph(text(words))];
    }
    case 'blockquote':
      return renderQuote(node.children, resolve, depth);
    case 'list':
      return renderList(node, resolve, depth);
    case 'table':
      return renderTable(node, resolve);
    case 'footnoteDefinition':
      return node.children.flatMap((child) => renderNode(child, resolve, depth));
    // Nothing to read; and what stands only inside the nodes above.
    case 'definition':
    case 'thematicBreak':
    case 'yaml':
    case 'listItem':
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

function filled(element: RichTextBlockElement): readonly RichTextBlockElement[] {
  return element.elements.length > 0 ? [element] : [];
}

function renderQuote(
  children: readonly RootContent[],
  resolve: ResolveHref,
  depth: number,
): readonly RichTextBlockElement[] {
  if (depth >= maxDepth) return [];
  return children.flatMap((child) =>
    child.type === 'paragraph'
      ? filled(quote(renderInline(child.children, resolve)))
      : renderNode(child, resolve, depth + 1),
  );
}

/** Slack's lists hold lines alone: code or a table inside an item comes after its line. */
function renderList(
  list: List,
  resolve: ResolveHref,
  depth: number,
): readonly RichTextBlockElement[] {
  const elements: RichTextBlockElement[] = [];
  const style = list.ordered === true ? 'ordered' : 'bullet';
  const first = (list.start ?? 1) - 1;
  let open: RichTextSection[] | undefined;
  for (const [index, item] of list.children.entries()) {
    const { line, rest } = takeLine(item, resolve);
    if (open === undefined) {
      open = [];
      elements.push({
        type: 'rich_text_list',
        style,
        elements: open,
        ...(depth > 0 && { indent: Math.min(depth, maxDepth) }),
        ...(style === 'ordered' && first + index > 0 && { offset: first + index }),
      });
    }
    open.push({ type: 'rich_text_section', elements: [...line] });
    const after =
      depth >= maxDepth ? [] : rest.flatMap((child) => renderNode(child, resolve, depth + 1));
    if (after.length === 0) continue;
    elements.push(...after);
    open = undefined;
  }
  return elements;
}

function takeLine(
  item: ListItem,
  resolve: ResolveHref,
): { readonly line: readonly RichTextElement[]; readonly rest: readonly RootContent[] } {
  const [first, ...others] = item.children;
  const box = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : '';
  if (first?.type !== 'paragraph') return { line: text(box || ' '), rest: item.children };
  const line = [...text(box), ...renderInline(first.children, resolve)];
  return { line: line.length > 0 ? line : text(' '), rest: others };
}

/** As much as stands beside each other in a modal. */
const maxTableChars = 60;
const maxCellChars = 300;

/** Columns where they fit; else each row as a list of what its columns say. */
function renderTable(table: Table, resolve: ResolveHref): readonly RichTextBlockElement[] {
  const rows = table.children.map(({ children }) =>
    children.map((cell) => proseText(cell.children).text),
  );
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const width = widths.reduce((sum, chars) => sum + chars + 2, 0);
  if (width <= maxTableChars) {
    const line = (row: readonly string[]): string =>
      widths
        .map((chars, column) => (row[column] ?? '').padEnd(chars))
        .join('  ')
        .trimEnd();
    const rule = widths.map((chars) => '-'.repeat(chars)).join('  ');
    return cutCode([line(head), rule, ...body.map(line)].join('\n')).map(preformatted);
  }
  return table.children.slice(1).flatMap(({ children }) => {
    const [first, ...others] = children;
    const items = others.flatMap((cell, index) => {
      const said = renderInline(cell.children, resolve);
      if (said.length === 0) return [];
      return [[...text(`${(head[index + 1] ?? '').slice(0, maxCellChars)}: `), ...said]];
    });
    return [
      ...filled(paragraph(renderInline(first?.children ?? [], resolve, { bold: true }))),
      ...(items.length === 0
        ? []
        : [
            {
              type: 'rich_text_list' as const,
              style: 'bullet' as const,
              elements: items.map((elements) => ({
                type: 'rich_text_section' as const,
                elements: [...elements],
              })),
            },
          ]),
    ];
  });
}

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
}

/** Emphasis inside emphasis; deeper than this is no writing, and could fill the stack. */
const maxInlineDepth = 20;

function renderInline(
  nodes: readonly PhrasingContent[],
  resolve: ResolveHref,
  style: Style = {},
  depth = 0,
): readonly RichTextElement[] {
  if (depth > maxInlineDepth) return [];
  const inside = (children: readonly PhrasingContent[], more: Style): readonly RichTextElement[] =>
    renderInline(children, resolve, { ...style, ...more }, depth + 1);
  return nodes.flatMap((node): readonly RichTextElement[] => {
    switch (node.type) {
      case 'text':
        return run(node.value.replace(/\s+/g, ' '), style);
      case 'inlineCode':
        return run(node.value, { ...style, code: true });
      case 'break':
        return run('\n', {});
      case 'html':
        return run(htmlProse(node.value).text, style);
      case 'image':
      case 'imageReference':
        return run(node.alt ? `[picture: ${node.alt}]` : '', style);
      case 'strong':
        return inside(node.children, { bold: true });
      case 'emphasis':
        return inside(node.children, { italic: true });
      case 'delete':
        return inside(node.children, { strike: true });
      case 'linkReference':
        return inside(node.children, {});
      case 'link': {
        const url = resolve(node.url);
        const { text: words } = proseText(node.children);
        if (url === undefined) return inside(node.children, {});
        return run(words, style).map((element) =>
          element.type === 'text' ? { ...element, type: 'link' as const, url } : element,
        );
      }
      case 'footnoteReference':
        return [];
    }
  });
}

function run(value: string, style: Style): readonly RichTextElement[] {
  return pieces(value, maxRunChars).flatMap((piece) => text(piece, style));
}

/** Long code in several pieces, each ending with a line. */
function cutCode(code: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const line of code
    .split('\n')
    .flatMap((long) => (long === '' ? [''] : pieces(long, maxRunChars)))) {
    if (part !== '' && part.length + line.length >= maxRunChars) {
      parts.push(part);
      part = line;
    } else {
      part = part === '' ? line : `${part}\n${line}`;
    }
  }
  return [...parts, part].filter((piece) => piece.trim() !== '');
}

function pieces(value: string, max: number): readonly string[] {
  const cut: string[] = [];
  for (let from = 0; from < value.length; from += max) cut.push(value.slice(from, from + max));
  return cut.map((piece) => piece.toWellFormed());
}
