import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';

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
const mayBeTable = /^[ \t>]*-*[ \t]*[|:][|:\s-]*$/m;
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
  return (mayBeTable.test(markdown) ? processor : tableless).parse(markdown);
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
