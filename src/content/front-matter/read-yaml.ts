import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';

/** A slip in front matter. */
export interface FrontMatterProblem {
  /** Counted from 1 within the text. */
  readonly line: number;
  readonly message: string;
}

export interface FrontMatterValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly FrontMatterProblem[];
}

export const notMapping = 'front matter must be a list of "key: value" lines';
/** More than anybody names, and far less than a few that name each other can stand for. */
const maxAliases = 100;

/**
 * Reads a YAML mapping. Numbers, booleans and dates stay the text they were written as: `1.10` is
 * not 1.1, and no date meets a time zone.
 */
export function readYaml(text: string): FrontMatterValues {
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
  if (problems.length > 0) return { values: {}, problems: onePerLine(problems) };
  const { contents } = document;
  if (contents === null) return { values: {}, problems: [] };
  if (!isMap(contents)) {
    return { values: {}, problems: [{ line: lineAt(contents.range[0]), message: notMapping }] };
  }
  visit(document, {
    Scalar(_, scalar) {
      if (scalar.value !== null && typeof scalar.value !== 'string') scalar.value = scalar.source;
    },
  });
  const values = contents.items.map(({ key, value }) => [
    isScalar(key) ? String(key.value) : '',
    valueOf(value, document),
  ]);
  return { values: Object.fromEntries(values) as Record<string, unknown>, problems: [] };
}

/** Nothing where aliases name nothing, or too much. */
function valueOf(node: unknown, document: Document): unknown {
  try {
    return isNode(node) ? node.toJS(document, { maxAliasCount: maxAliases }) : null;
  } catch {
    return null;
  }
}

/** What to say when `toPlainValues` finds aliases. */
export const aliasesRefused = "aliases (*name) aren't understood here; write the words out";

/**
 * The values of a document without errors; an empty one is an empty list. Undefined for aliases: one
 * without its anchor throws, and a few that name each other can stand for billions of values.
 */
export function toPlainValues(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? [];
  } catch {
    return undefined;
  }
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
      return "YAML tags such as !name aren't understood; remove it";
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
function onePerLine(problems: readonly FrontMatterProblem[]): readonly FrontMatterProblem[] {
  const first = Map.groupBy(problems, ({ line }) => line).values();
  return Array.from(first).flatMap(([problem]) => problem ?? []);
}
