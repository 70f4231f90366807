import { asidePart, detailsPart, tabPart, type Part } from './blocks.ts';
import type { Dialect } from './dialect.ts';

const aside =
  /^([ \t]*)(!{3}|\?{3}\+?)[ \t]*([A-Za-z][\w-]*)((?:[ \t]+[a-z][\w-]*)*)(?:[ \t]+"((?:[^"\\]|\\.)*)")?[ \t]*$/;
const tab = /^([ \t]*)===[!+]?[ \t]+"((?:[^"\\]|\\.)*)"[ \t]*$/;
const block = /^[ \t]*(?:(?:!{3}|\?{3}\+?)[ \t]*[A-Za-z]|===[!+]?[ \t])/m;

/** `<div markdown="1">` holds Markdown, where other HTML would end it. */
const withMarkdown = /[ \t]markdown(?:=["']?\w+["']?)?(?=[ \t>])/;
const tagAlone = /^[ \t]*<\w+\b[^<>\n]*>[ \t]*$/gm;
const tagsAround = /^ {0,3}<(?:\/(?:aside|blockquote|div|p|section)|img\b[^<>\n]*)>[ \t]*$/gm;

const icons = /:(?:material|fontawesome|octicons|simple|custom|fa)-[\w-]+:/g;
/** Where a site puts a list of what the page has, with the words over it. */
const contents =
  /^(?:[ \t]*(?:\*\*)?(?:Table of )?Contents:?(?:\*\*)?:?[ \t]*\n{1,2})?[ \t]*\[(?:TOC|\[_?TO(?:C|SP)_?\])\][ \t]*$/gim;

/** Python-Markdown with the extensions of MkDocs. */
export const pythonMarkdown: Dialect = {
  translate(text, { flavour }) {
    let out = block.test(text) ? translateBlocks(text.split('\n')).join('\n') : text;
    if (withMarkdown.test(out)) {
      const apart = (tag: string) => (/^[ \t]*<\/?p\b/.test(tag) ? '\n' : `\n${tag}\n`);
      const opened = out.replace(tagAlone, (tag) => (withMarkdown.test(tag) ? apart(tag) : tag));
      if (opened !== out) out = opened.replace(tagsAround, apart);
    }
    out = out.replace(contents, '');
    out = out.replace(icons, '');
    if (flavour === 'mkdocs') {
      out = out
        .replace(/^\*\[[^\]\n]+\]:.*$/gm, '')
        .replace(/\+\+([a-z\d"+-]+)\+\+/g, (_, keys: string) => keyNames(keys))
        .replace(/(?<![=<>!])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?!=)/g, '<mark>$1</mark>')
        .replace(/\^\^(?=\S)([^^\n]+?)(?<=\S)\^\^/g, '<ins>$1</ins>');
    }
    return listDefinitions(out);
  },
};

/** The line that says a term, and the mark of what it means on the next line or the one after it. */
const definition =
  /^( *)(?!(?:[-*+]|\d+[.)])[ \t])([^\s:#>|<].*)\n(?:(?<!\uE001[ \t]*\n)[ \t]*\n)?\1 {0,3}:[ \t]+(?=\S)/gm;

/** A term, and what it means below it behind a colon: as a list that holds whatever hangs below. */
function listDefinitions(text: string): string {
  const listed = text.replace(definition, (_, indent: string, term: string) =>
    term.includes('*') ? `${indent}- ${term.trim()}: ` : `${indent}- **${term.trim()}**: `,
  );
  return listed === text ? text : listed.replace(/^( *):[ \t]+(?=\S)/gm, '\n$1  ');
}

function keyNames(keys: string): string {
  return keys
    .split('+')
    .map(
      (key) => `<kbd>${key.replace(/"/g, '').replace(/^\w/, (first) => first.toUpperCase())}</kbd>`,
    )
    .join('+');
}

/** Blocks that hold what is indented below them; their text comes out as far left as they stand. */
function translateBlocks(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const part = readOpening(line);
    if (part === undefined) {
      out.push(line);
      continue;
    }
    const end = endOfIndented(lines, at + 1, part.indent);
    const inner = lines.slice(at + 1, end).map((each) => dedent(each, part.indent));
    out.push(part.begin, ...translateBlocks(inner), part.end);
    at = end - 1;
  }
  return out;
}

function readOpening(line: string): (Part & { readonly indent: string }) | undefined {
  const [, indent = '', mark, kind = '', , title = ''] = aside.exec(line) ?? [];
  if (mark !== undefined) {
    const label = title.replace(/\\"/g, '"');
    const isDetails = mark.startsWith('?') && kind.toLowerCase() === 'details';
    const part = isDetails ? detailsPart({ indent, label }) : asidePart({ indent, label, kind });
    return { indent, ...part };
  }
  const [, tabIndent = '', label] = tab.exec(line) ?? [];
  if (label === undefined) return undefined;
  return {
    indent: tabIndent,
    ...tabPart({ indent: tabIndent, label: label.replace(/\\"/g, '"') }),
  };
}

function endOfIndented(lines: readonly string[], from: number, indent: string): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (!line.startsWith(`${indent}  `) && !line.startsWith(`${indent}\t`)) break;
    end = at + 1;
  }
  return end;
}

function dedent(line: string, indent: string): string {
  return indent + line.slice(indent.length).replace(/^(?: {1,4}|\t)/, '');
}
