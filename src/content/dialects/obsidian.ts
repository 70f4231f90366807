import { posix } from 'node:path';
import type { Dialect } from './dialect.ts';
import { replaceBetween } from './replace-between.ts';

/** Before a bracket it is Markdown's, with words in brackets: `[[1]](#sources)`. */
const wikilink = /(!?)\[\[(?![\s_])([^[\]\n|]*?)(?:\\?\|([^[\]\n]*))?\]\](?!\()/g;
/** `[[pictures/plan.png|alt=The plan|width=200]]`, as GitHub's and GitLab's wikis have it. */
const gollumPicture = /(?<!!)\[\[([^[\]\n|]+)(?:\|([^[\]\n]*))?\]\]/g;
const sign = /\[\[(?!\s)[^[\]\n]+\]\](?!\()/;
const wikis = new Set(['obsidian', 'logseq', 'dendron']);
const picture = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i;
const otherMedia = /\.(?:mp4|webm|ogv|mov|mkv|mp3|wav|m4a|ogg|flac|3gp|pdf|canvas|base)$/i;

/** Obsidian's and other wikis': links by name, embedded notes, anchors of blocks, hidden remarks. */
export const obsidian: Dialect = {
  // What a query would list isn't known.
  prepare(text, { flavour }) {
    if (flavour !== 'obsidian' || !text.includes('```dataview')) return text;
    return replaceBetween(`\n${text}`, ['\n```dataview', '\n```'], () => '\n').slice(1);
  },
  translate(text, { flavour }) {
    const speaks = wikis.has(flavour ?? '') || sign.test(text);
    if (!speaks && (flavour !== undefined || !/%%|==|\^/.test(text))) return text;
    let out = replaceBetween(text, ['%%', '%%'], (remark, { text: whole, start }) => {
      const isBlock = start === 0 || whole[start - 1] === '\n';
      return isBlock || !/\n[ \t]*\n/.test(remark) ? '' : undefined;
    });
    out = out.replace(/(?<![=<>!])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?!=)/g, '<mark>$1</mark>');
    out = out.replace(/(?:^|[ \t])\^[A-Za-z\d-]+[ \t]*$/gm, '');
    if (!speaks) return out;
    if (flavour === 'wiki') out = out.replace(gollumPicture, toPicture);
    if (flavour === 'dendron' || flavour === 'wiki') {
      out = out.replace(
        /\[\[([^[\]\n|]+)\|([^[\]\n|]+)\]\]/g,
        (_, words: string, target: string) => `[[${target.trim()}|${words.trimStart()}]]`,
      );
    }
    if (flavour === 'dendron') {
      out = out
        .replace(/\{\{[ \t]*fm\.\w+[ \t]*\}\}/g, '')
        .replace(/\[\[dendron:\/\/[^/\]\n]+\//g, '[[')
        .replace(/(\[\[[^[\]\n|,:]*)[,:][^[\]\n|]*(?=\||\]\])/g, '$1');
    }
    return out.replace(wikilink, (_, mark: string, target: string, words?: string) =>
      toLink(mark, target.replace(/\\$/, ''), words),
    );
  },
};

function toPicture(whole: string, file: string, options = ''): string {
  if (!picture.test(file)) return whole;
  const [first = ''] = options.split('|').filter((option) => !/^\s*[a-z]+=/.test(option));
  const [, words = first] = /(?:^|\|)\s*alt=([^|]*)/.exec(options) ?? [];
  return `![${escape(words.trim())}](<wiki:${encode(file.replace(/^\//, ''))}>)`;
}

function toLink(mark: string, target: string, words: string | undefined): string {
  if (/^https?:\/\//.test(target)) return `[${escape(words?.trim() ?? target)}](<${target}>)`;
  const [file = '', ...parts] = target.split('#');
  const isSize = /^\d+(?:x\d+)?$/.test(words?.trim() ?? '');
  const shown = isSize ? undefined : words?.trim();
  if (mark === '!' && picture.test(file)) {
    return `![${escape(shown ?? '')}](<wiki:${encode(file)}>)`;
  }
  if (mark === '!' && otherMedia.test(file)) return shown ?? '';
  if (file === '' && parts.length === 0) return shown ?? '';
  const headings = parts.filter((part) => !part.startsWith('^'));
  const named = [posix.basename(file).replace(/\.md$/i, ''), ...headings];
  const name = shown ?? named.filter((part) => part !== '').join(' > ');
  return `[${escape(name)}](<wiki:${encode([file, ...headings].join('#'))}>)`;
}

function escape(words: string): string {
  return words.replace(/[\\[\]<*_]/g, '\\$&');
}

function encode(target: string): string {
  return target.trim().replace(/[%<>\\]/g, encodeURIComponent);
}
