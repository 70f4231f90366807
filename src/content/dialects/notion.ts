import type { Dialect } from './dialect.ts';

/** The id that Notion puts behind every name it exports. */
const notionId = /[ _-][\da-f]{32}(?=\.|\/|$)/;

export function isNotionName(path: string): boolean {
  return notionId.test(path);
}

export function withoutNotionIds(path: string): string {
  return path.replace(new RegExp(notionId, 'g'), '');
}

/** Notion writes a page's properties below its title, one a line. */
export const notion: Dialect = {
  translate(text, { path }) {
    if (!isNotionName(path)) return text;
    return text.replace(properties, '$1').replace(/^<aside>\n(?!\n)/gm, '<aside>\n\n');
  },
};

const properties = /^(\s*(?:# [^\n]*\n\s*)?)(?:[A-Z][\w &/-]{0,40}: [^\n]*\n)+(?=\n|$)/;

/** The properties as they stand, by name in lower case. */
export function notionProperties(path: string, body: string): ReadonlyMap<string, string> {
  const block = isNotionName(path) ? properties.exec(body)?.[0] : undefined;
  return new Map(
    Array.from(
      (block ?? '').matchAll(/^([A-Z][\w &/-]{0,40}): ([^\n]*)$/gm),
      ([, name = '', value = '']) => [name.toLowerCase(), value.trim()],
    ),
  );
}
