import { beginAside, endAside, isAsideKind } from './blocks.ts';
import type { Dialect } from './dialect.ts';

const fence = /^([ \t]*)(`{3,}|~{3,}|:{3,})\{([\w:-]+)\}[ \t]*(.*)$/;

/** `{ref}` and its like before words and what they lead to, which is known to Sphinx alone. */
const role =
  /\{(?:ref|doc|term|numref|abbr|any|sub|sup|guilabel|menuselection|download)\}`([^`<\n]+?)[ ]*(?:<[^>`\n]*>)?`/g;

/** MyST's directives in fences, and its roles. */
export const myst: Dialect = {
  name: 'myst',
  prepare(text) {
    if (!/\{[a-z][\w:-]*\}/.test(text)) return text;
    const lines = text.replace(role, '$1').split('\n');
    const out: string[] = [];
    let ends: { mark: string; indent: string } | undefined;
    for (const line of lines) {
      const [, indent = '', mark = '', name = '', title = ''] = fence.exec(line) ?? [];
      if (ends === undefined && /^[`~]/.test(mark) && isAsideKind(name)) {
        ends = { mark, indent };
        out.push(beginAside({ indent, kind: name, label: title.trim() }));
      } else if (line.trim() === ends?.mark) {
        out.push(endAside(ends.indent));
        ends = undefined;
      } else if (ends === undefined || !/^[ \t]*:[\w-]+:/.test(line)) out.push(line);
    }
    if (ends !== undefined) out.push(endAside(ends.indent));
    return out.join('\n');
  },
  translate: (text) => text,
};
