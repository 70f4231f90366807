import type { Element } from 'hast';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import http from 'highlight.js/lib/languages/http';
import nginx from 'highlight.js/lib/languages/nginx';
import { common, createLowlight } from 'lowlight';

const lowlight = createLowlight({ ...common, dockerfile, http, nginx });

/** Colouring takes time, and nobody reads colours in a listing of this length. */
const maxColouredChars = 20_000;

/** Colours a `code` element by its `language-...` class, in place. */
export function highlightCode(code: Element): void {
  const [text] = code.children;
  const [, language = ''] = /^language-(.+)/.exec(String(code.properties.className)) ?? [];
  if (text?.type !== 'text' || text.value.length > maxColouredChars) return;
  if (!lowlight.registered(language)) return;
  code.children = lowlight
    .highlight(language, text.value)
    .children.filter((node) => node.type !== 'doctype');
}
