import { posix } from 'node:path';
import { maxFileBytes } from '../content-limits.ts';
import { maskCode } from './mask.ts';

/** Finds a text of the folder by a path relative to it; undefined when there is none. */
export type ReadText = (path: string) => string | undefined;

const maxDepth = 5;
const maxPartials = 50;
const textName = /\.(?:md|mdx|markdown|txt|html?)$/i;

interface Include {
  /** Whether the file's text is Markdown, or code to be shown. */
  readonly as: 'text' | 'code';
  readonly pattern: RegExp;
}

// The first group is the path.
const includes: readonly Include[] = [
  {
    as: 'text',
    pattern: /^[ \t]*<!--[ \t]*@include:[ \t]*([^\s{>]+?)(?=-->|[\s{])[^\n>]*-->[ \t]*$/gm,
  },
  { as: 'code', pattern: /^[ \t]*<<<[ \t]*([^\s{[]+)[^\n]*$/gm },
  { as: 'text', pattern: /\[!INCLUDE[ \t]*\[[^[\]\n]*\]\(([^()\n]+)\)\]/gi },
  {
    as: 'text',
    pattern: /\{%-?[ \t]*include(?:_relative)?[ \t]+["']?([\w./-]+)(?![\w./-])["']?[^%\n]*%\}/g,
  },
  {
    as: 'text',
    pattern:
      /\{\{[<%][ \t]*(?:include|readfile)[ \t]+(?:file[ \t]*=[ \t]*)?"?([^"\s>%]+)(?=["\s>%])"?[^\n>%]*[>%]\}\}/g,
  },
  { as: 'text', pattern: /\{\{[ \t]*include[ \t]+"([^"\s]+)"[^{}\n]*\}\}/g },
  { as: 'text', pattern: /^[ \t]*\{![ \t]*["']?([^\s"'!]+)["']?[ \t]*!\}[ \t]*$/gm },
];
/** mdBook's, in code as elsewhere. */
const bookInclude =
  /^([ \t]*)(?<!\\)\{\{[ \t]*#(include|rustdoc_include|playground)[ \t]+([^\s{}:]+)(?=[\s{}:])[^\n{}]*\}\}[ \t]*$/gm;
const snippet = /^([ \t]*)(?<!;)-{1,}8<-{1,}[ \t]+"([^"\n]+)"[ \t]*$/gm;
const mark =
  /8<-|@include|<<<|\[!INCLUDE|\{%-?[ \t]*include|\{\{[<%]?[ \t]*(?:#|include|readfile)|\{!|^import[ \t]+\w+[ \t]+from[^\n]+\.mdx?["']/im;
/** MDX puts a file in where it is used as a component. */
const partial = /^import[ \t]+([A-Z]\w*)[ \t]+from[ \t]+["']([^"'\n]+\.mdx?)["'];?[ \t]*$/gm;

/**
 * Puts the files that a text includes in its place; what is not in the folder leaves nothing. A
 * template with instructions of its own is none of our business.
 */
export function resolveIncludes(
  text: string,
  path: string,
  read: ReadText,
  budget = { left: maxFileBytes, open: [path] },
): string {
  if (!mark.test(text)) return text;
  const load = (written: string, as: Include['as']): string => {
    const found = budget.open.length <= maxDepth ? findText(written, path, read) : undefined;
    if (found === undefined || found.text.length > budget.left) return '';
    // In a circle, each says what it has once.
    if (budget.open.includes(found.path)) return '';
    budget.left -= found.text.length;
    if (as === 'code') return found.text;
    if (/\.(?:html?|njk|liquid)$/i.test(found.path) && /\{[{%]/.test(found.text)) return '';
    budget.open.push(found.path);
    const inner = resolveIncludes(withoutFrontMatter(found.text), found.path, read, budget);
    budget.open.pop();
    return inner.trim();
  };

  let out = text.replace(snippet, (_, indent: string, written: string) =>
    indentWith(indent, load(written.replace(/:[\w:,-]{0,100}$/, ''), 'text')),
  );
  out = out.replace(bookInclude, (_, indent: string, verb: string, written: string) => {
    const content = load(written, /\.md$/i.test(written) ? 'text' : 'code').trimEnd();
    const isShown = verb === 'playground' && content !== '';
    return indentWith(indent, isShown ? `\`\`\`rust\n${content}\n\`\`\`` : content);
  });
  out = out.replace(/(?<!\\)\{\{#title[^\n{}]*\}\}/g, '').replaceAll('\\{{#', '{{#');
  out = out.replace(/^([ \t]*);(-{1,}8<-{1,})/gm, '$1$2');
  if (!mark.test(out)) return out;
  const { text: masked, unmask } = maskCode(out);
  out = masked;
  for (const { as, pattern } of includes) {
    out = out.replace(pattern, (whole, written: string) => {
      const indent = /^[ \t]*/.exec(whole)?.[0] ?? '';
      const content = load(written, as);
      // Liquid's is for its dialect to take out, Helm's is none.
      if (content === '') return /^\{%|^\{\{(?![<%])/.test(whole) ? whole : '';
      if (as === 'text') return indentWith(indent, content);
      const language = posix.extname(written.split('#')[0] ?? '').slice(1);
      return indentWith(indent, `\`\`\`\`${language}\n${content.trimEnd()}\n\`\`\`\``);
    });
  }
  const partials = Array.from(masked.matchAll(partial)).slice(0, maxPartials);
  for (const [, name = '', written = ''] of partials) {
    const used = new RegExp(`^([ \\t]*)<${name}\\b[^<>\\n]*/>[ \\t]*$`, 'gm');
    out = out.replace(used, (_, indent: string) => indentWith(indent, load(written, 'text')));
  }
  return unmask(out);
}

/** A text with the files below it that its front matter names: Slate's `includes`. */
export function withListed(
  text: string,
  names: readonly string[],
  path: string,
  read: ReadText,
): string {
  const folder = posix.join(posix.dirname(path), 'includes');
  const texts = names
    .slice(0, maxPartials)
    .map((name) => read(posix.join(folder, `_${name.replace(/\.md$/, '')}.md`)))
    .filter((each) => each !== undefined);
  return [text, ...texts.map(withoutFrontMatter)].join('\n\n');
}

function indentWith(indent: string, text: string): string {
  return text === '' ? '' : indent + text.replaceAll('\n', `\n${indent}`);
}

function findText(
  written: string,
  from: string,
  read: ReadText,
): { readonly path: string; readonly text: string } | undefined {
  const name = (written.split('#')[0] ?? '').replace(/^@\/?|^~\//, '');
  const here = posix.dirname(from);
  const places = [posix.join(here, name), posix.normalize(name.replace(/^\/+/, ''))];
  // Where sites keep what is included: beside the pages or above them.
  for (let folder = here; ; folder = posix.dirname(folder)) {
    for (const shelf of ['', '_includes', 'includes', '_snippets', 'snippets', 'docs']) {
      places.push(posix.join(folder, shelf, name));
    }
    if (folder === '.' || folder === '') break;
  }
  for (const place of new Set(places)) {
    if (place.startsWith('..')) continue;
    const text = read(place) ?? (textName.test(place) ? undefined : read(`${place}.md`));
    if (text !== undefined) return { path: place, text };
  }
  return undefined;
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^(---|\+\+\+)[ \t]*\n[\s\S]*?\n\1[ \t]*\n/, '');
}
