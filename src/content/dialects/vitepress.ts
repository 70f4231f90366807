import type { Dialect } from './dialect.ts';
import { replaceBetween } from './replace-between.ts';

/** What Vue would fill in, and the marks that VitePress puts behind headings and words. */
export const vitepress: Dialect = {
  translate(text, { flavour }) {
    if (flavour !== 'vitepress') return text;
    return replaceBetween(text, ['{{', '}}'], (inner) =>
      inner.includes('\n') ? undefined : (/^\s*(["'`])([^"'`$]*)\1\s*$/.exec(inner)?.[2] ?? ''),
    ).replace(/^([ \t>]*#{1,6}[ \t].*?\S)[ \t]+(?:\\?\*){1,2}[ \t]*(?=\{#|$)/gm, '$1 ');
  },
};
