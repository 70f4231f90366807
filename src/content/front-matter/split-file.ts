import matter from 'gray-matter';
import { parse as parseToml } from 'smol-toml';
import { maxFrontMatterChars } from '../content-limits.ts';
import {
  notMapping,
  readYaml,
  type FrontMatterProblem,
  type FrontMatterValues,
} from './read-yaml.ts';

/** What front matter says under a key. */
export interface Field {
  /** Of a key within a mapping both, with a full stop between them: `last_update.date`. */
  readonly key: string;
  readonly value: unknown;
  /** Counted from 1 within the file; that of the whole mapping for a key within one. */
  readonly line: number;
  /** True within a mapping. */
  readonly isInner?: boolean;
}

/** A file apart, whatever its front matter is written in; none is fine too. */
export interface FileParts {
  readonly fields: readonly Field[];
  /** What could not be read of the front matter. Line 1 is the file's first. */
  readonly problems: readonly FrontMatterProblem[];
  readonly body: string;
  /** The line of the file on which the body starts, counted from 1. */
  readonly bodyLine: number;
}

/** Hugo's: it begins and ends with its own braces. */
const bareJson = /^(\{[ \t]*(?:\/\/.*)?\n[\s\S]*?\n\}|\{\s*".*\})[ \t]*(?:\n|$)/;
/** People write remarks and a comma too many into JSON; what looks like them may stand in quotes. */
const notJson = /("(?:[^"\\\n]|\\.)*")|\/\/.*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g;
/** The key that a line of front matter begins with. */
const keyIn = /^[{\s]*["']?([\w.-]+)["']?[ \t]*[:=]/;
const opening = /^(?:(---)(?!-)[ \t]*([^\s-].*)?|(\+{3})[ \t]*)\n/;

/** Takes a file apart. Front matter that cannot be read is passed over with a word about it. */
export function splitFile(text: string): FileParts {
  const whole = { fields: [], problems: [], body: text, bodyLine: 1 };
  const marked = text.replace(bareJson, '---json\n$1\n---\n');
  const [first = '', dashes, named = 'yaml', mark = dashes] = opening.exec(marked) ?? [];
  if (mark === undefined) return whole;
  const end = marked.indexOf(`\n${mark}`, first.length - 1);
  if (end === -1 || !/^[ \t]*(?:\n|$)/.test(marked.slice(end + 1 + mark.length))) return whole;
  const language = dashes === undefined ? 'toml' : named.trim().toLowerCase();
  const file = matter(`${mark}\n${marked.slice(first.length)}`, {
    delimiters: mark,
    language: /^(?:ya?ml|toml|json)$/.test(language) ? language : 'other',
    engines,
  });
  const { values = {}, problems = [] } = file.data as Partial<FrontMatterValues>;
  const isBroken = problems.length > 0 && Object.keys(values).length === 0;
  // Two rules with words between them look like front matter and are none, and so does a component.
  const isText = isBroken && (marked !== text || problems[0]?.message === notMapping);
  const lines = text.split('\n');
  const bodyLine = lines.length - file.content.split('\n').length + 1;
  return isText
    ? whole
    : {
        fields: toFields(values, lines.slice(0, bodyLine)),
        problems,
        body: file.content,
        bodyLine,
      };
}

/** gray-matter would run JavaScript found in front matter; nothing of it runs. */
const engines = {
  yaml: limited((text) => {
    const { values, problems } = readYaml(text);
    return problems.length === 0 || problems[0]?.message === notMapping
      ? { values, problems }
      : { values: readPlainly(text), problems };
  }),
  toml: limited((text) => readValues(() => parseToml(text), 'TOML')),
  json: limited((text) =>
    readValues(() => JSON.parse(text.replace(notJson, '$1')) as unknown, 'JSON'),
  ),
  javascript: refuse,
  other: () => refuse('front matter must be YAML, TOML or JSON; it was passed over'),
};

function limited(read: (text: string) => FrontMatterValues) {
  const message = `front matter is longer than ${maxFrontMatterChars} characters; it was passed over`;
  return (text: string) => (text.length > maxFrontMatterChars ? refuse(message) : read(text));
}

function refuse(message: string, line = 1): FrontMatterValues {
  return { values: {}, problems: [{ line, message }] };
}

/** What is left of YAML with a slip in it: the lines that any reader would understand. */
function readPlainly(text: string): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key = '', written] = /^([\w.-]+):[ \t]+([^\s#|>&*!{[].*)$/.exec(line) ?? [];
    const value = written?.trimEnd().replace(/^(["'])(.*)\1$/, '$2') ?? '"';
    if (!/^["']/.test(value) && !values.has(key)) values.set(key, value);
  }
  return Object.fromEntries(values);
}

function readValues(parse: () => unknown, language: string): FrontMatterValues {
  try {
    const values = parse();
    return { values: isRecord(values) ? values : {}, problems: [] };
  } catch (error) {
    const line = error instanceof Error && 'line' in error ? Number(error.line) : 1;
    return refuse(`not valid ${language}; it was passed over`, line);
  }
}

function toFields(
  values: Readonly<Record<string, unknown>>,
  lines: readonly string[],
): readonly Field[] {
  // The first line of each counts.
  const lineOf = new Map<string | undefined, number>();
  for (let at = lines.length; at > 0; at--) lineOf.set(keyIn.exec(lines[at - 1] ?? '')?.[1], at);
  return Object.entries(values).flatMap(([key, value]): Field[] => {
    const line = lineOf.get(key) ?? 1;
    const inner = isRecord(value)
      ? Object.entries(value).map(([name, held]) => ({
          ...{ key: `${key}.${name}`, value: held, line },
          isInner: true,
        }))
      : [];
    return [{ key, value, line }, ...inner];
  });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
