import type { RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import type { Element, ElementContent, RootContent } from 'hast';
import type { Article } from '../../../content/article.ts';
import { parseTree } from '../../../content/body/parse-tree.ts';
import {
  blockOf,
  classOf,
  elementsIn,
  isFootnoteMark,
  isHeading,
  isSilent,
  proseOf,
  runsIn,
  textOf,
  type Run,
} from '../../../content/body/read-sections.ts';
import {
  bullets,
  paragraph,
  preformatted,
  quote,
  text,
  type Style,
} from '../../reply/rich-text.ts';

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
  const root = parseTree(article.markdown, article.anchorRule);
  const sections: (BodySection & { readonly elements: RichTextBlockElement[] })[] = [
    { heading: '', anchor: '', level: 0, elements: [] },
  ];
  const add = (elements: readonly RichTextBlockElement[]): void => {
    sections.at(-1)?.elements.push(...elements);
  };
  const walk = (nodes: readonly RootContent[]): void => {
    for (const run of runsIn(nodes)) {
      const block = blockOf(run);
      const heading = block && isHeading(block) ? proseOf(block.children).text : '';
      if (block !== undefined && heading !== '') {
        const anchor = block.properties.id ?? '';
        sections.push({ heading, anchor, level: Number(block.tagName.slice(1)), elements: [] });
      } else if (block !== undefined && holdsHeading(block)) {
        walk(block.children);
      } else {
        add(renderRun(run, { resolve, depth: 0 }));
      }
    }
  };
  walk(root.children);
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

interface Place {
  readonly resolve: ResolveHref;
  /** How many lists and quotations it stands in. */
  readonly depth: number;
}

/** What only holds parts of a page together, with headings of its own in it. */
function holdsHeading({ tagName, children }: Element): boolean {
  if (/^(?:ul|ol|blockquote|aside|table)$/.test(tagName)) return false;
  return children.some(
    (node) => node.type === 'element' && (isHeading(node) || holdsHeading(node)),
  );
}

function renderAll(
  nodes: readonly ElementContent[],
  place: Place,
): readonly RichTextBlockElement[] {
  return runsIn(nodes).flatMap((run) => renderRun(run, place));
}

function renderRun(run: Run, place: Place): readonly RichTextBlockElement[] {
  const block = blockOf(run);
  return block === undefined
    ? filled(paragraph(renderInline(run, place.resolve)))
    : renderBlock(block, place);
}

function renderBlock(element: Element, place: Place): readonly RichTextBlockElement[] {
  const { resolve, depth } = place;
  const { tagName, children } = element;
  if (isSilent(element) || depth > maxDepth) return [];
  if (isHeading(element) || tagName === 'dt' || tagName === 'summary' || isLabel(element)) {
    return filled(paragraph(renderInline(children, resolve, { bold: true })));
  }
  switch (tagName) {
    case 'pre':
      return cutCode(textOf(children).replace(/\n$/, '')).map(preformatted);
    case 'ul':
    case 'ol':
      return renderList(element, place);
    case 'table':
      return renderTable(element, resolve);
    case 'blockquote':
    case 'aside':
      return renderAll(children, { resolve, depth: depth + 1 }).map((inner) =>
        inner.type === 'rich_text_section' ? quote(inner.elements) : inner,
      );
    default:
      return renderAll(children, place);
  }
}

function isLabel(element: Element): boolean {
  return classOf(element) === 'label';
}

function filled(element: RichTextBlockElement): readonly RichTextBlockElement[] {
  return element.elements.length > 0 ? [element] : [];
}

/** Slack's lists hold lines alone: code or a table inside an item comes after its line. */
function renderList(list: Element, { resolve, depth }: Place): readonly RichTextBlockElement[] {
  const elements: RichTextBlockElement[] = [];
  const style = list.tagName === 'ol' ? 'ordered' : 'bullet';
  const first = (Number(list.properties.start ?? 1) || 1) - 1;
  let open: RichTextSection[] | undefined;
  for (const [index, item] of elementsIn(list, 'li').entries()) {
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
    const after = depth >= maxDepth ? [] : renderAll(rest, { resolve, depth: depth + 1 });
    if (after.length === 0) continue;
    elements.push(...after);
    open = undefined;
  }
  return elements;
}

function takeLine(
  item: Element,
  resolve: ResolveHref,
): { readonly line: readonly RichTextElement[]; readonly rest: readonly ElementContent[] } {
  const [first = [], ...others] = runsIn(item.children);
  const block = blockOf(first);
  const isLine = block === undefined && first.length > 0;
  if (block?.tagName !== 'p' && !isLine) return { line: text(' '), rest: item.children };
  const line = renderInline(block?.children ?? first, resolve);
  return { line: line.length > 0 ? line : text(' '), rest: others.flat() };
}

/** As much as stands beside each other in a modal. */
const maxTableChars = 60;
const maxCellChars = 300;

/** Columns where they fit; else each row as a list of what its columns say. */
function renderTable(table: Element, resolve: ResolveHref): readonly RichTextBlockElement[] {
  const cells = elementsIn(table, 'tr').map(({ children }) =>
    children.filter((node) => node.type === 'element').map((cell) => cell.children),
  );
  const rows = cells.map((row) => row.map((cell) => proseOf(cell).text));
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
  return cells.slice(1).flatMap(([first, ...others]) => {
    const items = others.flatMap((cell, index) => {
      const said = renderInline(cell, resolve);
      if (said.length === 0) return [];
      return [[...text(`${(head[index + 1] ?? '').slice(0, maxCellChars)}: `), ...said]];
    });
    return [
      ...filled(paragraph(renderInline(first ?? [], resolve, { bold: true }))),
      ...filled(bullets(items)),
    ];
  });
}

/** Emphasis inside emphasis; deeper than this is no writing, and could fill the stack. */
const maxInlineDepth = 20;

const styles: Readonly<Record<string, Style>> = {
  strong: { bold: true },
  b: { bold: true },
  em: { italic: true },
  i: { italic: true },
  del: { strike: true },
  s: { strike: true },
  strike: { strike: true },
};

function renderInline(
  nodes: readonly ElementContent[],
  resolve: ResolveHref,
  style: Style = {},
  depth = 0,
): readonly RichTextElement[] {
  if (depth > maxInlineDepth) return [];
  return nodes.flatMap((node): readonly RichTextElement[] => {
    if (node.type === 'text') return run(node.value.replace(/\s+/g, ' '), style);
    if (node.type !== 'element' || isFootnoteMark(node)) return [];
    const { tagName, children, properties } = node;
    if (tagName === 'input') return text(properties.checked === true ? '[x]' : '[ ]');
    if (isSilent(node)) return [];
    if (tagName === 'br') return run('\n', {});
    if (tagName === 'code' || tagName === 'tt') {
      return run(textOf(children), { ...style, code: true });
    }
    if (tagName === 'img') {
      return run(properties.alt ? `[picture: ${properties.alt}]` : '', style);
    }
    const url = tagName === 'a' ? resolve(properties.href ?? '') : undefined;
    if (url !== undefined) {
      return run(proseOf(children).text, style).map((element) =>
        element.type === 'text' ? { ...element, type: 'link' as const, url } : element,
      );
    }
    return renderInline(children, resolve, { ...style, ...styles[tagName] }, depth + 1);
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
