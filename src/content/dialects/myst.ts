import { asidePart, isAsideKind } from './blocks.ts';
import type { Dialect } from './dialect.ts';
import { wordsFor } from './liquid.ts';
import { replaceInLines } from './replace-between.ts';

const fence = /^([ \t]*)(`{3,}|~{3,}|:{3,})\{([\w:-]+)\}[ \t]*(.*)$/;

/** `{ref}` and its like before words and what they lead to, which is known to Sphinx alone. */
const role =
  /\{(?:ref|doc|term|numref|abbr|any|sub|sup|guilabel|menuselection|download)\}`([^`<\n]+)(?:<[^>`\n]*>)?`/g;

/** MyST's directives in fences, and its roles. */
export const myst: Dialect = {
  prepare(text) {
    if (!/\{[a-z][\w:-]*\}/.test(text)) return text;
    const lines = text.replace(role, (_, words: string) => words.trimEnd()).split('\n');
    const out: string[] = [];
    let open: { mark: string; end: string } | undefined;
    for (const line of lines) {
      const [, indent = '', mark = '', name = '', title = ''] = fence.exec(line) ?? [];
      if (open === undefined && /^[`~]/.test(mark) && isAsideKind(name)) {
        const { begin, end } = asidePart({ indent, kind: name, label: title.trim() });
        open = { mark, end };
        out.push(begin);
      } else if (line.trim() === open?.mark) {
        out.push(open.end);
        open = undefined;
      } else if (open === undefined || !/^[ \t]*:[\w-]+:/.test(line)) out.push(line);
    }
    if (open !== undefined) out.push(open.end);
    return out.join('\n');
  },
  translate(text, context) {
    if (context.flavour !== 'sphinx') return text;
    const anchored = text.replace(
      /^[ \t]*\(([\w:./-]+)\)=[ \t]*$/gm,
      (_, label: string) => `<a id="${label.toLowerCase()}"></a>\n`,
    );
    return replaceInLines(anchored, ['{{', '}}'], (inner) => wordsFor(inner, context) ?? '');
  },
};
