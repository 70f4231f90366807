import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';

// One tilde strikes nothing: people write "5~7".
const processor = remark().use(remarkGfm, { singleTilde: false }).freeze();

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
