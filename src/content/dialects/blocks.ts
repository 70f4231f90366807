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
  warn: 'warning',
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

/** What stands where a part of a page begins, and where it ends. Markdown goes on between the two. */
export interface Part {
  readonly begin: string;
  readonly end: string;
}

interface Label {
  readonly indent?: string;
  /** In Markdown; none leaves the part without. */
  readonly label: string;
}

export function asidePart({ indent = '', label, kind }: Label & { readonly kind: string }): Part {
  const name = asideKind(kind).replace(/[^a-z\d-]/g, '');
  const begin = beginLabelled(indent, `aside class="${name}"`, label || titleOfKind(name));
  return { begin, end: endOf('aside', indent) };
}

/** One of several parts that a page shows one at a time. */
export function tabPart({ indent = '', label }: Label): Part {
  const begin = beginLabelled(indent, 'section class="tab"', label);
  return { begin, end: endOf('section', indent) };
}

/** What a page shows when it is opened. */
export function detailsPart({ indent = '', label }: Label): Part {
  const summary = label === '' ? 'Details' : label.replace(/</g, '&lt;');
  const begin = `\n\n${indent}<details><summary>${summary}</summary>\n\n`;
  return { begin, end: endOf('details', indent) };
}

function endOf(tagName: string, indent: string): string {
  return `\n\n${indent}</${tagName}>\n\n`;
}

function beginLabelled(indent: string, tag: string, label: string): string {
  if (label === '') return `\n\n${indent}<${tag}>\n\n`;
  const lines = [`<${tag}>`, '<div class="label">', '', label, '', '</div>'];
  return `\n\n${lines.map((line) => (line === '' ? '' : indent + line)).join('\n')}\n\n`;
}

const tabNames = /^(?:tab|tab-?item|tabpanel|codegroupitem)$/i;
const detailsNames =
  /^(?:details|dropdown|spoiler|expand|expandable|collapse|collapsible|accordion|accordion-?item|expansionpanel)$/i;

/**
 * The part that a tag, a component or a container of this name stands for, whatever site it is of.
 * `label` comes before what its attributes say.
 */
export function partNamed(
  name: string,
  { named, bare }: Attributes,
  { indent = '', label = '' }: Partial<Label> = {},
): Part | undefined {
  const first = (...keys: readonly string[]): string =>
    label || (keys.map((key) => named.get(key)).find((value) => value !== undefined) ?? '');
  if (tabNames.test(name)) {
    const words = first('label', 'title', 'header', 'name', 'value') || (bare[0] ?? '');
    return tabPart({ indent, label: words });
  }
  if (detailsNames.test(name)) {
    const words = first('summary', 'title', 'label', 'header', 'name') || (bare[0] ?? '');
    return detailsPart({ indent, label: words });
  }
  if (!isAsideKind(name)) return undefined;
  const kinds = ['type', 'style', 'color', 'level', 'kind', 'variant', 'intent'].map((key) =>
    named.get(key),
  );
  const kind = [...kinds, bare[0]].find((each) => each !== undefined && isAsideKind(each)) ?? name;
  return asidePart({ indent, label: first('title', 'heading', 'label', 'header'), kind });
}

export interface Attributes {
  readonly named: ReadonlyMap<string, string>;
  readonly bare: readonly string[];
}

/** The values of `name="value"` pairs and the words that stand alone, quotes taken off. */
export function readAttributes(text: string): Attributes {
  const named = new Map<string, string>();
  const bare: string[] = [];
  const pattern =
    /(?:([\w:@.-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\{\s*["'`]([^"'`{}]*)["'`]\s*\}|((?:\\.|[^\s"'{}=\\])+))/g;
  for (const [, name, double, single, braced, word] of text.matchAll(pattern)) {
    const value = (double ?? single ?? braced ?? word ?? '').replace(/\\(["'])/g, '$1');
    if (name === undefined) bare.push(value);
    else named.set(name.toLowerCase(), value);
  }
  return { named, bare };
}
