import type { Dialect } from './dialect.ts';

/** Pandoc's first lines: `% Title`, `% Authors`, `% Date`. */
const titleBlock = /^%[ \t]+(\S.*)\n(?:%(?!%).*\n){0,2}/;
/** Of a manual page: `tunnel-run 1 "May 2026"`, `TUNNEL(1) Tunnel's manual`. */
const manualPage = /^([\w.:-]+)[ (]\(?\d\w{0,2}(?:\)|(?=\s|$)).*/;

/** The lines that Pandoc and manual pages begin with. */
export const pandoc: Dialect = {
  prepare: (text) => (text.startsWith('%') ? text.replace(titleBlock, '') : text),
  translate: (text) => text,
};

export function pandocTitle(body: string): string | undefined {
  return titleBlock.exec(body)?.[1]?.trim().replace(manualPage, '$1');
}
