import GithubSlugger from 'github-slugger';
import type { Heading, Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';

const processor = remark().use(remarkGfm).freeze();

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

/** GitHub numbers repeated anchors in the order of all headings, those in quotations included. */
export function anchorsOf(nodes: readonly Nodes[]): ReadonlyMap<Heading, string> {
  const slugger = new GithubSlugger();
  const headings = nodes.filter((node) => node.type === 'heading');
  return new Map(
    headings.map((heading) => {
      const text = toString(heading, { includeImageAlt: false, includeHtml: false });
      // A heading of signs alone has no anchor on GitHub; it gets one, so that anchors are unique.
      const isNamed = new GithubSlugger().slug(text) !== '';
      return [heading, slugger.slug(isNamed ? text : 'section')];
    }),
  );
}
