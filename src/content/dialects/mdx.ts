import { partNamed, readAttributes, type Part } from './blocks.ts';
import type { Dialect, FileContext } from './dialect.ts';
import { outdent } from './outdent.ts';
import { isInLink, replaceBetween } from './replace-between.ts';

const sites = new Set(['docusaurus', 'astro', 'nextra', 'fern']);
const importLine =
  /^import\s[\w*{}\s,$]{0,1000}(?<=^import\s{1,9}|\sfrom\s{1,9})["'][^"'\n]+["'];?[ \t]*(?:import\s.*)?$/m;
const exportStart = /^export\s+(?:const|let|var|default|async|function|class|\{|\*)/;
/** A component's name: a capital or a dot in it, which no element of HTML has. */
const component = /^\/?(?:[A-Z][\w$]*(?:\.[\w$]+)*|[a-z][\w$]*\.[\w$.]+)(?=[\s/>]|$)/;
const htmlInCapitals = /^\/?(?:[A-Z]|[A-Z][A-Z\d]+)$/;

/**
 * Markdown with components: MDX, and Vue's in VitePress. Imports, exports and expressions go, what
 * components wrap stays. Not `remark-mdx`: that refuses a whole file for one stray `<` or `{`, knows
 * no HTML, and is of no use where a folder does not say that its `.md` files are MDX.
 */
export const mdx: Dialect = {
  // VitePress reads an element to the first empty line, however far in its lines stand.
  prepare: (text, context) =>
    context.flavour === 'vitepress' || speaksMdx(text, context) ? outdent(text, tagEnd) : text,
  translate(text, context) {
    const isMdx = speaksMdx(text, context);
    let out = text;
    if (out.includes('{/*')) {
      out = out.replace(/^[ \t>]*#{1,6}[ \t].*\*\/\}[ \t]*$/gm, (heading) =>
        heading.replace(/(?<![ \t])[ \t]*\{\/\*(?:[ \t]*#)?([\w-]+)[ \t]*\*\/\}[ \t]*$/, ' {#$1}'),
      );
      out = replaceBetween(out, ['{/*', '*/}'], () => '');
    }
    if (isMdx) {
      let isInLabel = false;
      out = removeModules(
        // Nextra's and Fumadocs' `## Heading [#id]`.
        out.replace(/^([ \t>]*#{1,6}[ \t].*)\[#([^\s[\]]+)\][ \t]*$/gm, '$1{#$2}'),
      )
        // Within an element, Markdown goes on.
        .replace(/<\/?(?:p|div|figure|figcaption)(?:\s[^<>]*)?>/g, (tag) => {
          // A container's label, which its dialect has put there.
          if (tag === '<div class="label">' || (isInLabel && tag === '</div>')) {
            isInLabel = !tag.startsWith('</');
            return tag;
          }
          const [, id] = /\sid=["']([\w:.-]+)["']/.exec(tag) ?? [];
          return id === undefined ? '' : `<a id="${id}"></a>\n`;
        })
        .replace(
          /<summary>(?=[^<\n*_`\uE000]*[*_`\uE000])([^<\n]*)<\/summary>/g,
          '<summary>\n\n$1\n\n</summary>',
        )
        .replace(/<\/summary>[ \t]*\n/g, '</summary>\n\n')
        .replace(/<\/?>/g, '');
    }
    out = keepNamesInTitles(out);
    if (/<\/?[A-Za-z][\w$]*[.A-Z]|<\/?[A-Z]/.test(out)) out = translateComponents(out);
    // Elements of a site's own, and attributes that no HTML has.
    out = out.replace(
      /<[a-z]\w*-[\w-]*(?:\s[^<>]*)?\/>|<[a-z][\w-]*(?=[^<>]*\s@[\w.:-]+=)[^<>]*>/g,
      '',
    );
    if (/<template\s+[#v]/.test(out)) out = removeSlots(out);
    return isMdx && out.includes('{') ? removeExpressions(out) : out;
  },
};

function speaksMdx(text: string, { path, flavour }: FileContext): boolean {
  const isSite = flavour !== undefined && sites.has(flavour);
  return isSite || /\.mdx$/i.test(path) || importLine.test(text);
}

/** Vue's `<template #name>`, which is shown; HTML's own isn't, and keeps its end. */
function removeSlots(text: string): string {
  const isSlot: boolean[] = [];
  return text.replace(/<(\/?)template\b([^<>]*)>/g, (tag, close: string, said: string) => {
    if (close === '') isSlot.push(/^\s+[#v]/.test(said));
    const isRemoved = close === '' ? isSlot.at(-1) : isSlot.pop();
    return isRemoved === true ? '' : tag;
  });
}

/** `# The <Transition> component`: what nothing ends on its line is meant as a word. */
function keepNamesInTitles(text: string): string {
  return text.replace(/^#[ \t].*<[A-Za-z].*$/gm, (title) =>
    title.replace(/(?<!\\)<([A-Za-z][\w.-]*)(?:[ \t]+[\w-]+)*>/g, (tag, name: string) =>
      title.includes(`</${name}`) || /^w?br$/i.test(name) ? tag : `\\${tag}`,
    ),
  );
}

/** Statements of a module stand at the beginning of a line and end before an empty one. */
function removeModules(text: string): string {
  const lines = text.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const isImport = /^import\s+(?:[\w*{$]|["'])/.test(line) && /["'{,]|\bfrom\b/.test(line);
    if (!isImport && !exportStart.test(line)) {
      out.push(line);
      continue;
    }
    let depth = depthOf(line);
    let end = at;
    while (depth > 0 && end + 1 < lines.length) depth += depthOf(lines[++end] ?? '');
    // What no bracket closes is over where a paragraph would be: the rest is for readers.
    if (depth > 0) end = lines.findIndex((each, index) => index > at && each.trim() === '') - 1;
    at = end < at ? lines.length : end;
    if (isImport)
      while (!/["'];?\s*$/.test(lines[at] ?? '') && (lines[at + 1] ?? '').trim() !== '') at += 1;
  }
  return out.join('\n');
}

function depthOf(line: string): number {
  let depth = 0;
  for (const sign of line) {
    if ('{[('.includes(sign)) depth += 1;
    else if ('}])'.includes(sign)) depth -= 1;
  }
  return depth;
}

function translateComponents(text: string): string {
  let out = '';
  let from = 0;
  const open: { name: string; end: string }[] = [];
  for (
    let start = text.indexOf('<');
    start !== -1;
    start = text.indexOf('<', Math.max(start + 1, from))
  ) {
    const found = component.exec(text.slice(start + 1, start + 80))?.[0];
    if (found === undefined || htmlInCapitals.test(found) || text[start - 1] === '\\') continue;
    // `[words](<desk.md>)`, `[words](/docs/<VERSION>/desk)`
    if (isInLink({ text, start, stop: start })) continue;
    const end = tagEnd(text, start + 1 + found.length);
    if (end === undefined) continue;
    const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, start - 60), start))?.[1];
    const attributes = text.slice(start + 1 + found.length, end - 1);
    out += text.slice(from, start);
    from = end;
    const name = found.replace('/', '');
    if (found.startsWith('/')) {
      const at = open.findLastIndex((each) => each.name === name);
      if (at !== -1)
        out += open
          .splice(at)
          .reverse()
          .map((each) => each.end)
          .join('');
    } else if (attributes.endsWith('/') && isInHeading(text, start)) {
      // A badge, which has no part in the anchor.
    } else {
      const part = readComponent(name, attributes, indent);
      out += part.begin;
      if (!attributes.endsWith('/')) open.push({ name, end: part.end });
    }
  }
  return (
    out +
    text.slice(from) +
    open
      .reverse()
      .map(({ end }) => end)
      .join('')
  );
}

function isInHeading(text: string, at: number): boolean {
  return /^[ \t]*#{1,6}[ \t]/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** Behind the `>` of a tag; a brace or a quotation mark may hold others. */
function tagEnd(text: string, from: number): number | undefined {
  let depth = 0;
  let quote = '';
  const limit = Math.min(text.length, from + 5_000);
  for (let at = from; at < limit; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (
      (sign === '"' || sign === "'" || sign === '`') &&
      (depth > 0 || text[at - 1] === '=')
    )
      quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (sign === '>' && depth <= 0 && text[at - 1] !== '=') return at + 1;
    else if (sign === '<' && depth <= 0) return undefined;
  }
  return undefined;
}

function readComponent(name: string, text: string, indent: string | undefined): Part {
  const attributes = readAttributes(text.replace(/\/$/, ''));
  const { named } = attributes;
  const base = name.split('.').at(-1) ?? name;
  const field = /^(?:Param|Response)?Field$/.test(base)
    ? ['path', 'query', 'body', 'header', 'name'].map((key) => named.get(key)).find(Boolean)
    : undefined;
  const title = named.get('title') ?? named.get('label') ?? field ?? named.get('header') ?? '';
  const href = named.get('href') ?? named.get('to');
  const isBlock = indent !== undefined;
  if (text.endsWith('/')) {
    const shown = isBlock ? title : (named.get('text') ?? named.get('label') ?? '');
    const words = href === undefined || shown === '' ? shown : `[${shown}](<${href}>)`;
    return { begin: isBlock && words !== '' ? `\n\n${indent}${words}\n\n` : words, end: '' };
  }
  if (!isBlock) {
    const isLink = base === 'Link' && href !== undefined;
    return isLink ? { begin: '[', end: `](<${href}>)` } : { begin: '', end: '' };
  }
  // Mintlify's anchors of what an interface takes.
  const id =
    field === undefined ? '' : `<a id="param-${field.replace(/[^\w]+/g, '-').toLowerCase()}"></a>`;
  const begin = title === '' ? '\n' : `\n\n${indent}${id}**${title.replace(/\*/g, '')}**\n\n`;
  return partNamed(base, attributes, { indent }) ?? { begin, end: '\n' };
}

/** `{' '}` is a space, `{"text"}` that text; what others would become is not known. */
function removeExpressions(text: string): string {
  let out = '';
  let from = 0;
  for (
    let start = text.indexOf('{');
    start !== -1;
    start = text.indexOf('{', Math.max(start + 1, from))
  ) {
    if (
      text[start - 1] === '\\' ||
      text[start + 1] === '{' ||
      text[start + 1] === '#' ||
      text[start + 1] === ':'
    )
      continue;
    let depth = 0;
    let end = -1;
    for (let at = start; at < Math.min(text.length, start + 2_000); at++) {
      if (text[at] === '{') depth += 1;
      else if (text[at] === '}' && --depth === 0) {
        end = at + 1;
        break;
      } else if (text[at] === '\n' && text[at + 1] === '\n') break;
    }
    if (end === -1) continue;
    const literal = /^\{\s*(["'`])([^"'`$]*)\1\s*\}$/.exec(text.slice(start, end))?.[2];
    out += text.slice(from, start) + (literal ?? '');
    from = end;
  }
  return out + text.slice(from);
}
