import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import type { Processor } from 'unified';

// One tilde strikes nothing: people write "5~7".
const processor = remark().use(remarkGfm, { singleTilde: false }).use(findAddressesLater).freeze();

/**
 * Bare addresses are found in the finished text, which takes one look at it, and where there may be
 * one at all. The tokenizer would look back over the whole paragraph from every letter that may begin
 * one: minutes for a long one.
 */
function findAddressesLater(this: Processor): void {
  for (const extension of (this.data().fromMarkdownExtensions ?? []).flat()) {
    extension.transforms &&= extension.transforms.map(ifAddressed);
  }
  for (const extension of this.data().micromarkExtensions ?? []) {
    const { text } = extension as { text?: Record<string, unknown> };
    for (const [code, constructs] of Object.entries(text ?? {})) {
      if (text !== undefined && Array.isArray(constructs)) text[code] = constructs.filter(isKept);
    }
  }
}

function ifAddressed<T>(transform: (tree: Root) => T): (tree: Root) => T | undefined {
  return (tree) => {
    const isAddressed = allNodes(tree).some(
      (node) => node.type === 'text' && mayBeAddress.test(node.value),
    );
    return isAddressed ? transform(tree) : undefined;
  };
}

function isKept(construct: { readonly name?: string }): boolean {
  return construct.name?.endsWith('Autolink') !== true;
}

const mayBeAddress = /@|:\/\/|www\./i;

/** Markdown with GitHub's extensions. */
export function parseMarkdown(markdown: string): Root {
  return processor.parse(markdown);
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
