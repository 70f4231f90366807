import type { Dialect } from './dialect.ts';

/** Microsoft's: marks that say how a quotation looks, videos, samples and names of an API. */
export const docfx: Dialect = {
  translate(text) {
    let out = text;
    if (out.includes('[!')) {
      out = out
        .replace(/\[!code-[\w-]+\[[^\]\n]*\]\([^)\n]*\)\]/gi, '')
        .replace(/^([ \t>]*)\[!(?:div|VIDEO)\b[^\]\n]*\][ \t]*$/gim, '$1');
    }
    if (!out.includes('xref:')) return out;
    return out
      .replace(/(?<!\()<xref:([^<>\s]+)>/g, (_, id: string) => nameOf(id))
      .replace(/\[\]\(<?xref:([^()\s<>]+)[^)\n]*\)/g, (_, id: string) => nameOf(id));
  },
};

/** `System.Text.Rune.Parse%2A?displayProperty=nameWithType` is shown as the last of its names. */
function nameOf(id: string): string {
  const whole = id
    .replace(/\?.*$/, '')
    .replace(/%2A$|\*$/, '')
    .replace(/\(.*$/, '');
  return (
    whole
      .split('.')
      .at(-1)
      ?.replace(/%60\d*|`\d*/g, '') ?? ''
  );
}
