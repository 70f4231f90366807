import { asidePart } from './blocks.ts';
import type { Dialect } from './dialect.ts';
import { replaceBetween } from './replace-between.ts';

/** Without the tick, which anybody may begin a quotation with. */
const emojiKinds: Readonly<Record<string, string>> = {
  '📘': 'info',
  ℹ: 'info',
  '💡': 'tip',
  '👍': 'success',
  '🚧': 'warning',
  '⚠': 'warning',
  '❗': 'danger',
  '🚨': 'danger',
};
/** The first line of a quotation that an emoji begins, with the line below it. */
const emojiQuote =
  /(?<=^\n?|\n[ \t]*\n)> ?(📘|ℹ|💡|👍|🚧|⚠|❗|🚨)\uFE0F?[ \t]*(.*)(\n>[ \t]*(?=\n>))?/gu;

/** ReadMe's: blocks in JSON, links to a page by its name, callouts that an emoji begins. */
export const readmeIo: Dialect = {
  prepare(text) {
    if (!text.includes('[block:')) return text;
    return replaceBetween(text, ['[block:', '[/block]'], (inner) => {
      const at = inner.indexOf(']');
      const json = inner.slice(at + 1);
      // Otherwise these are words about such blocks.
      if (!/^\s*\{/.test(json)) return undefined;
      return `\n\n${readBlock(inner.slice(0, at), json)}\n\n`;
    });
  },
  translate: (text) =>
    text
      .replace(emojiQuote, (_, emoji: string, words: string, titled?: string) => {
        const mark = `> [!${emojiKinds[emoji] ?? 'note'}]`;
        return titled === undefined ? `${mark}\n> ${words}` : `${mark} ${words}\n>`;
      })
      .replace(/\]\((?:doc|ref|page):([\w-]+(?:#[\w-]+)?)\)/g, '](<wiki:$1>)'),
};

type Value = Readonly<Record<string, unknown>>;

/** What it shows, in Markdown; nothing where it isn't JSON. */
function readBlock(kind: string, json: string): string {
  const block = parse(json);
  const text = (key: string): string => wordsOf(block[key]);
  switch (kind) {
    case 'api-header':
      return `## ${text('title')}`;
    case 'callout': {
      if (text('title') + text('body') === '') return '';
      const { begin, end } = asidePart({ kind: text('type') || 'note', label: text('title') });
      return begin + text('body') + end;
    }
    case 'code':
      return entries(block['codes']).map(fenced).join('\n\n');
    case 'parameters':
      return tableOf(block);
    case 'image':
      return entries(block['images'])
        .map(({ image, caption }) => {
          const [source] = Array.isArray(image) ? (image as readonly unknown[]) : [];
          return `![${wordsOf(caption)}](<${wordsOf(source)}>)`;
        })
        .join('\n');
    case 'html':
      return text('html');
    case 'embed':
      return text('title') === '' ? '' : `[${text('title')}](<${text('url')}>)`;
    default:
      return '';
  }
}

function fenced({ code, language, name }: Value): string {
  const title = wordsOf(name) === '' ? '' : ` title="${wordsOf(name).replaceAll('"', '')}"`;
  return `\`\`\`\`${wordsOf(language)}${title}\n${wordsOf(code)}\n\`\`\`\``;
}

/** Cells are named by row and column, from nought: `h-0` heads the first, `0-0` is the one below. */
function tableOf({ data, cols, rows }: Value): string {
  const cells = isValue(data) ? data : {};
  const width = Math.min(Number(cols) || 0, 50);
  const line = (row: number | string): string => {
    const shown = Array.from({ length: width }, (_, column) => {
      const words = wordsOf(cells[`${row}-${column}`]);
      return words.replaceAll('|', '\\|').replace(/\s*\n\s*/g, '<br>');
    });
    return `| ${shown.join(' | ')} |`;
  };
  const below = [...new Set(Object.keys(cells).map((key) => Number.parseInt(key, 10)))]
    .filter((row) => row < Number(rows))
    .sort((a, b) => a - b);
  return [line('h'), `|${'---|'.repeat(width)}`, ...below.map(line)].join('\n');
}

function parse(json: string): Value {
  try {
    const value: unknown = JSON.parse(json);
    return isValue(value) ? value : {};
  } catch {
    return {};
  }
}

function entries(value: unknown): readonly Value[] {
  return Array.isArray(value) ? value.filter(isValue) : [];
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null;
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
