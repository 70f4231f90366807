import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Heading, Nodes } from 'mdast';
import { createAnchors } from '../../src/content/body/anchors.ts';
import { allNodes, parseMarkdown } from '../../src/content/body/markdown-tree.ts';
import type { ParsedFolder } from '../../src/content/folder/parse-folder.ts';
import { splitFile } from '../../src/content/front-matter/split-file.ts';

export interface WrittenAnchors {
  readonly headings: number;
  /** Headings whose anchor the article lacks. */
  readonly wrong: readonly { readonly path: string; readonly text: string }[];
}

const given = /\s*\{(?:(?:[^{}#]*[ :])?#|\/\*?\s*#?|[^{}]*?\bid=["']?)([^\s{}"'/]+)[^{}]*\}\s*$/;

/**
 * Compares an article's anchors with those of the headings in its file as a plain Markdown parser
 * sees them, by a way of its own: nothing is translated, nothing is HTML.
 */
export async function writtenAnchors(dir: string, folder: ParsedFolder): Promise<WrittenAnchors> {
  let headings = 0;
  const wrong: { path: string; text: string }[] = [];
  for (const [path, file] of folder.files) {
    if (file.kind !== 'parsed') continue;
    const { article, anchors } = file.parsed;
    const anchorFor = createAnchors(article.anchorRule);
    const text = (await readFile(join(dir, path), 'utf8')).replace(/\r\n?/g, '\n');
    for (const node of allNodes(parseMarkdown(splitFile(text).body))) {
      if (node.type !== 'heading') continue;
      const shown = wordsOf(node);
      const written = shown.replace(/:[a-z]+(?:-[a-z\d]+)+:/g, '');
      const [mark = '', id = givenAsTag(node)] = given.exec(written) ?? [];
      // What stands behind the words is a badge or a comment: GitHub leaves its space, others don't.
      const space = article.anchorRule === 'github' && /\s$/.test(shown) ? ' ' : '';
      const words = written
        .slice(0, written.length - mark.length)
        .replace(/\s*\{\.[^{}]*\}$/, '')
        .trim();
      if (words === '' || /\{\{|\{%|<%/.test(written)) continue;
      headings += 1;
      const anchor = anchorFor(words + space, id);
      if (!anchors.has(anchor)) wrong.push({ path, text: `#${anchor} of "${words}"` });
    }
  }
  return { headings, wrong };
}

/** GitBook's `<a href="#x" id="x"></a>`. */
function givenAsTag({ children }: Heading): string | undefined {
  const tags = children.map((node) => (node.type === 'html' ? node.value : '')).join('');
  return /<a\s[^<>]*\bid="([^"]+)"/.exec(tags)?.[1];
}

function wordsOf(node: Nodes): string {
  if ('children' in node) return node.children.map(wordsOf).join('');
  return node.type === 'text' || node.type === 'inlineCode' ? node.value : '';
}
