import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';
import { splitMarkdown } from './split-markdown.ts';

// One tilde strikes nothing: people write "5~7".
const gfm = remark().use(remarkGfm, { singleTilde: false });
const processor = gfm()
  .use(without, /Autolink$/)
  .use(findAddressesLater)
  .freeze();
// Every line might be the head of a table and is read as one first, which takes a quarter of the time.
const tableless = gfm()
  .use(without, /Autolink$|^table$/)
  .use(findAddressesLater)
  .freeze();
/** The line below the head of one. */
const mayBeTable = /^[ \t>]*(?:-+[ \t]*)?[|:][|:\s-]*$/m;
const mayBeAddress = /@|:\/\/|www\./i;

type Constructs = Record<string, { readonly name?: string }[]>;

function without(this: Processor, names: RegExp): void {
  const extensions = this.data().micromarkExtensions as Record<'text' | 'flow', Constructs>[];
  for (const { text, flow } of extensions) {
    for (const constructs of [text, flow]) {
      for (const [code, some] of Object.entries(constructs))
        constructs[code] = some.filter(({ name = '' }) => !names.test(name));
    }
  }
}

/**
 * Bare addresses are found in the finished text, which takes one look at it, and where there may be
 * one at all. The tokenizer would look back over the whole paragraph from every letter that may begin
 * one: minutes for a long one.
 */
function findAddressesLater(this: Processor): void {
  for (const extension of (this.data().fromMarkdownExtensions ?? []).flat()) {
    extension.transforms &&= extension.transforms.map(ifAddressed);
  }
}

/** A block at a time, as most hold none. */
function ifAddressed(transform: (tree: Root) => unknown): (tree: Root) => undefined {
  return (tree) => {
    for (const block of tree.children) {
      const part: Root = { type: 'root', children: [block] };
      if (allNodes(part).some((node) => node.type === 'text' && mayBeAddress.test(node.value)))
        transform(part);
    }
  };
}

/** Markdown with GitHub's extensions. */
export function parseMarkdown(markdown: string): Root {
  const pieces = splitMarkdown(markdown).map((text): Piece => {
    const tree = text.includes(']:') ? parsePiece(text) : undefined;
    return { text, tree, defined: new Map(tree && definitionsIn(tree).map(toEntry)) };
  });
  const definitions = new Map(pieces.flatMap(({ defined }) => [...defined]));
  return { type: 'root', children: pieces.flatMap((piece) => parseWith(definitions, piece)) };
}

interface Piece {
  readonly text: string;
  /** Of one that may define something, by itself. */
  readonly tree: Root | undefined;
  /** Labels by their key. */
  readonly defined: ReadonlyMap<string, string>;
}

/** A piece as it reads among definitions that stand elsewhere. */
function parseWith(
  definitions: ReadonlyMap<string, string>,
  { text, tree, defined }: Piece,
): Root['children'] {
  const needed = definitions.size === 0 ? [] : labelsIn(text).filter((key) => !defined.has(key));
  const labels = new Set(
    needed.map((key) => definitions.get(key)).filter((label) => label !== undefined),
  );
  if (labels.size === 0) return (tree ?? parsePiece(text)).children;
  const stubs = Array.from(labels, (label) => `[${label}]: x\n\n`).join('');
  // A rule ends the last of them, be the piece indented.
  return parsePiece(`${stubs}***\n\n${text}`).children.slice(labels.size + 1);
}

function toEntry(label: string): readonly [string, string] {
  return [toKey(label), label];
}

/** Indented, `[^1]: ...` is a link's: that one is known to its piece alone. */
function definitionsIn(tree: Root): readonly string[] {
  return allNodes(tree).flatMap((node) => {
    if (node.type === 'definition') return node.identifier.startsWith('^') ? [] : [node.identifier];
    return node.type === 'footnoteDefinition' ? [`^${node.identifier}`] : [];
  });
}

// What is escaped begins none: tried as one, each would be read to the end, code of thousands too.
const escapedOrLabel = /\\.|\[((?:[^[\]\\]|\\.)+)\]/gs;

/** Whatever may be a reference's. */
function labelsIn(piece: string): readonly string[] {
  return Array.from(piece.matchAll(escapedOrLabel), ([, label]) => label)
    .filter((label) => label !== undefined)
    .map(toKey);
}

/** Equal for labels that are the same to Markdown, also over several lines of a quotation. */
function toKey(label: string): string {
  return label
    .replace(/\s+(?:>\s*)*/g, ' ')
    .trim()
    .toLowerCase()
    .toUpperCase();
}

function parsePiece(piece: string): Root {
  return (mayBeTable.test(piece) ? processor : tableless).parse(piece);
}

/** In the order they stand. Without recursion, as emphasis can nest thousands deep. */
export function allNodes(root: Root): readonly Nodes[] {
  const nodes: Nodes[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    if ('children' in node) for (const child of node.children.toReversed()) waiting.push(child);
  }
  return nodes;
}
