import type { Dialect } from './dialect.ts';
import { replaceBetween, replaceInLines } from './replace-between.ts';

/**
 * Templates of Ruby, of JavaScript and of Vue: what they would print is not known, but for a link's
 * words and for words in quotes. VitePress also puts marks behind headings and words.
 */
export const templates: Dialect = {
  translate(text, { flavour }) {
    const linked = replaceBetween(text, ['<%', '%>'], (inner) => {
      const [, words, address] =
        /^=\s*link_to[\s(]*["']([^"']*)["']\s*,\s*["']([^"']*)["']/.exec(inner) ?? [];
      return words === undefined ? '' : `[${words}](<${address ?? ''}>)`;
    });
    if (flavour !== 'vitepress') return linked;
    return replaceInLines(
      linked,
      ['{{', '}}'],
      (inner) => /^\s*(["'`])([^"'`$]*)\1\s*$/.exec(inner)?.[2] ?? '',
    ).replace(/^[ \t>]*#{1,6}[ \t].*\*.*$/gm, (heading) =>
      heading.replace(/(?<=\S)[ \t]+(?:\\?\*){1,2}[ \t]*(?=\{#|$)/, ' '),
    );
  },
};
