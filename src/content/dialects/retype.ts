import { asidePart, detailsPart, isAsideKind, tabPart, type Part } from './blocks.ts';
import type { Dialect } from './dialect.ts';

/** `!!!tip Title`, `==- Panel`, `+++ Tab`, `>>> Step` and `||| Column`, each until its like or another. */
const fence =
  /^([ \t]*)(!!![-+]?|!![-+]|===|==-|\+\+\+|>>>|\|\|\|)([a-z]*)(?:[ \t]+(\S.*))?[ \t]*$/;
/** `[!badge text="New"]`, `[!button Words](address)`, `[!file](address)`. */
const component = /\[!([a-z]+)(?:[ \t]+([^\]\n]{0,300}))?\](?:\(([^()\s]*)\))?/g;
const icon = /:icon-[a-z\d-]+:[ \t]?/g;

/** Retype's: blocks between marks, components in brackets, icons. */
export const retype: Dialect = {
  translate(text, { flavour }) {
    if (flavour !== 'retype') return text;
    const open = new Map<string, string>();
    const lines = text.split('\n').flatMap((line) => {
      const [, indent = '', mark, kind = '', words = ''] = fence.exec(line) ?? [];
      if (mark === undefined) return [line];
      const family = mark.charAt(0);
      const end = open.get(family);
      open.delete(family);
      const isBare = kind === '' && words === '';
      if (isBare && (end !== undefined || family !== '!')) return [end ?? line];
      const part = readFence(mark, kind, {
        indent,
        label: words.replace(/\{[^{}]*\}/g, '').trim(),
      });
      open.set(family, part.end);
      return [end ?? '', part.begin];
    });
    return [...lines, ...[...open.values()].reverse()]
      .join('\n')
      .replace(icon, '')
      .replace(/\{%\{|\}%\}/g, '')
      .replace(component, (_, name: string, inner = '', address?: string) =>
        name === 'embed' ? '' : toWords(String(inner), address),
      );
  },
};

function readFence(mark: string, kind: string, label: { indent: string; label: string }): Part {
  if (mark.startsWith('!!!'))
    return asidePart({ ...label, kind: isAsideKind(kind) ? kind : 'note' });
  return /^[!=]/.test(mark) ? detailsPart(label) : tabPart(label);
}

function toWords(inner: string, address: string | undefined): string {
  const said = /\btext="([^"]*)"/.exec(inner)?.[1] ?? inner.replace(/[\w-]+="[^"]*"/g, '');
  const words = said.replace(/\|\w+[ \t]*$/, '').trim();
  if (address === undefined) return words;
  return `[${words === '' ? address : words}](<${address}>)`;
}
