import matter from 'gray-matter';
import { maxFrontMatterChars } from './content-limits.ts';
import { readYaml, type YamlFields } from './read-yaml.ts';

export type SplitFile =
  | {
      readonly kind: 'split';
      readonly frontMatter: YamlFields;
      readonly body: string;
      /** The line of the file on which the body starts, counted from 1. */
      readonly bodyLine: number;
    }
  | { readonly kind: 'invalid'; readonly line: number; readonly message: string };

const howToStart =
  'an article starts with front matter: a line "---", then "title: ..." and "summary: ...", ' +
  'then a line "---"';

function refuseEngine(): never {
  throw new Error('front matter must be YAML');
}

/**
 * Takes a file apart. gray-matter would run JavaScript found in front matter and offers JSON and
 * others besides: the first line is judged before it is called, and its engines are replaced.
 */
export function splitFrontMatter(text: string): SplitFile {
  const invalid = (line: number, message: string): SplitFile => ({
    kind: 'invalid',
    line,
    message,
  });
  const lines = text.split('\n');
  const opening = lines[0] ?? '';
  if (text.trim() === '') return invalid(1, `the file is empty; ${howToStart}`);
  if (!/^---(?!-)/.test(opening)) return invalid(1, howToStart);
  if (!/^---[ \t]*(?:ya?ml)?[ \t]*$/i.test(opening)) {
    return invalid(1, 'front matter must be YAML; make the first line exactly "---"');
  }
  // As gray-matter does, take the first line that starts with three dashes as the end.
  const closing = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
  if (closing === -1) {
    return invalid(1, 'front matter does not end; add a line "---" after its last key');
  }
  if (lines[closing]?.trimEnd() !== '---') {
    return invalid(closing + 1, 'front matter ends with a line that is exactly "---"');
  }
  if (lines.slice(1, closing).join('\n').length > maxFrontMatterChars) {
    return invalid(1, `front matter is longer than ${maxFrontMatterChars} characters; shorten it`);
  }
  const { frontMatter, body } = readWithMatter(text);
  const bodyLine = lines.length - body.split('\n').length + 1;
  return { kind: 'split', frontMatter, body, bodyLine };
}

function readWithMatter(text: string): { frontMatter: YamlFields; body: string } {
  let frontMatter: YamlFields = { fields: [], problems: [] };
  const { content } = matter(text, {
    engines: {
      yaml: {
        parse: (yaml) => {
          frontMatter = readYaml(yaml);
          return {};
        },
      },
      json: refuseEngine,
      javascript: refuseEngine,
    },
  });
  return { frontMatter, body: content };
}
