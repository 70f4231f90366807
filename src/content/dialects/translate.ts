import type { Flavour } from '../sites/flavour.ts';
import { attributeLists } from './attribute-lists.ts';
import { containers } from './containers.ts';
import type { Dialect, FileContext } from './dialect.ts';
import { docfx } from './docfx.ts';
import { emphasis } from './emphasis.ts';
import { resolveIncludes, type ReadText } from './includes.ts';
import { liquid } from './liquid.ts';
import { maskCode } from './mask.ts';
import { logseq } from './logseq.ts';
import { mdx } from './mdx.ts';
import { myst } from './myst.ts';
import { notion } from './notion.ts';
import { obsidian } from './obsidian.ts';
import { pandoc } from './pandoc.ts';
import { pythonMarkdown } from './python-markdown.ts';
import { readmeIo } from './readme-io.ts';
import { references } from './references.ts';
import { quarto } from './quarto.ts';
import { replaceBetween } from './replace-between.ts';
import { retype } from './retype.ts';
import { shortcodes } from './shortcodes.ts';
import { templates } from './templates.ts';

/** Templates run before Markdown is read, so they come first here too. */
const dialects: readonly Dialect[] = [
  notion,
  pandoc,
  logseq,
  readmeIo,
  retype,
  shortcodes,
  liquid,
  templates,
  quarto,
  myst,
  containers,
  references,
  mdx,
  attributeLists,
  pythonMarkdown,
  docfx,
  obsidian,
  emphasis,
];

export interface TranslateOptions {
  readonly path: string;
  readonly flavour: Flavour | undefined;
  readonly words?: FileContext['words'];
  readonly read: ReadText;
}

/** A body in whatever its writers speak, as Markdown with GitHub's extensions and HTML. */
export function translate(body: string, { path, flavour, words, read }: TranslateOptions): string {
  let text = resolveIncludes(body, path, read);
  const early = { path, flavour, keep: (piece: string) => piece };
  for (const { prepare } of dialects) text = prepare?.(text, early) ?? text;
  const code = maskCode(text);
  const context: FileContext = { path, flavour, words, keep: code.keep };
  // What stands in comments is nobody's business either.
  let out = replaceBetween(code.text, ['<!--', '-->'], (inner) => code.keep(`<!--${inner}-->`));
  for (const dialect of dialects) out = dialect.translate(out, context);
  const translated = code.unmask(out);
  return /endraw|endverbatim/.test(translated) ? withoutRawTags(translated) : translated;
}

/** Around code, and within it, they are for the template alone; a line that holds nothing else goes. */
function withoutRawTags(text: string): string {
  const tag = /\{%-?[ \t]*(?:end)?(?:raw|verbatim)[ \t]*-?%\}/g;
  return text
    .split('\n')
    .flatMap((line) => {
      const rest = line.replace(tag, '');
      return rest !== line && rest.trim() === '' ? [] : [rest];
    })
    .join('\n');
}
