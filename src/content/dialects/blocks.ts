/** What sites call an aside that goes by several names. */
const sameKind: Readonly<Record<string, string>> = {
  abstract: 'summary',
  alert: 'warning',
  attention: 'warning',
  cite: 'quote',
  check: 'success',
  done: 'success',
  error: 'danger',
  fail: 'failure',
  faq: 'question',
  help: 'question',
  hint: 'tip',
  missing: 'failure',
  notice: 'note',
  callout: 'note',
  admonition: 'note',
  aside: 'note',
  secondary: 'note',
  primary: 'note',
  tldr: 'summary',
};
const kinds = new Set([
  ...['note', 'tip', 'info', 'warning', 'danger', 'caution', 'important', 'success', 'question'],
  ...['failure', 'bug', 'example', 'quote', 'summary', 'todo', 'seealso', 'deprecated'],
  ...Object.keys(sameKind),
]);

export function isAsideKind(name: string): boolean {
  return kinds.has(name.toLowerCase());
}

export function asideKind(name: string): string {
  const kind = name.toLowerCase();
  return sameKind[kind] ?? kind;
}

/** `warning` is shown as "Warning" where the writer gives no words. */
export function titleOfKind(kind: string): string {
  const words = kind === 'seealso' ? 'see also' : kind.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface LabelledPart {
  readonly indent?: string;
  /** In Markdown; none leaves the part without. */
  readonly label: string;
}

/** What begins an aside; `endAside` ends it. Markdown goes on between the two. */
export function beginAside({ indent = '', label, kind }: LabelledPart & { kind: string }): string {
  const name = asideKind(kind).replace(/[^a-z\d-]/g, '');
  return begin(indent, `aside class="${name}"`, label === '' ? titleOfKind(name) : label);
}

export function endAside(indent = ''): string {
  return `\n\n${indent}</aside>\n\n`;
}

/** One of several parts that a page shows one at a time. */
export function beginTab({ indent = '', label }: LabelledPart): string {
  return begin(indent, 'section class="tab"', label);
}

export function endTab(indent = ''): string {
  return `\n\n${indent}</section>\n\n`;
}

/** What a page shows when it is opened. */
export function beginDetails({ indent = '', label }: LabelledPart): string {
  const summary = label === '' ? 'Details' : label.replace(/</g, '&lt;');
  return `\n\n${indent}<details><summary>${summary}</summary>\n\n`;
}

export function endDetails(indent = ''): string {
  return `\n\n${indent}</details>\n\n`;
}

function begin(indent: string, tag: string, label: string): string {
  if (label === '') return `\n\n${indent}<${tag}>\n\n`;
  const lines = [`<${tag}>`, '<div class="label">', '', label, '', '</div>'];
  return `\n\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}\n\n`;
}

/** The values of `name="value"` pairs and the words that stand alone, quotes taken off. */
export function readAttributes(text: string): {
  readonly named: ReadonlyMap<string, string>;
  readonly bare: readonly string[];
} {
  const named = new Map<string, string>();
  const bare: string[] = [];
  const pattern =
    /(?:([\w:@.-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{\s*["'`]([^"'`{}]*)["'`]\s*\}|([^\s"'{}=]+))/g;
  for (const [, name, double, single, braced, word] of text.matchAll(pattern)) {
    const value = (double ?? single ?? braced ?? word ?? '').replace(/\\(["'])/g, '$1');
    if (name === undefined) bare.push(value);
    else named.set(name.toLowerCase(), value);
  }
  return { named, bare };
}
