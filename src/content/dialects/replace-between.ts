/**
 * Replaces each stretch from `open` to the first `close` after it. What is never closed stays as it
 * is. In one pass, whatever the text: an expression would look for the end from every beginning.
 */
export function replaceBetween(
  text: string,
  [open, close]: readonly [string, string],
  replace: (inner: string, whole: Stretch) => string | undefined,
): string {
  let out = '';
  let from = 0;
  let end = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    if (start !== -1 && end < start + open.length) end = text.indexOf(close, start + open.length);
    if (start === -1) end = -1;
    if (end === -1) return from === 0 ? text : out + text.slice(from);
    const stop = end + close.length;
    const replacement = replace(text.slice(start + open.length, end), { text, start, stop });
    if (replacement === undefined) {
      out += text.slice(from, start + open.length);
      from = start + open.length;
    } else {
      out += text.slice(from, start) + replacement;
      from = stop;
    }
  }
}

/** The same for what begins and ends on one line. */
export function replaceInLines(
  text: string,
  marks: readonly [string, string],
  replace: (inner: string) => string,
): string {
  return text
    .split('\n')
    .map((line) => replaceBetween(line, marks, replace))
    .join('\n');
}

/** Where in a text something stands, as `[start, stop)`. */
export interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly stop: number;
}

/** True when nothing else stands on its lines. */
export function isAlone({ text, start, stop }: Stretch): boolean {
  return (
    /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 200), start)) &&
    /^[ \t]*(?:\n|$)/.test(text.slice(stop, stop + 200))
  );
}

/**
 * A stretch between two lines becomes fenced code; `opener` gives its indent and its language. What
 * stands in a fence already is an example.
 */
export function fenceBetween(text: string, opener: RegExp, closer: RegExp): string {
  const lines = text.split('\n');
  let fence = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    const [found, indent = '', ...languages] = opener.exec(line) ?? [];
    if (found === undefined || fence !== '') continue;
    const end = lines.findIndex((each, index) => index > at && closer.test(each));
    if (end === -1) break;
    lines[at] = `${indent}\`\`\`${languages.find(Boolean) ?? ''}`;
    lines[end] = `${indent}\`\`\``;
    at = end;
  }
  return lines.join('\n');
}

/** The text apart: each piece with the tag that follows it, `undefined` behind the last. */
export function splitAtTags(
  text: string,
  [open, close]: readonly [string, string],
): readonly { readonly before: string; readonly tag: string | undefined; readonly at: Stretch }[] {
  const pieces = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    const stop = end === -1 ? text.length : end + close.length;
    const at = { text, start, stop };
    if (end === -1) return [...pieces, { before: text.slice(from), tag: undefined, at }];
    pieces.push({ before: text.slice(from, start), tag: text.slice(start + open.length, end), at });
    from = stop;
  }
}

/** True where an address is written: of a link, of a picture, or in a tag. */
export function isInLink({ text, start }: Stretch): boolean {
  return /(?:\]\(|href=["']|src=["']|^\[[^\]\n]*\]:\s*)<?[^\s()"']*$/m.test(
    text.slice(Math.max(0, start - 300), start),
  );
}
