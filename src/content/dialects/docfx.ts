import type { Dialect } from './dialect.ts';

/** Microsoft's marks in quotations that say how a quotation looks, and its videos. */
export const docfx: Dialect = {
  name: 'docfx',
  translate: (text) =>
    text.includes('[!')
      ? text.replace(
          /^([ \t>]*)\[!(?:div|VIDEO|INCLUDE|code-\w+|CODE-\w+)\b[^\]\n]*\](?:\([^)\n]*\))?[ \t]*$/gim,
          '$1',
        )
      : text,
};
