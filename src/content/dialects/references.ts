import type { Dialect } from './dialect.ts';
import { findFences } from './mask.ts';

/** Documenter's `# [Words](@id name)`. */
const named = /^(#{1,6}[ \t]+)\[([^[\]\n]*)\]\(@id(?:[ \t]+([^()\s]+))?\)[ \t]*$/gm;
/** Its `[words](@ref name)`, and ExDoc's words before a name in code, which stands masked here. */
const declared = /\[([^[\]]{0,300})\]\((?:@(?:ref|id|extref)(?![\w-])[^()\n]*|\uE000\d+\uE001)\)/g;
/** ``[`json/2`]: `Phoenix.Controller.json/2` `` */
const declaredBelow = /^\[(`[^`\n]+`)\]:[ \t]*`[^`\n]+`[ \t]*$/gm;
/** What it puts in place of a fence, and what it only runs. */
const filled = /^[ \t]*`{3,}@(?:docs|autodocs|index|contents|meta|setup|eval|raw)\b[^`]*$/;
const run = /^([ \t]*`{3,})(?:@(?:example|repl)\b|jldoctest\b)[^`]*$/;

/** `[words][name]` and `[words][]`, where no line here says what the name stands for. */
const labelled = /(?<![\w\]!\\])\[(?!\^)([^[\]]{1,300})\]\[(?!\^)([^[\]]{0,300})\]/g;

/** In a folder without such links, `[a-z][a-z0-9]` and `[options][file]` are words themselves. */
const joinedName = /\p{L}{3}[._:/#-]+\p{L}|\uE000/u;
const anyName = /\p{Ll}{3}|\p{Lo}|\uE000/u;

/** Links to what a program declares, by its name, and to labels: generators know where these are, we know the words. */
export const references: Dialect = {
  prepare(text) {
    const out = /```(?:@|jldoctest)/.test(text) ? readFences(text) : text;
    const names = new Set(Array.from(out.matchAll(declaredBelow), ([, name = '']) => name));
    if (names.size === 0) return out;
    return out
      .replace(declaredBelow, '')
      .replace(/\[(`[^`\n]+`)\](?![([:])/g, (whole, name: string) =>
        names.has(name) ? name : whole,
      );
  },
  translate(text, { flavour }) {
    const out = text
      .replace(named, (_, mark: string, words: string, id?: string) =>
        id === undefined ? mark + words : `${mark}${words} {#${id}}`,
      )
      .replace(declared, '$1');
    if (!out.includes('][')) return out;
    const labels = new Set(
      Array.from(out.matchAll(/^[ \t>]*\[([^[\]]{1,300})\]:/gm), ([, label = '']) => toKey(label)),
    );
    const names = flavour === 'mkdocs' ? anyName : joinedName;
    return out.replace(labelled, (whole, words: string, label: string) => {
      const name = label === '' ? words : label;
      return labels.has(toKey(name)) || !names.test(name) ? whole : words;
    });
  },
};

function readFences(text: string): string {
  const lines = text.split('\n');
  const isInFence = findFences(lines);
  let isFilled = false;
  return lines
    .map((line, at) => (isInFence[at] === true ? line : line.replace(run, '$1julia')))
    .filter((line, at) => {
      if (isInFence[at] !== true) isFilled = filled.test(line);
      return !isFilled;
    })
    .join('\n');
}

/** Which code it is that stands masked in a label isn't known here. */
function toKey(label: string): string {
  return label
    .replace(/\uE000\d+\uE001/g, '\uE000')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
