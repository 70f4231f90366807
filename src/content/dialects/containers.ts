import { asidePart, partNamed, readAttributes, type Part } from './blocks.ts';
import type { Dialect } from './dialect.ts';

interface OpenContainer {
  readonly length: number;
  readonly end: string;
}

const opener = /^([ \t]*)(:{3,})[ \t]*(?:\{?([A-Za-z][\w-]*)\}?)?(.*)$/;

/** Pandoc's `::: {.callout-note title="Title"}`, which is `:::note{title="Title"}`. */
const classed =
  /^([ \t]*:{3,})[ \t]*\{[ \t]*[.#](?:callout-)?([A-Za-z][\w-]*)(?![\w-])([^}\n]*)\}/gm;

/** Docsify's `?> words` and `!> words`, and HashiCorp's `-> **Note:** words` and `~> words`. */
const marked =
  /(?<=^|\n[ \t]*\n)(?:([!?~])|-(?=> \*\*))> ?(?:\*\*(?:Note|Tip|Warning|Important):?\*\*:?)?(.*(?:\n[ \t]*\S.*)*)/gi;
const markedKinds: Readonly<Record<string, string>> = {
  '!': 'warning',
  '?': 'tip',
  '~': 'warning',
};

/** Nuxt's `::name{...}`, with what it is given in braces or below it between dashes, and its `::`. */
const colons = /^([ \t]*)::(?=[a-z][\w-]*(?:\{[^\n]*\})?[ \t]*$|[ \t]*$)/gm;
const given =
  /^([ \t]*:::[a-z][\w-]*)[ \t]*\n[ \t]*---\n((?:(?![ \t]*---).*\n){0,50})[ \t]*---[ \t]*$/gm;
/** `:badge[words]{color="info"}`, which has no part in a heading's anchor. */
const inLine =
  /[ \t]?(?<![\w:]):[a-z][\w-]{0,40}(\[[^\]\n]{0,300}\])?\{:?[a-z][\w-]{0,40}=[^{}\n]{0,500}\}/g;

/** `:::tip Title` and its like: Docusaurus, VitePress, MyST, Microsoft's, Quarto, Nuxt. */
export const containers: Dialect = {
  translate(written) {
    const text = translateColons(written).replace(
      marked,
      (_, mark: string | undefined, words: string) => {
        const { begin, end } = asidePart({ kind: markedKinds[mark ?? ''] ?? 'note', label: '' });
        return begin + words.trim() + end;
      },
    );
    if (!text.includes(':::')) return text;
    const lines = text.replace(classed, '$1$2{$3}').split('\n');
    const closers = lines.map((line) => /^[ \t]*:{3,}[ \t]*$/.test(line));
    let left = closers.filter(Boolean).length;
    const open: OpenContainer[] = [];
    const out: string[] = [];
    let skipping = false;
    let hasOptions = false;
    for (const [index, line] of lines.entries()) {
      if (skipping && /^(?:[ \t]+\S|[ \t]*$)/.test(line)) continue;
      skipping = false;
      if (hasOptions && /^[ \t]*:[\w-]+:(?!:)/.test(line)) continue;
      hasOptions = /^[ \t]*:{3,}\{/.test(line);
      const [, indent = '', colons, name, rest = ''] = opener.exec(line) ?? [];
      if (colons === undefined) {
        out.push(line);
      } else if (closers[index] === true) {
        left -= 1;
        const at = open.findLastIndex(({ length }) => length === colons.length);
        const closed = open.splice(at === -1 ? Math.max(open.length - 1, 0) : at);
        out.push(...closed.reverse().map(({ end }) => end));
      } else if (name === undefined) {
        out.push(line);
      } else if (/:::\s*$/.test(rest)) {
        out.push(readWhole(indent, name, rest));
      } else if (/^\.\w/.test(rest)) {
        // What mkdocstrings fills in, with its options.
        skipping = true;
      } else if (left > open.length) {
        const { begin, end } = readContainer(indent, name, rest);
        out.push(begin);
        open.push({ length: colons.length, end });
      }
    }
    return [...out, ...open.reverse().map(({ end }) => end)].join('\n');
  },
};

function translateColons(text: string): string {
  const short = text.replace(inLine, (_, words: string | undefined, at: number) =>
    words === undefined || /^#/m.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))
      ? ''
      : ` ${words.slice(1, -1)}`,
  );
  if (!/^[ \t]*::[a-z]/m.test(short)) return short;
  return short
    .replace(colons, '$1:::')
    .replace(given, (_, opening: string, lines: string) => {
      const pairs = lines.matchAll(/^[ \t]*([\w-]+):[ \t]*["']?(.+)$/gm);
      const attributes = Array.from(
        pairs,
        ([, key = '', value = '']) => `${key}="${value.trimEnd().replace(/["']$/, '')}"`,
      );
      return `${opening}{${attributes.join(' ')}}`;
    })
    .replace(/^[ \t]*#[a-z][\w-]*[ \t]*$/gm, '')
    .replace(/(?<=\s):br(?=\s)/g, '<br>');
}

/** `:::tip Title`, `:::tip[Title]{#id .class}` or `:::tip{title="Title"}`. */
function readContainer(indent: string, name: string, rest: string): Part {
  const words = rest.replace(/\{[^{}]*\}/g, '').trim();
  const label = /^\[(.*)\]$/.exec(words)?.[1] ?? words;
  const { named } = readAttributes(/\{([^{}]*)\}/.exec(rest)?.[1] ?? '');
  const title = named.get('title');
  const begin = title === undefined ? '' : `\n\n${indent}**${title}**\n\n`;
  return partNamed(name, { named, bare: [] }, { indent, label }) ?? { begin, end: '' };
}

/** `:::image type="content" source="x.png" alt-text="words":::` */
function readWhole(indent: string, name: string, rest: string): string {
  const { named } = readAttributes(rest.replace(/:::.*$/, ''));
  if (name.toLowerCase() === 'no-loc') return indent + (named.get('text') ?? '');
  if (name.toLowerCase() !== 'image') return '';
  return `${indent}![${named.get('alt-text') ?? ''}](<${named.get('source') ?? ''}>)`;
}
