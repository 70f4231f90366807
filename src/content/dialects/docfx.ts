import { tabPart } from './blocks.ts';
import type { Dialect } from './dialect.ts';

/** How large a picture is shown: Azure's, Wiki.js's. */
const size = /(!\[[^[\]\n]*\]\([^()\s]+(?:[ \t]+"[^"\n]*")?)[ \t]+=\d*%?x?\d*%?\)/g;

/** Adobe's `[!DNL Name]` and `[!UICONTROL Button]`, which are the words alone. */
export function withoutAdobeMarks(text: string): string {
  return text.replace(/\[!(?:DNL|UICONTROL)[ \t]([^[\]\n]*)\]/g, (_, words: string) =>
    words.trimStart(),
  );
}

/** Microsoft's and Adobe's: marks that say how a quotation looks, what isn't translated, samples, names of an API. */
export const docfx: Dialect = {
  translate(text) {
    let out = text.includes('](#tab/') ? translateTabs(text) : text;
    if (out.includes(' =')) out = out.replace(size, '$1)');
    out = out.replace(/:::no-loc[ \t]+text="([^"\n]*)":::/g, '$1');
    if (out.includes('[!')) {
      out = withoutAdobeMarks(out)
        .replace(/\[!code-[\w-]+\[[^[\]\n]*\]\([^()\n]*\)\]/gi, '')
        .replace(/^([ \t>]*)\[!(?:div|VIDEO)\b[^\]\n]*\][ \t]*$/gim, '$1');
    }
    if (!out.includes('xref:')) return out;
    return out
      .replace(/(?<!\()<xref:([^<>\s]+)>/g, (_, id: string) => nameOf(id))
      .replace(/\[\]\(<?xref:([^()\s<>]+)(?![^()\s<>])[^()\n]*\)/g, (_, id: string) => nameOf(id));
  },
};

/** `# [Label](#tab/id)` begins a tab, a rule after the last one ends it. */
function translateTabs(text: string): string {
  let open = '';
  const lines = text.split('\n').map((line) => {
    const [, label] = /^#+[ \t]+\[(.*)\]\(#tab\/[^()]*\)[ \t]*$/.exec(line) ?? [];
    const ends = label !== undefined || /^(?:-{3,}|\*{3,})[ \t]*$/.test(line);
    if (!ends || (label === undefined && open === '')) return line;
    const closed = open;
    const { begin, end } = label === undefined ? { begin: '', end: '' } : tabPart({ label });
    open = end;
    return closed + begin;
  });
  return [...lines, open].join('\n');
}

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
