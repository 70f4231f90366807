import type { Dialect } from './dialect.ts';

/** Documenter's `# [Words](@id name)`. */
const named = /^(#{1,6}[ \t]+)\[([^[\]\n]*)\]\(@id(?:[ \t]+([^()\s]+))?\)[ \t]*$/gm;
/** Its `[words](@ref name)`, and ExDoc's words before a name in code, which stands masked here. */
const declared = /\[([^[\]]{0,300})\]\((?:@(?:ref|id|extref)(?![\w-])[^()\n]*|\uE000\d+\uE001)\)/g;
/** ``[`json/2`]: `Phoenix.Controller.json/2` `` */
const declaredBelow = /^\[(`[^`\n]+`)\]:[ \t]*`[^`\n]+`[ \t]*$/gm;
/** What it puts in place of a fence, and what it only runs. */
const filled =
  /^[ \t]*(`{3,})@(?:docs|autodocs|index|contents|meta|setup|eval|raw)\b[^\n`]*\n(?:(?!\1)[^\n]*\n)*\1[ \t]*$/gm;
const run = /^([ \t]*`{3,})(?:@(?:example|repl)\b|jldoctest\b)[^\n`]*$/gm;

/** `[words][name]` and `[words][]`, where no line here says what the name stands for. */
const labelled = /(?<![\w\]!\\])\[(?!\^)([^[\]]{1,300})\]\[(?!\^)([^[\]]{0,300})\]/g;

/** Links to what a program declares, by its name, and to labels: generators know where these are, we know the words. */
export const references: Dialect = {
  prepare(text) {
    const out = text.includes('@') ? text.replace(filled, '').replace(run, '$1julia') : text;
    const names = new Set(Array.from(out.matchAll(declaredBelow), ([, name = '']) => name));
    if (names.size === 0) return out;
    return out
      .replace(declaredBelow, '')
      .replace(/\[(`[^`\n]+`)\](?![([:])/g, (whole, name: string) =>
        names.has(name) ? name : whole,
      );
  },
  translate(text) {
    const out = text
      .replace(named, (_, mark: string, words: string, id?: string) =>
        id === undefined ? mark + words : `${mark}${words} {#${id}}`,
      )
      .replace(declared, '$1');
    if (!out.includes('][')) return out;
    const labels = new Set(
      Array.from(out.matchAll(/^[ \t>]*\[([^[\]]{1,300})\]:/gm), ([, label = '']) => toKey(label)),
    );
    return out.replace(labelled, (whole, words: string, label: string) => {
      const name = label === '' ? words : label;
      // `cp [OPTIONS][FILE]` leads nowhere.
      return labels.has(toKey(name)) || !/[\p{Ll}\p{Lo}\uE000]/u.test(name) ? whole : words;
    });
  },
};

/** Which code it is that stands masked in a label isn't known here. */
function toKey(label: string): string {
  return label
    .replace(/\uE000\d+\uE001/g, '\uE000')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
