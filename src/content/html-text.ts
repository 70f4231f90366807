const comments = /<!--[\s\S]*?(?:-->|$)/g;
const silentElements = /<(script|style|template|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
// Never fails once it has begun, so a file full of "<a" costs no more than one pass.
const tags = /<[a-z/!?](?:[^"'>]+|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)/gi;
const inlineTag =
  /^<\/?(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)\b/i;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** What a reader sees of a piece of HTML: no tags, comments or scripts; images by their `alt`. */
export function htmlText(html: string): string {
  return html
    .replace(comments, '')
    .replace(silentElements, ' ')
    .replace(tags, (tag) => (inlineTag.test(tag) ? '' : ` ${imageAlt(tag)} `))
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, decodeEntity);
}

/** The `id` and `name` attributes of a piece of HTML, which links may lead to. */
export function htmlAnchors(html: string): readonly string[] {
  return Array.from(html.replace(comments, '').matchAll(tags)).flatMap(([tag]) =>
    ['id', 'name'].map((name) => attribute(tag, name)).filter((value) => value !== ''),
  );
}

function imageAlt(tag: string): string {
  return /^<img\b/i.test(tag) ? attribute(tag, 'alt') : '';
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    tag,
  );
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
