import matter from 'gray-matter';
import { parse as parseToml, TomlDate } from 'smol-toml';
import { maxFrontMatterChars } from './content-limits.ts';
import {
  readYaml,
  type YamlField,
  type YamlFields,
  type YamlProblem,
  type YamlValue,
} from './read-yaml.ts';

/** A file apart, whatever its front matter is written in; none is fine too. */
export interface FileParts {
  readonly fields: readonly YamlField[];
  /** What could not be read of the front matter. Line 1 is the file's first. */
  readonly problems: readonly YamlProblem[];
  readonly body: string;
  /** The line of the file on which the body starts, counted from 1. */
  readonly bodyLine: number;
}

interface Frame {
  readonly language: 'yaml' | 'toml' | 'json' | 'unknown';
  readonly text: string;
  /** How many lines of the file are not the body's. */
  readonly lines: number;
}

/** Takes a file apart. Front matter that cannot be read is passed over with a word about it. */
export function splitFile(text: string): FileParts {
  const frame = findFrame(text.split('\n'));
  if (frame === undefined) return { fields: [], problems: [], body: text, bodyLine: 1 };
  const { fields, problems } = readFrame(frame);
  // Two rules with words between them look like front matter and are none, and so does a component.
  const isText = isNoMapping(problems) || (frame.lines === 1 && problems.length > 0);
  if (isText && fields.length === 0) {
    return { fields: [], problems: [], body: text, bodyLine: 1 };
  }
  const body = text.split('\n').slice(frame.lines).join('\n');
  return { fields, problems, body, bodyLine: frame.lines + 1 };
}

const notMapping = 'front matter must be a list of "key: value" lines';

function isNoMapping(problems: readonly YamlProblem[]): boolean {
  return problems.some(({ message }) => message === notMapping);
}

function findFrame(lines: readonly string[]): Frame | undefined {
  const first = lines[0] ?? '';
  if (first.trim() === '{') return endingWith(lines, 'json', /^\}\s*$/, true);
  if (/^\{\s*".*\}\s*$/.test(first)) return { language: 'json', text: first, lines: 1 };
  if (/^\+{3}\s*$/.test(first)) return endingWith(lines, 'toml', /^\+{3}\s*$/);
  const [, named] = /^---[ \t]*([^\s-].*?)?[ \t]*$/.exec(first) ?? [];
  if (!/^---(?!-)/.test(first)) return undefined;
  const language = named?.toLowerCase() ?? 'yaml';
  const known = language === 'yml' ? 'yaml' : language;
  const isKnown = known === 'yaml' || known === 'toml' || known === 'json';
  return endingWith(lines, isKnown ? known : 'unknown', /^---\s*$/);
}

function endingWith(
  lines: readonly string[],
  language: Frame['language'],
  end: RegExp,
  isWhole = false,
): Frame | undefined {
  const closing = lines.findIndex((line, index) => index > 0 && end.test(line));
  if (closing === -1) return undefined;
  const text = lines.slice(isWhole ? 0 : 1, isWhole ? closing + 1 : closing).join('\n');
  return { language, text, lines: closing + 1 };
}

function readFrame({ language, text }: Frame): YamlFields {
  if (text.length > maxFrontMatterChars) {
    const message = `front matter is longer than ${maxFrontMatterChars} characters; it was passed over`;
    return { fields: [], problems: [{ line: 1, message }] };
  }
  switch (language) {
    case 'yaml':
      return readWithMatter(text);
    case 'toml':
      return readValues(() => parseToml(text), 'TOML');
    case 'json':
      return readValues(() => JSON.parse(text) as unknown, 'JSON');
    case 'unknown': {
      const message = 'front matter must be YAML, TOML or JSON; it was passed over';
      return { fields: [], problems: [{ line: 1, message }] };
    }
  }
}

function refuseEngine(): never {
  throw new Error('front matter must be YAML');
}

/**
 * gray-matter would run JavaScript found in front matter and offers JSON and others besides: it is
 * called for YAML alone, and its engines are replaced.
 */
function readWithMatter(text: string): YamlFields {
  let read: YamlFields | undefined;
  const options = {
    engines: {
      yaml: {
        parse: (yaml: string) => {
          read = readYaml(yaml);
          return {};
        },
      },
      json: refuseEngine,
      javascript: refuseEngine,
    },
  };
  // Dashes at the beginning of a line end front matter for gray-matter, and for nobody else.
  if (!/^---/m.test(text)) matter(`---\n${text}\n---\n`, options);
  const { fields, problems } = read ?? readYaml(`\n${text}`);
  if (problems.length === 0 || isNoMapping(problems)) return { fields, problems };
  return { fields: readPlainly(text), problems };
}

/** What is left of YAML with a slip in it: the lines that any reader would understand. */
function readPlainly(text: string): readonly YamlField[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((line, index): readonly YamlField[] => {
    const [, key, value] = /^([\w.-]+):[ \t]+([^\s#|>&*!{[].*?)[ \t]*$/.exec(line) ?? [];
    if (key === undefined || value === undefined || seen.has(key)) return [];
    const text = value.replace(/^(["'])(.*)\1$/, '$2');
    if (/^["']/.test(text)) return [];
    seen.add(key);
    return [{ key, value: text, line: index + 2 }];
  });
}

function readValues(parse: () => unknown, language: string): YamlFields {
  let values: unknown;
  try {
    values = parse();
  } catch (error) {
    const line = error instanceof Error && 'line' in error ? Number(error.line) + 1 : 1;
    return {
      fields: [],
      problems: [{ line, message: `not valid ${language}; it was passed over` }],
    };
  }
  return { fields: isRecord(values) ? toFields(values, '') : [], problems: [] };
}

function toFields(values: Readonly<Record<string, unknown>>, parent: string): YamlField[] {
  return Object.entries(values).flatMap(([key, value]): YamlField[] => {
    const field = { key: parent + key, value: toValue(value, 1), line: 1, isInner: parent !== '' };
    return isRecord(value) && parent === '' ? [field, ...toFields(value, `${key}.`)] : [field];
  });
}

function toValue(value: unknown, depth: number): YamlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value) && depth > 0) return value.map((each) => toValue(each, depth - 1));
  if (!isRecord(value)) return { kind: 'nesting' };
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { kind: 'nesting', texts: new Map(texts) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
