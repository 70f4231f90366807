import { partNamed, readAttributes } from './blocks.ts';
import type { Dialect } from './dialect.ts';
import {
  fenceBetween,
  isAlone,
  isInLink,
  replaceBetween,
  type Stretch,
} from './replace-between.ts';

const highlight =
  /^([ \t]*)\{\{[<%][ \t]*(?:highlight|code-?block)[ \t]+"?([\w+#-]+)(?![\w+#-])"?[^>%]*[>%]\}\}[ \t]*$/;
const endHighlight = /^[ \t]*\{\{[<%][ \t]*\/[ \t]*(?:highlight|code-?block)[ \t]*[>%]\}\}[ \t]*$/;

/** What helpers of mdBook's fill in, and the names that they give to paragraphs: `r[name.of.rule]`. */
const helped = /\{\{[#%][^{}\n]*\}\}|^r\[[\w.-]+\]\n/gm;

/** What a site's own program fills in. */
const own = /\{\{\{[ \t]*\.[\w.-]+[ \t]*\}\}\}/g;

/** Hugo's `{{< name >}}` and `{{% name %}}`, and mdBook's `{{#name}}`. */
export const shortcodes: Dialect = {
  prepare(text) {
    const out = /\{\{<[ \t]*tab\b/.test(text) ? fenceTabs(text) : text;
    return /\{\{[<%][ \t]*(?:highlight|code-?block)/.test(out)
      ? fenceBetween(out, highlight, endHighlight)
      : out;
  },
  translate(written, { flavour }) {
    const text = (flavour === 'mdbook' ? written.replace(helped, '') : written).replace(own, '');
    if (!/\{\{[<%]/.test(text)) return text;
    const closed = new Set(
      Array.from(text.matchAll(/\{\{[<%]\s*\/\s*([\w./-]+)/g), ([, name]) => name ?? ''),
    );
    const angled = replaceBetween(text, ['{{<', '>}}'], (inner, at) => read(inner, at, closed));
    return replaceBetween(angled, ['{{%', '%}}'], (inner, at) => read(inner, at, closed));
  },
};

/** A tab that names a language holds code, unless its writer fenced that already. */
function fenceTabs(text: string): string {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, attributes = ''] = /^[ \t]*\{\{<[ \t]*tab\b([^>]*)>\}\}/.exec(lines[at] ?? '') ?? [];
    const { named } = readAttributes(attributes);
    const language = named.get('lang');
    if (language === undefined) continue;
    const end = lines.findIndex(
      (line, i) => i > at && /\{\{<[ \t]*\/[ \t]*tab[ \t]*>\}\}/.test(line),
    );
    if (end === -1) break;
    const label = (named.get('header') ?? named.get('name') ?? '').replace(/["`:]/g, '');
    if (!lines.slice(at, end).some((line) => /^[ \t]*(?:`{3}|~{3})/.test(line))) {
      lines[at] = `\`\`\`${language.toLowerCase()} title="${label}"`;
      lines[end] = '```';
    }
    at = end;
  }
  return lines.join('\n');
}

function read(inner: string, at: Stretch, closed: ReadonlySet<string>): string {
  const [, close, name = '', rest = ''] = /^(\/)?\s*([\w./-]+)([\s\S]*)$/.exec(inner.trim()) ?? [];
  const base = name.split('/').at(-1) ?? '';
  const attributes = readAttributes(rest.replace(/\/\s*$/, ''));
  const { named, bare } = attributes;
  const first = bare[0] ?? '';
  const wraps = closed.has(name) && !/\/\s*$/.test(rest);
  const part = partNamed(base, attributes);
  if (part !== undefined) {
    if (close !== undefined) return part.end;
    return wraps ? part.begin : (named.get('text') ?? named.get('content') ?? '');
  }
  switch (base) {
    case 'ref':
    case 'relref':
      return named.get('path') ?? first;
    case 'figure':
    case 'img':
    case 'image': {
      const source = named.get('src') ?? first;
      const words = named.get('caption') ?? named.get('alt') ?? named.get('title') ?? '';
      return source === '' ? '' : `![${words}](<${source}>)`;
    }
    case 'youtube':
    case 'vimeo':
    case 'gist':
      return '';
    default:
      if (close !== undefined || wraps) return '';
      // An address that only the site's configuration knows leads nowhere here.
      if (isInLink(at)) return 'unknown:';
      return named.get('text') ?? (isAlone(at) ? (named.get('title') ?? '') : '');
  }
}
