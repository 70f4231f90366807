import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import type { Code, Heading, Html } from 'mdast';
import { nameToEmoji } from 'gemoji';
import { h } from 'hastscript';
import rehypeRaw from 'rehype-raw';
import remarkRehype, { defaultHandlers } from 'remark-rehype';
import { unified } from 'unified';
import type { AnchorRule } from '../article.ts';
import { createAnchors } from './anchors.ts';
import { asideKind, titleOfKind } from '../dialects/blocks.ts';
import { parseMarkdown } from './markdown-tree.ts';
import { isHeading } from './read-sections.ts';

const comment = /^\s*<!--(?:(?!-->)[\s\S])*-->\s*$/;
const toHtml = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    handlers: {
      code(state, node: Code) {
        const label = /\[([^[\]]+)\]|title="([^"]+)"/.exec(node.meta ?? '');
        const shown = defaultHandlers.code(state, node);
        const words = label?.[1] ?? label?.[2];
        return words === undefined ? shown : h('section.tab', h('div.label', words), shown);
      },
      // A template fills in what it says.
      heading(state, node: Heading) {
        return node.children.length === 0 ? undefined : defaultHandlers.heading(state, node);
      },
      // Most HTML in Markdown is comments, and reading HTML takes its time.
      html(state, node: Html) {
        return comment.test(node.value) ? undefined : defaultHandlers.html(state, node);
      },
    },
  })
  .freeze();
const readHtml = unified().use(rehypeRaw).freeze();

const alertMark = /^\s*\[!([A-Za-z][\w-]*)(?:\|[^\]]*)?\][+-]?[ \t]*/;
const emojiCode = /:([a-z\d_+-]+):/g;
const givenAnchor = /(?<![ \t])[ \t]*\{#([^\s{}]+)(?![^\s{}])[^{}]*\}[ \t]*$/;

/**
 * An article's Markdown as the HTML that a page shows and that answers are read from: anchors on
 * headings, alerts as asides, emoji for their codes. Nothing of it is safe to be shown unsanitised.
 */
export function parseTree(text: string, anchorRule: AnchorRule = 'github'): Root {
  const read = readRaw(toHtml.runSync(parseMarkdown(text)));
  const anchorFor = createAnchors(anchorRule);
  finish(read, anchorFor);
  return read;
}

/**
 * Reads the HTML in a page, a stretch at a time: from where it begins to where every tag of it has
 * ended, if they all do. Most of a page holds none, and reading it takes its time.
 */
function readRaw(tree: Root): Root {
  const children: RootContent[] = [];
  let stretch: RootContent[] = [];
  let depth = 0;
  const flush = (): void => {
    if (stretch.length > 0) {
      children.push(...readHtml.runSync({ type: 'root', children: stretch }).children);
    }
    stretch = [];
    depth = 0;
  };
  for (const node of tree.children) {
    const raw = rawIn(node);
    if (raw === '' && depth === 0) {
      flush();
      children.push(node);
      continue;
    }
    stretch.push(node);
    depth = Math.max(0, depth + depthOf(raw));
    if (depth === 0) flush();
  }
  flush();
  return { type: 'root', children };
}

/** All raw HTML in a node. */
function rawIn(node: RootContent): string {
  if (node.type === 'element') return node.children.map(rawIn).join('');
  return (node as { type: string }).type === 'raw' ? (node as unknown as Text).value : '';
}

const tag = /<(\/?)([a-z][\w-]*)/gi;
const endless = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;

/** How many tags it leaves open. */
function depthOf(raw: string): number {
  let depth = 0;
  for (const [, close, name = ''] of raw.matchAll(tag)) {
    if (!endless.test(name)) depth += close === '' ? 1 : -1;
  }
  return depth;
}

type AnchorFor = ReturnType<typeof createAnchors>;

function finish(parent: Root | Element, anchorFor: AnchorFor): void {
  for (const node of parent.children) {
    if (node.type === 'text') {
      finishText(node);
      continue;
    }
    if (node.type !== 'element') continue;
    const { tagName, properties } = node;
    if (tagName === 'code' || tagName === 'pre') continue;
    if (isHeading(node) && properties.id !== 'footnote-label') {
      properties.id = anchorFor(wordsOf(node), takeGivenAnchor(node) ?? idOf(node));
    }
    if (tagName === 'a' && properties.id === undefined && typeof properties.name === 'string') {
      properties.id = properties.name;
    }
    if (tagName === 'details') properties.open = true;
    if (tagName === 'input' && properties.checked === false) properties.checked = undefined;
    if (tagName === 'blockquote') turnIntoAside(node);
    finish(node, anchorFor);
  }
}

function finishText(node: Text): void {
  // A comment that nobody closed hides what follows, as it does where HTML is read.
  const comment = node.value.indexOf('<!--');
  if (comment !== -1) node.value = node.value.slice(0, comment);
  if (node.value.includes(':')) {
    node.value = node.value.replace(emojiCode, (code, name: string) => nameToEmoji[name] ?? code);
  }
}

function idOf({ properties }: Element): string | undefined {
  return typeof properties.id === 'string' && properties.id !== '' ? properties.id : undefined;
}

/** Takes `{#id}` off the end of a heading. */
function takeGivenAnchor(heading: Element): string | undefined {
  let last: ElementContent | undefined = heading;
  // Behind `<sup />`, which is no end in HTML, it stands within.
  while (last?.type === 'element') {
    last = last.children.findLast((node) => node.type !== 'text' || node.value.trim() !== '');
  }
  if (last?.type !== 'text') return undefined;
  const [mark, id] = givenAnchor.exec(last.value) ?? [];
  if (mark !== undefined) last.value = last.value.slice(0, last.value.lastIndexOf(mark));
  return id;
}

/** The words an anchor is made of: no pictures, no footnotes. HTML's begin on a line of their own. */
function wordsOf(element: Element): string {
  const words = element.children
    .map((node) => {
      if (node.type === 'text') return node.value.replace(givenAnchor, '');
      if (node.type !== 'element' || 'dataFootnoteRef' in node.properties) return '';
      return wordsOf(node);
    })
    .join('');
  return /^\s*\n/.test(words) ? words.trim().replace(/\s+/g, ' ') : words;
}

/** `> [!NOTE]` and its like, with a title of their own or without. */
function turnIntoAside(quote: Element): void {
  const first = quote.children.find((node) => node.type === 'element');
  const start = first?.children[0];
  if (first?.tagName !== 'p' || start?.type !== 'text') return;
  const [mark, name] = alertMark.exec(start.value) ?? [];
  if (mark === undefined || name === undefined) return;
  start.value = start.value.slice(mark.length);
  const title = takeFirstLine(first);
  const kind = asideKind(name);
  quote.tagName = 'aside';
  quote.properties = { className: [kind] };
  const isEmpty = first.children.every((node) => node.type === 'text' && node.value.trim() === '');
  if (isEmpty) quote.children.splice(quote.children.indexOf(first), 1);
  const hasTitle = title.some((node) => node.type !== 'text' || node.value.trim() !== '');
  quote.children.unshift(h('div.label', hasTitle ? title : titleOfKind(kind)));
}

function takeFirstLine(paragraph: Element): ElementContent[] {
  const title: ElementContent[] = [];
  for (
    let node = paragraph.children.shift();
    node !== undefined;
    node = paragraph.children.shift()
  ) {
    if (node.type === 'element' && node.tagName === 'br') return title;
    const end = node.type === 'text' ? node.value.indexOf('\n') : -1;
    if (node.type !== 'text' || end === -1) {
      title.push(node);
      continue;
    }
    title.push({ type: 'text', value: node.value.slice(0, end) });
    paragraph.children.unshift({ type: 'text', value: node.value.slice(end + 1) });
    return title;
  }
  return title;
}
