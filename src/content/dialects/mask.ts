/** Text in which code is stood in for, so that nobody takes them for anything else. */
export interface MaskedText {
  readonly text: string;
  /** Puts back what was hidden, moved in or out with the line that it stands on. */
  readonly unmask: (text: string) => string;
  /** Hides one more piece of the text; what comes back stands for it. */
  readonly keep: (piece: string) => string;
}

const open = '\uE000';
const close = '\uE001';
const placeholder = /^(.*?)\uE000(\d+)\uE001|\uE000(\d+)\uE001/gm;

const fenceStart =
  /^((?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t])){0,200})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const opensIndentedText = /^(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?|===|:|\[\^)/;

/** Hides fenced, indented and inline code. Characters that stand for it are taken out of the text. */
export function maskCode(text: string): MaskedText {
  const hidden: string[] = [];
  const hide = (value: string): string => `${open}${hidden.push(value) - 1}${close}`;
  const clean = text.replace(/[\uE000-\uE004]/g, '');
  const lines = maskBlocks(clean.split('\n'), hide);
  return {
    text: maskSpans(lines, hide),
    unmask: (masked) => (hidden.length === 0 ? masked : unmask(masked, hidden)),
    keep: hide,
  };
}

function unmask(text: string, hidden: readonly string[]): string {
  return text.replace(placeholder, (_, before?: string, first?: string, inner?: string) => {
    const found = hidden[Number(first ?? inner)] ?? '';
    const value = found.includes(open) ? unmask(found, hidden) : found;
    if (before === undefined) return value;
    // Lines after the first stand as deep as the first, and a list's mark is not said again.
    const indent = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*/.exec(before)?.[0] ?? '';
    const isBlock = indent.length === before.length;
    const rest = isBlock ? indent.replace(/[^ \t>]/g, ' ') : '';
    return before + (rest === '' ? value : value.replaceAll('\n', `\n${rest}`));
  });
}

function maskBlocks(lines: readonly string[], hide: (value: string) => string): string[] {
  const out: string[] = [];
  let isInIndentedText = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, prefix, fence] = fenceStart.exec(line) ?? [];
    if (prefix !== undefined && fence !== undefined) {
      const isInside = isInIndentedText && /^[ \t]{2,}$/.test(prefix);
      const end = fenceEnd(lines, at, { prefix, fence, isInside });
      const inner = lines
        .slice(at, end + 1)
        .map((each, index) => withoutPrefix(each, prefix, index));
      out.push(prefix + hide(inner.join('\n')));
      at = end;
      continue;
    }
    if (/^\S/.test(line)) isInIndentedText = opensIndentedText.test(line);
    const isCode =
      !isInIndentedText && /^(?: {4}|\t)\s*\S/.test(line) && (at === 0 || isBlank(lines[at - 1]));
    if (!isCode) {
      out.push(line);
      continue;
    }
    let end = at;
    while (/^(?: {4}|\t)/.test(lines[end + 1] ?? '')) end += 1;
    out.push(
      `    ${hide(
        lines
          .slice(at, end + 1)
          .map((each) => each.replace(/^(?: {4}|\t)/, ''))
          .join('\n'),
      )}`,
    );
    at = end;
  }
  return out;
}

function isBlank(line: string | undefined): boolean {
  return line?.trim() === '';
}

/** Where the fence that opens on line `at` ends: at its like, or where what it stands in ends. */
function fenceEnd(
  lines: readonly string[],
  at: number,
  { prefix, fence, isInside }: { prefix: string; fence: string; isInside: boolean },
): number {
  const quotes = prefix.split('>').length - 1;
  const closing = new RegExp(
    `^[ \\t>]*${fence.startsWith('~') ? '~' : '`'}{${fence.length},}[ \\t]*$`,
  );
  for (let end = at + 1; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (quotes > 0 && !/^[ \t]*>/.test(line)) return end - 1;
    if (isInside && /^\S/.test(line)) return end - 1;
    if (closing.test(line)) return end;
  }
  return lines.length - 1;
}

function withoutPrefix(line: string, prefix: string, index: number): string {
  if (index === 0) return line.slice(prefix.length);
  let at = 0;
  for (const sign of prefix) {
    const found = line[at];
    if (sign === '>' ? found === '>' : found === ' ' || found === '\t') at += 1;
    else if (sign === '>' || found === undefined || found === '>') break;
    else if (found !== ' ' && found !== '\t') break;
  }
  return line.slice(at);
}

/** Inline code, which never goes on beyond an empty line. */
function maskSpans(lines: readonly string[], hide: (value: string) => string): string {
  let text = lines.join('\n');
  if (!text.includes('`')) return text;
  text = text
    .split(/(\n[ \t>]*\n)/)
    .map((paragraph) => (paragraph.includes('`') ? maskParagraph(paragraph, hide) : paragraph))
    .join('');
  return text;
}

function maskParagraph(text: string, hide: (value: string) => string): string {
  const runs = Array.from(text.matchAll(/`+/g));
  let out = '';
  let from = 0;
  for (const [at, { 0: mark, index }] of runs.entries()) {
    if (index < from || text[index - 1] === '\\') continue;
    // Found at once for most; for the last one of each length not at all.
    let next = at + 1;
    while (next < runs.length && runs[next]?.[0] !== mark) next += 1;
    const end = runs[next];
    if (end === undefined) continue;
    const stop = end.index + mark.length;
    out += text.slice(from, index) + hide(text.slice(index, stop));
    from = stop;
  }
  return out + text.slice(from);
}

/** For each line whether it stands within a fence, or ends one. */
export function findFences(lines: readonly string[]): readonly boolean[] {
  let fence = '';
  return lines.map((line) => {
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    const wasIn = fence !== '';
    if (!wasIn) fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    return wasIn;
  });
}
