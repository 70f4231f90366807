import { asidePart, isAsideKind } from './blocks.ts';
import type { Dialect } from './dialect.ts';

const attribute = String.raw`(?:[.#][\w:-]+|[\w:@-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)|[a-z][\w-]*)`;
const attributeList = new RegExp(
  String.raw`\{:[^{}\n]*\}|(?<=[)\]*_:>\uE001])\{[ ]*${attribute}(?:[ ]+${attribute})*[ ]*\}|\{[ ]*[.#][\w:-]+(?:[ ]+${attribute})*[ ]*\}`,
  'g',
);
const listAlone = /^[ \t]*\{:?[ ]*[.#][^{}\n]*\}[ \t]*$/;
const givenId = /(?:^\{:?|[ ])(?:#|id=["']?)([^\s{}"']+)/;
/** `[words]{.class}`, which is no link. */
const span = /(?<![\]!\\])\[(?!\^)([^[\]\n]*)\](?:\(\))?(?=\{:?[ ]*[.#])/g;

/** `{: #id .class }` behind what it speaks of, above it or below: kramdown's, Python-Markdown's, Pandoc's, ExDoc's. */
export const attributeLists: Dialect = {
  translate(text) {
    if (!text.includes('{')) return text;
    const out = text.replace(/^[ \t]*[*+-][ \t][^\n]*\n[ \t]*\{:[ ]*toc[^{}\n]*\}[ \t]*$/gim, '');
    return turnIntoAsides(out).split('\n').map(readLists).join('\n');
  },
};

/** `## Heading {#id}` is for whoever makes the anchors; elsewhere an id is one by itself. */
function readLists(line: string): string {
  if (!line.includes('{')) return line;
  if (/^[ \t>]*#{1,6}[ \t]/.test(line)) {
    return line.replace(/\{[^{}\n]*\}[ \t#]*$/, (list) => {
      const [, id] = givenId.exec(list) ?? [];
      return id === undefined ? list.replace(attributeList, '') : `{#${id}}`;
    });
  }
  return line.replace(span, '$1').replace(attributeList, (list) => {
    const [, id] = givenId.exec(list) ?? [];
    return id === undefined || !/^[\w:.-]+$/.test(id) ? '' : `<a id="${id}"></a>`;
  });
}

/** The kind of aside that a class names: `.note`, `.notice--info`, `.alert-warning`, `.tip-title`. Buttons are primary too. */
function kindIn(list: string): string | undefined {
  const classes = list.matchAll(
    /\.(?:notice--|alert-|callout-|(?!primary|secondary))([a-z]+)(?=[-\s}])/g,
  );
  return Array.from(classes, ([, kind = '']) => kind).find(isAsideKind);
}

/** A list above a block, or right below it, and one behind the heading that a quotation begins with. */
function turnIntoAsides(text: string): string {
  const out: string[] = [];
  const lines = text.split('\n');
  /** Where the block began that goes on. */
  let start = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const kind = listAlone.test(line) ? kindIn(line) : undefined;
    if (line.trim() === '') start = out.length + 1;
    if (kind === undefined) {
      out.push(titledQuote(line));
      continue;
    }
    let block = out.splice(start);
    if (block.length === 0) {
      let end = at + 1;
      while (end < lines.length && lines[end]?.trim() !== '') end += 1;
      block = lines.slice(at + 1, end);
      at = end - 1;
    }
    out.push(...(/^[ \t]*#/.test(block[0] ?? '') ? block : toAside(block, kind, line)), '');
    start = out.length;
  }
  return out.join('\n');
}

/** `> #### Words {: .tip}` */
function titledQuote(line: string): string {
  const [, mark = '', words = '', list = ''] =
    /^((?:[ \t]*>)+)[ \t]*#{1,6}[ \t]([^{}\n]*)(\{:[^{}\n]*\})[ \t]*$/.exec(line) ?? [];
  const kind = kindIn(list);
  return kind === undefined ? line : `${mark} [!${kind}] ${words.trim()}`;
}

function toAside(block: readonly string[], kind: string, list: string): readonly string[] {
  const lines = block.map((line) => line.replace(/^[ \t]*> ?/, ''));
  const label = list.includes('-title') ? lines.shift() : undefined;
  const { begin, end } = asidePart({ kind, label: label ?? '' });
  return [begin, ...lines, end];
}
