import { asidePart, isAsideKind } from './blocks.ts';
import type { Dialect } from './dialect.ts';
import { replaceInLines } from './replace-between.ts';

const property = /^[ \t]*(?:- )?[\w./-]+:: ?.*$/;
const heading = /^(\t*)- *(#{1,6} .*)$/;

/** Logseq's outlines: headings are bullets, and properties, queries and ids of blocks stand between. */
export const logseq: Dialect = {
  prepare: (text, { flavour }) => (flavour === 'logseq' ? unfold(text) : text),
  translate(text, { flavour }) {
    if (flavour !== 'logseq') return text;
    const blocks = replaceBlocks(text)
      .replace(/\[([^[\]\n]*)\]\(\[\[([^[\]\n]+)\]\]\)/g, '[[$2|$1]]')
      .replace(/\[([^[\]\n]*)\]\(\(\([\da-f-]{36}\)\)\)/g, '$1')
      .replace(/!?\(\([\da-f-]{36}\)\)/g, '')
      .replace(/#(?=\[\[)/g, '');
    return replaceInLines(blocks, ['{{', '}}'], () => '');
  },
};

/** From `#+BEGIN_KIND` to `#+END_KIND`, and what it logs of itself. */
function replaceBlocks(text: string): string {
  const lines = text.split('\n');
  const trimmed = lines.map((line) => line.trim());
  const lastAt = new Map(trimmed.map((line, at) => [line, at]));
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, kind] = /^(?:- )?#\+BEGIN_(\w+)$/.exec(trimmed[at] ?? '') ?? [];
    const isLog = trimmed[at]?.startsWith(':LOGBOOK:') === true;
    const closer = isLog ? ':END:' : `#+END_${kind ?? ''}`;
    if ((kind ?? isLog) === false || (lastAt.get(closer) ?? -1) <= at) {
      out.push(lines[at] ?? '');
      continue;
    }
    const end = trimmed.indexOf(closer, at);
    const inner = lines.slice(at + 1, end).map((line) => line.trimStart());
    out.push(kind === undefined ? '' : toBlock(kind, inner.join('\n')));
    at = end;
  }
  return out.join('\n');
}

function toBlock(kind: string, inner: string): string {
  if (!isAsideKind(kind)) return kind === 'QUERY' ? '' : inner;
  const { begin, end } = asidePart({ kind, label: '' });
  return begin + inner + end;
}

/** Takes headings out of the outline, with what hangs below them one step less deep. */
function unfold(text: string): string {
  const above: number[] = [];
  let isCode = false;
  return text
    .split('\n')
    .filter((line) => {
      if (/^[ \t]*(?:- )?`{3}/.test(line)) isCode = !isCode;
      return isCode || !property.test(line);
    })
    .map((line) => {
      const depth = /^\t*/.exec(line)?.[0].length ?? 0;
      if (line.trim() === '') return line;
      while ((above.at(-1) ?? -1) >= depth) above.pop();
      const [, , words] = heading.exec(line) ?? [];
      const out = words === undefined ? line.slice(Math.min(depth, above.length)) : `\n${words}\n`;
      if (words !== undefined) above.push(depth);
      return out;
    })
    .join('\n');
}

/** What the first lines of a page say of it, by name. */
export function logseqProperties(body: string): ReadonlyMap<string, string> {
  const block = /^(?:[\w./-]+:: ?.*\n)+/.exec(body)?.[0] ?? '';
  return new Map(
    Array.from(
      block.matchAll(/^(title|tags|alias|description):: (.*)$/gm),
      ([, name = '', value]) => [name, (value ?? '').replace(/#?\[\[|\]\]|#/g, '')],
    ),
  );
}
