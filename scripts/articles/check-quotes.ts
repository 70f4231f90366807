import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ArticleSource } from './article-source.ts';

const marker = /^<!--\s*quoted:\s*(\S+)\s*-->\s*$/;

/**
 * Compares each code block below a line `<!-- quoted: code/app/NAME.py -->` with that file: its
 * paragraphs, as blank lines divide them, must stand in the file, whole and in this order.
 */
export function checkQuotes(
  sources: readonly ArticleSource[],
  files: ReadonlyMap<string, string>,
): readonly ContentProblem[] {
  return sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => {
      const name = marker.exec(line)?.[1];
      if (name === undefined) return [];
      const message = compare(blockBelow(lines, index), files.get(name), name);
      return message === undefined ? [] : [problemAt(path, index + 1, message)];
    }),
  );
}

function blockBelow(lines: readonly string[], at: number): string | undefined {
  const fence = /^(`{3,})\w*$/.exec(lines[at + 1] ?? '')?.[1];
  if (fence === undefined) return undefined;
  const end = lines.indexOf(fence, at + 2);
  return end === -1 ? undefined : lines.slice(at + 2, end).join('\n');
}

function compare(block: string | undefined, file: string | undefined, name: string) {
  if (file === undefined) return `there is no file ${name} to quote`;
  if (block === undefined) return `no code block directly below; quote ${name} there`;
  const paragraphs = paragraphsOf(file);
  let next = 0;
  for (const paragraph of paragraphsOf(block)) {
    const found = paragraphs.indexOf(paragraph, next);
    if (found === -1) {
      return `"${paragraph.split('\n', 1).join('')}" is not what ${name} says there; quote it again`;
    }
    next = found + 1;
  }
  return undefined;
}

function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph !== '');
}
