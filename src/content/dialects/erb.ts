import type { Dialect } from './dialect.ts';
import { replaceBetween } from './replace-between.ts';

/** Templates of Ruby and JavaScript: what they would print is not known, but for a link's words. */
export const erb: Dialect = {
  translate: (text) =>
    replaceBetween(text, ['<%', '%>'], (inner) => {
      const [, words, address] =
        /^=\s*link_to\s*\(?\s*["']([^"']*)["']\s*,\s*["']([^"']*)["']/.exec(inner) ?? [];
      return words === undefined ? '' : `[${words}](<${address ?? ''}>)`;
    }),
};
