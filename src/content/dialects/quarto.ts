import type { Dialect } from './dialect.ts';

const chunkStart = /^([ \t]*)(`{3,}|~{3,})[ \t]*\{([a-zA-Z]\w*)\b([^}\n]*)\}[ \t]*$/;
const hides = /\b(?:echo|include)[ \t]*[=:][ \t]*F(?:ALSE)?\b/i;
/** `[@key]`, `[see @key, p. 3; -@other]`, and R Markdown's `\@ref(key)`. */
const citation =
  /[ \t]?\[(?:[^[\]\n@]*[\s;-])?-?@[\w][^[\]\n]*\](?![([])|[ \t]?\\@ref\([^()\n]*\)/g;
/** A number of a chapter or a picture, which only the whole book gives. */
const aside = /[ \t]?\((?:\w+[.:]?[ \t]+)?@(?:sec|fig|tbl|eq|lst)-[\w-]+\)/g;

/** Quarto's and R Markdown's: chunks of code that are run for the page, and references. */
export const quarto: Dialect = {
  prepare(text, { path, flavour }) {
    if (!isQuarto(path, flavour) || !/\{[a-zA-Z]/.test(text)) return text;
    const out: string[] = [];
    let chunk: { mark: string; lines: string[]; isHidden: boolean } | undefined;
    for (const line of text.split('\n')) {
      if (chunk === undefined) {
        const [, indent = '', mark, language = '', options = ''] = chunkStart.exec(line) ?? [];
        if (mark === undefined) out.push(line);
        else {
          const isHidden = hides.test(options);
          chunk = { mark, lines: [`${indent}${mark}${language}`], isHidden };
        }
      } else if (line.trim() === chunk.mark) {
        if (!chunk.isHidden) out.push(...chunk.lines, line);
        chunk = undefined;
      } else if (/^[ \t]*#\|/.test(line)) chunk.isHidden ||= hides.test(line);
      else chunk.lines.push(line);
    }
    return [...out, ...(chunk?.lines ?? [])].join('\n');
  },
  translate(text, { path, flavour }) {
    return isQuarto(path, flavour) ? text.replace(aside, '').replace(citation, '') : text;
  },
};

function isQuarto(path: string, flavour: string | undefined): boolean {
  return flavour === 'quarto' || /\.(?:qmd|rmd)$/i.test(path);
}
