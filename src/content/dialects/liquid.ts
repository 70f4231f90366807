import { isAsideKind, partNamed, readAttributes } from './blocks.ts';
import type { Dialect, FileContext } from './dialect.ts';
import {
  fenceBetween,
  isAlone,
  isInLink,
  replaceBetween,
  splitAtTags,
  type Stretch,
} from './replace-between.ts';

const templated = new Set(['jekyll', 'eleventy', 'zola', 'hugo', 'gitbook', 'mkdocs', 'retype']);
/** Tags that print nothing by themselves. */
const silent =
  /^(?:end\w*|if|elsif|elseif|else|unless|case|when|for|tablerow|break|continue|cycle|assign|set|capture|increment|decrement|include\w*|render\w*|layout|extends|block|macro|call|filter|from|import|comment|liquid|paginate|section|schema|stylesheet|javascript|raw|toc|gist|youtube|vimeo|embed|figure|image|img|js|css|svg\w*|uswds_\w*)$/;
const highlight = /^([ \t]*)\{%-?[ \t]*highlight[ \t]+([\w+#-]+)(?![\w+#-])[^%]*%\}[ \t]*$/;
const endHighlight = /^[ \t]*\{%-?[ \t]*endhighlight\b[^%]*%\}[ \t]*$/;

/** Stands for what is not known until marks of emphasis around it are gone too. */
const nothing = '\uE004';
/** A label and nothing that it says: "Last updated: ". */
const unsaid = new RegExp(
  `^[ \\t]*[*_]*[\\p{L}][\\p{L} ]{0,40}:[*_]*[ \\t]*${nothing}[ \\t]*$`,
  'gmu',
);
/** A line that only tags stood on, which would end the HTML that it stands in. */
const emptied = new RegExp(`(>[ \\t]*\\n)(?:[ \\t]*${nothing}[ \\t]*\\n)+`, 'g');

/** Liquid, Nunjucks and Tera: Jekyll, Eleventy, GitBook, Zola. Tags go, what they wrap stays. */
export const liquid: Dialect = {
  prepare(text) {
    const captured = /\{%-?[ \t]*endset\b/.test(text) ? showCaptured(text) : text;
    // Hexo's name for it, which may come with a title, a language and more.
    const shown = captured.replace(
      /\{%[ \t]*(end)?codeblock\b([^%\n]*)%\}/g,
      (_, end = '', said: string) =>
        `{% ${String(end)}highlight ${/\blang:([\w+#-]+)/.exec(said)?.[1] ?? 'text'} %}`,
    );
    if (!shown.includes('{%') || !shown.includes('endhighlight')) return shown;
    return fenceBetween(shown, highlight, endHighlight);
  },
  translate(text, context) {
    const speaks = /\{%-?\s*[\w/"']/.test(text);
    const isTemplate =
      (context.flavour !== undefined && templated.has(context.flavour)) ||
      /\{\{-?\s*(?:page|site|layout|post)\.\w/.test(text);
    let out = speaks ? translateTags(text, context).replace(emptied, '$1') : text;
    if (out.includes('{{') && (speaks || isTemplate)) {
      out = replaceBetween(out, ['{{', '}}'], (inner, at) =>
        /^[<%]/.test(inner)
          ? undefined
          : (wordsFor(inner, context) ?? printed(inner, at)) || nothing,
      )
        .replace(new RegExp(`(\\*\\*|__|\\*|_)${nothing}+\\1`, 'g'), nothing)
        .replace(unsaid, '');
    }
    out = out.replaceAll(nothing, '');
    if (speaks || context.flavour === 'jekyll') {
      out = replaceBetween(out, ['{::comment}', '{:/comment}'], () => '');
      out = out.replace(/\{::\/?[a-z][^{}\n]*\}/g, '');
    }
    return out;
  },
};

const highlighted =
  /\{\{-?[ \t]*(\w+)[ \t]*\|[^{}\n]{0,80}\bhighlight\(["']?([\w+#-]*)["']?\)[^{}\n]{0,80}\}\}/g;

/** What stands between Nunjucks' `set` and `endset` is code where it's highlighted, or if called so. */
function showCaptured(text: string): string {
  const later = new Set(Array.from(text.matchAll(highlighted), ([, name]) => name));
  const captured = new Map<string, string>();
  let out = '';
  let open: { readonly name: string; written: string; inner: string } | undefined;
  for (const { before, tag } of splitAtTags(text, ['{%', '%}'])) {
    const whole = tag === undefined ? '' : `{%${tag}%}`;
    if (open === undefined) {
      out += before.replace(highlighted, (print, name: string, language: string) => {
        const code = captured.get(name);
        return code === undefined ? print : fenced(code, language);
      });
      const [, name] = /^[-+]?\s*set\s+(\w+)\s*[-+]?$/.exec(tag ?? '') ?? [];
      if (name === undefined) out += whole;
      else open = { name, written: whole, inner: '' };
      continue;
    }
    const { name } = open;
    open.written += before + whole;
    if (!/^[-+]?\s*endset\b/.test(tag ?? '')) {
      const isRaw = /^[-+]?\s*(?:end)?(?:raw|verbatim)\b/.test(tag ?? '');
      open.inner += before + (isRaw ? '' : whole);
      continue;
    }
    const code = open.inner + before;
    if (later.has(name)) captured.set(name, code);
    else out += /code/i.test(name) ? fenced(code, '') : open.written;
    open = undefined;
  }
  return out + (open?.written ?? '');
}

function fenced(code: string, language: string): string {
  return `\n\n\`\`\`\`${language}\n${code.replace(/^\s*\n/, '').trimEnd()}\n\`\`\`\`\n\n`;
}

function translateTags(text: string, { keep }: FileContext): string {
  let out = '';
  let until = '';
  const open: string[] = [];
  const closed = new Set(Array.from(text.matchAll(/\{%-?\s{0,9}end(\w+)/g), ([, name]) => name));
  const remarksGone = replaceBetween(text, ['{#', '#}'], (remark) =>
    remark.includes('{') ? undefined : '',
  );
  for (const { before, tag, at } of splitAtTags(remarksGone, ['{%', '%}'])) {
    const isRaw = until === 'endraw' || until === 'endverbatim';
    if (until === '') out += before;
    else if (isRaw) out += before.replace(/\{\{[^{}\n]*\}\}/g, keep);
    if (tag === undefined) break;
    const name = /^[-+]?\s*(\w+)/.exec(tag)?.[1] ?? '';
    if (name === until) until = '';
    else if (isRaw) out += keep(`{%${tag}%}`);
    else if (until === '' && /^(?:raw|verbatim|comment)$/.test(name)) until = `end${name}`;
    else if (until === '' && /^[-+]?\s*end\s*[-+]?$/.test(tag)) out += open.pop() ?? '';
    else if (until === '') {
      out += readTag(tag, at, closed.has(name));
      // Tera's calls all end with the same word.
      if (/^[-+]?\s*\w+\(/.test(tag)) open.push(partNamed(name, readAttributes(''))?.end ?? '');
    }
  }
  return out;
}

function readTag(inner: string, at: Stretch, isClosed: boolean): string {
  const words = inner.replace(/^[-+]|[-+]$/g, '').trim();
  const [, close, name = '', said = ''] = /^(end|\/)?\s*([\w-]*)([\s\S]*)$/.exec(words) ?? [];
  const rest = said.trim();
  const { named, bare } = readAttributes(rest.replace(/^\(|\)$/g, ''));
  // `{% note info Mind the step %}`
  const label = isAsideKind(name) && isClosed ? bare.slice(1).join(' ') : '';
  const shown = { named, bare: name === 'tab' ? bare.slice(-1) : bare };
  const part = partNamed(name, shown, { label });
  if (part !== undefined) {
    if (close !== undefined) return part.end;
    const isMeant = isClosed || !isAsideKind(name) || /^\(?\s*(?:$|\w+\s*=)/.test(rest);
    return isMeant ? part.begin : '';
  }
  if (name === 'content-ref') return '';
  if (isInLink(at)) return pathIn(name, bare);
  if (isAlone(at)) return nothing;
  if (close !== undefined || silent.test(name)) return '';
  // A tag of the site's own in the middle of a sentence: its last words are what people read.
  if (!/["'][^"']*["']$/.test(rest)) return '';
  const isApart = !/[\p{L}\d]/u.test(at.text.charAt(at.stop));
  return (bare.at(-1) ?? '') + (isApart ? '' : ' ');
}

/** `{% link a/b.md %}` means that file, `{% post_url 2026-01-01-x %}` that post. */
function pathIn(name: string, bare: readonly string[]): string {
  const path = bare[0] ?? '';
  if (name === 'post_url') return `/_posts/${path}.md`;
  return /^[\w./#-]+$/.test(path) && /[./]/.test(path) ? `/${path.replace(/^\//, '')}` : '';
}

/** What the site's configuration says for a name in double braces. */
export function wordsFor(inner: string, { words = {} }: FileContext): string | undefined {
  const [, name = ''] = /^-?\s*(?:config\.extra\.|extra\.)?([\w.-]*)/.exec(inner) ?? [];
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

/** Only text that stands there can be known, and that the site's own address is nothing here. */
function printed(inner: string, at: Stretch): string {
  const literal = /^-?\s*(?:"([^"]*)"|'([^']*)')|\bpath\s*=\s*["']([^"']*)["']/.exec(inner);
  const text = literal?.[1] ?? literal?.[2] ?? literal?.[3];
  if (text !== undefined) {
    const isRooted = /\|\s*(?:relative|absolute)_url\b/.test(inner) && isInLink(at);
    return isRooted ? text.replace(/^(?![a-z]+:|\/)/i, '/') : text;
  }
  if (!isInLink(at)) return '';
  if (!/base_?url|relative_url|site\.url|root|prefix/i.test(inner)) return 'unknown:';
  return /^[\w-]/.test(at.text.slice(at.stop)) ? '/' : '';
}
