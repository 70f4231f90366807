import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type YAMLMap,
} from 'yaml';

/** A value of front matter: text as it was written, nothing, a list of these, or something else. */
export type YamlValue = string | null | YamlNesting | readonly YamlValue[];
/** Stands for a mapping or any other value that front matter has no use for. */
export interface YamlNesting {
  readonly kind: 'nesting';
  /** What is text in a mapping, by its key. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface YamlField {
  /** Of a key within a mapping both, with a full stop between them: `last_update.date`. */
  readonly key: string;
  /** True within a mapping. */
  readonly isInner?: boolean;
  readonly value: YamlValue;
  /** Counted from 1 within the text. */
  readonly line: number;
}

export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

export interface YamlFields {
  readonly fields: readonly YamlField[];
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads the top level of a YAML mapping and no deeper than lists of scalars. Numbers, booleans and
 * dates stay the text they were written as: `1.10` is not 1.1, and no date meets a time zone.
 *
 * Works on the document's nodes. The library's own conversion to values follows every alias and
 * stringifies nested keys, which a few kilobytes can keep busy for minutes.
 */
export function readYaml(text: string): YamlFields {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  });
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    message: explain(error.code, error.message),
  }));
  if (problems.length > 0) return { fields: [], problems: onePerLine(problems) };
  const { contents } = document;
  if (contents === null) return { fields: [], problems: [] };
  if (!isMap(contents)) {
    const message = 'front matter must be a list of "key: value" lines';
    return { fields: [], problems: [{ line: lineAt(contents.range[0]), message }] };
  }
  return { fields: readFields(document, contents, lineAt), problems: [] };
}

function readFields(
  document: Document,
  map: YAMLMap,
  lineAt: (offset: number) => number,
  within = '',
): readonly YamlField[] {
  const parent = within === '' ? '' : `${within}.`;
  return map.items.flatMap(({ key, value }): YamlField[] => {
    const field = {
      key: isScalar(key) ? String(key.value) : '',
      value: readValue(document, value, 1),
      line: isScalar(key) && key.range ? lineAt(key.range[0]) : 1,
    };
    const inner =
      isMap(value) && parent === '' ? readFields(document, value, lineAt, field.key) : [];
    return [{ ...field, key: parent + field.key, isInner: within !== '' }, ...inner];
  });
}

function readValue(document: Document, node: unknown, depth: number): YamlValue {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (target === null) return null;
  if (isScalar(target)) {
    if (target.value === null || typeof target.value === 'string') return target.value;
    return target.source ?? '';
  }
  if (isSeq(target) && depth > 0) {
    return target.items.map((item) => readValue(document, item, depth - 1));
  }
  return isMap(target) ? { kind: 'nesting', texts: textsIn(target) } : { kind: 'nesting' };
}

function textsIn(map: YAMLMap): ReadonlyMap<string, string> {
  return new Map(
    map.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) && typeof value.value === 'string'
        ? [[String(key.value), value.value] as const]
        : [],
    ),
  );
}

function explain(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this key stands here a second time; keep one of the two';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a value with ": " in it must be in quotes';
    case 'TAB_AS_INDENT':
      return 'YAML is indented with spaces, not with tabs';
    case 'TAG_RESOLVE_FAILED':
      return 'YAML tags such as !name are not understood; remove it';
    case 'MULTIPLE_DOCS':
      return 'front matter ends with a line that is exactly "---"';
    case 'RESOURCE_EXHAUSTION':
      return 'front matter is nested too deeply; write "key: value" lines';
    case 'MISSING_CHAR':
      return message.startsWith('Comments')
        ? '"#" starts a comment in YAML; leave it out, or put the text in quotes'
        : 'a quotation mark or bracket is missing here or before; close it';
    default:
      return `not valid YAML: ${message}; check quotes, colons and "#" (which starts a comment)`;
  }
}

/** One slip often breaks several rules; the first on a line says enough. */
function onePerLine(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  const first = new Map<number, YamlProblem>();
  for (const problem of problems) {
    if (!first.has(problem.line)) first.set(problem.line, problem);
  }
  return [...first.values()];
}
