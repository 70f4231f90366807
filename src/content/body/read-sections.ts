import type { Element, ElementContent, Root, RootContent } from 'hast';
import { removeHidden } from '../../text/clean-text.ts';
import type { Block, ProseBlock, Section } from '../article.ts';
import { joinPieces, joinProse, type Piece, type Prose } from './prose-text.ts';

export interface ReadSections {
  readonly sections: readonly Section[];
  /** Blocks of pictures, links or strong words alone: badges, menus, notices, labels. They say nothing about the article. */
  readonly decoration: ReadonlySet<Block>;
}

/** Never shown, or not to be read. */
const silent = new Set([
  ...['script', 'style', 'template', 'title', 'noscript', 'svg', 'math', 'iframe', 'object'],
  ...['select', 'textarea', 'head', 'audio', 'video', 'canvas', 'input', 'button'],
]);
/** A reader does not take what is struck for true. */
const struck = new Set(['del', 's', 'strike']);
const blocks = new Set(
  `div section article main header footer nav details figure center dl dd form fieldset picture body html
  hgroup search menu aside ul ol li blockquote p dt summary figcaption caption legend address
  table pre hr`.split(/\s+/),
);

interface Place {
  readonly from: ProseBlock['from'];
  readonly aside: string | undefined;
  /** Whether a heading here begins a section. */
  readonly isOpen: boolean;
}

/** Takes a page apart into sections of plain text and code. */
export function readSections(root: Root): ReadSections {
  let current: Block[] = [];
  const sections: Section[] = [{ heading: '', level: 0, anchor: '', blocks: current }];
  const decoration = new Set<Block>();
  /** The words over an aside or a tab, until the first text below them takes them up. */
  let label: Prose | undefined;
  const majorHeadings = ['h1', 'h2'].flatMap((name) => elementsIn(root, name)).length;

  function begin(heading: string, level: number, anchor: string): void {
    current = [];
    sections.push({ heading, level, anchor, blocks: current });
  }

  function addProse(prose: Prose, { from, aside }: Place, isDecoration = false): void {
    if (prose.text === '') return;
    const shown = label === undefined ? prose : joinProse([label, prose], lead(label));
    label = undefined;
    const block: ProseBlock = { kind: 'prose', from, ...shown, ...(aside && { aside }) };
    current.push(block);
    if (isDecoration) decoration.add(block);
  }

  function walkAll(nodes: readonly RootContent[], place: Place): void {
    for (const run of runsIn(nodes)) {
      const block = blockOf(run);
      if (block === undefined) addProse(proseOf(run), place, isDecoration(run));
      else walk(block, place);
    }
  }

  function walk(element: Element, place: Place): void {
    const { tagName, children } = element;
    if (silent.has(tagName)) return;
    if (isHeading(element)) {
      const text = nameOf(children) || proseOf(children).text;
      if (text === '') return;
      if (!place.isOpen) addProse(proseOf(children), place);
      else begin(text, Number(tagName.slice(1)), element.properties.id ?? '');
      return;
    }
    if (/^(?:ul|ol|p)$/.test(tagName) && isContents(element, majorHeadings)) {
      const title = current.at(-1);
      if (title?.kind === 'prose' && /^[^.!?]{1,60}$/.test(title.text)) current.pop();
      return;
    }
    switch (tagName) {
      case 'pre':
        addCode(element);
        return;
      case 'table':
        for (const row of rowsOf(element)) addProse(row.prose, { ...place, from: row.from });
        return;
      case 'hr':
        return;
      case 'ul':
      case 'ol':
        walkAll(children, { ...place, from: 'list', isOpen: false });
        return;
      case 'blockquote':
        walkAll(children, { ...place, from: 'quote', isOpen: false });
        return;
      case 'aside':
        walkLabelled(element, { ...place, aside: classOf(element), isOpen: false });
        return;
      case 'section':
        walkLabelled(element, place);
        return;
      default:
        walkAll(children, place);
    }
  }

  function walkLabelled(element: Element, place: Place): void {
    const head = element.children.find(
      (node) => node.type === 'element' && classOf(node) === 'label',
    );
    const words = head?.type === 'element' ? proseOf(head.children) : undefined;
    const outer = label;
    label = words === undefined || words.text === '' ? undefined : words;
    if ('dataFootnotes' in element.properties) begin('Footnotes', 2, 'footnote-label');
    walkAll(
      element.children.filter((node) => node !== head && !isFootnoteHeading(node)),
      place,
    );
    label = outer;
  }

  function addCode(pre: Element): void {
    const code = pre.children.find((node) => node.type === 'element') ?? pre;
    const text = removeHidden(textOf(pre.children)).replace(/\n$/, '');
    current.push({ kind: 'code', language: languageOf(code), text });
  }

  walkAll(root.children, { from: 'paragraph', aside: undefined, isOpen: true });
  return {
    sections: sections.filter(({ level, blocks }) => level > 0 || blocks.length > 0),
    decoration,
  };
}

/** "Warning: " before what it warns of, unless the words end with a mark of their own. */
function lead({ text }: Prose): string {
  return /[.!?:…]$/.test(text) ? ' ' : ': ';
}

/** Never shown, or not to be read. */
export function isSilent({ tagName }: Element): boolean {
  return silent.has(tagName);
}

export function isHeading({ tagName }: Element): boolean {
  return /^h[1-6]$/.test(tagName);
}

function isBlock(element: Element): boolean {
  if (blocks.has(element.tagName) || isHeading(element)) return true;
  return element.children.some((node) => node.type === 'element' && isBlock(node));
}

/** A block by itself, or what stands in a line between two of them. */
export type Run = readonly ElementContent[];

export function runsIn(nodes: readonly RootContent[]): readonly Run[] {
  const runs: ElementContent[][] = [[]];
  for (const node of nodes) {
    if (node.type !== 'text' && node.type !== 'element') continue;
    if (node.type === 'element' && isBlock(node)) runs.push([node], []);
    else runs.at(-1)?.push(node);
  }
  return runs.filter((run) => run.some((node) => node.type !== 'text' || node.value.trim() !== ''));
}

/** Undefined for a line. */
export function blockOf([only]: Run): Element | undefined {
  return only?.type === 'element' && isBlock(only) ? only : undefined;
}

function isFootnoteHeading(node: ElementContent): boolean {
  return node.type === 'element' && node.properties.id === 'footnote-label';
}

export function classOf(element: Element): string | undefined {
  const names = element.properties.className;
  return Array.isArray(names) ? String(names[0]) : undefined;
}

function languageOf(code: Element): string | undefined {
  const names = code.properties.className;
  const name = Array.isArray(names)
    ? names.map(String).find((each) => each.startsWith('language-'))
    : undefined;
  return name?.slice('language-'.length).toLowerCase();
}

export function proseOf(nodes: readonly ElementContent[]): Prose {
  return joinPieces(piecesOf(nodes));
}

/** A heading's words: badges and icons beside them are no part of its name. */
function nameOf(nodes: readonly ElementContent[]): string {
  const isBeside = (node: ElementContent): boolean =>
    node.type === 'text'
      ? node.value.trim() === ''
      : node.type === 'element' &&
        (node.tagName === 'img' || (node.tagName === 'a' && node.children.every(isBeside)));
  const last = nodes.findLastIndex((node) => !isBeside(node));
  return proseOf(nodes.slice(0, last + 1).slice(nodes.findIndex((node) => !isBeside(node)))).text;
}

function piecesOf(nodes: readonly ElementContent[]): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (node.type === 'text') return [{ text: node.value, isCode: false }];
    if (node.type !== 'element') return [];
    const { tagName, children, properties } = node;
    if (silent.has(tagName) || struck.has(tagName) || isFootnoteMark(node)) return [];
    if (tagName === 'br') return [{ text: ' ', isCode: false }];
    if (tagName === 'img') return [{ text: properties.alt ?? '', isCode: false }];
    if (tagName === 'code' || tagName === 'tt') return [{ text: textOf(children), isCode: true }];
    const inner = piecesOf(children);
    const space: Piece = { text: ' ', isCode: false };
    return isBlock(node) ? [space, ...inner, space] : inner;
  });
}

export function isFootnoteMark({ properties, children }: Element): boolean {
  if ('dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties) return true;
  const [only] = children;
  return children.length === 1 && only?.type === 'element' && 'dataFootnoteRef' in only.properties;
}

/** Pictures and links, and nothing said beside them. */
function isDecoration(nodes: readonly ElementContent[]): boolean {
  return nodes.every((node) => {
    if (node.type === 'text') return /^[\s|•·,/–—-]*$/.test(node.value);
    if (node.type !== 'element') return true;
    return (
      /^(?:a|img|br|hr|kbd|strong|b)$/.test(node.tagName) ||
      (node.tagName !== 'code' && isDecoration(node.children))
    );
  });
}

/** A list of what the page has, which leads there and says nothing else. */
function isContents(element: Element, majorHeadings: number): boolean {
  const links = elementsIn(element, 'a');
  return (
    links.length >= Math.max(3, majorHeadings / 2) &&
    links.every(({ properties: { href } }) => typeof href === 'string' && href.startsWith('#')) &&
    isDecoration([element])
  );
}

export function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value;
      if (node.type !== 'element') return '';
      return node.tagName === 'br' ? '\n' : textOf(node.children);
    })
    .join('');
}

interface Row {
  readonly from: ProseBlock['from'];
  readonly prose: Prose;
}

/** A table without headings is laid out with: its rows are lines of text. */
function rowsOf(table: Element): readonly Row[] {
  const rows = elementsIn(table, 'tr').map((row) =>
    row.children
      .filter((node) => node.type === 'element')
      .filter(({ tagName }) => /^t[dh]$/.test(tagName)),
  );
  const isData = rows[0]?.some(({ tagName }) => tagName === 'th') === true;
  const captions = elementsIn(table, 'caption').map((caption): Row => ({
    from: 'paragraph',
    prose: proseOf(caption.children),
  }));
  return [
    ...captions,
    ...rows
      .map((cells) => cells.map(({ children }) => proseOf(children)))
      .filter((cells) => cells.some(({ text }) => text !== ''))
      .map((cells): Row =>
        isData
          ? { from: 'table', prose: joinProse(cells, ' | ') }
          : {
              from: 'list',
              prose: joinProse(
                cells.filter(({ text }) => text !== ''),
                ' – ',
              ),
            },
      ),
  ];
}

export function elementsIn(parent: Root | Element, tagName: string): readonly Element[] {
  return parent.children.flatMap((node) => {
    if (node.type !== 'element') return [];
    if (node.tagName === tagName) return [node];
    return node.tagName === 'table' ? [] : elementsIn(node, tagName);
  });
}
