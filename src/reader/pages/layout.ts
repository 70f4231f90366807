import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { maxQuestionChars } from '../../answers/parse-question.ts';
import { iconPath, stylesheetPath } from '../assets.ts';
import { allArticlesPath, mainId, searchPath, startPath } from '../page-paths.ts';

/** A page as its own part and what the frame needs to know about it. */
export interface Page {
  readonly title: string;
  readonly description?: string;
  /** What stands in the search box. */
  readonly searched?: string;
  readonly main: readonly ElementContent[];
}

const siteName = 'Guidepost';

/** The whole document. Text given to `h` is escaped when the tree becomes HTML. */
export function renderDocument(page: Page): string {
  const title = page.title === siteName ? siteName : `${page.title} · ${siteName}`;
  const document = h(null, [
    { type: 'doctype' },
    h('html', { lang: 'en' }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        page.description && h('meta', { name: 'description', content: page.description }),
        h('title', title),
        h('link', { rel: 'icon', href: iconPath, type: 'image/svg+xml' }),
        h('link', { rel: 'stylesheet', href: stylesheetPath }),
      ]),
      h('body', [
        h('a.skip', { href: `#${mainId}` }, 'Skip to content'),
        renderHeader(page.searched),
        h('main', { id: mainId, tabIndex: -1 }, [...page.main]),
      ]),
    ]),
  ]);
  return toHtml(document);
}

function renderHeader(searched = ''): ElementContent {
  return h('header.site', [
    h('a.brand', { href: startPath }, siteName),
    h('form', { action: searchPath, role: 'search' }, [
      h('input', {
        type: 'search',
        name: 'q',
        value: searched,
        ariaLabel: 'Search the guide',
        placeholder: 'Search the guide',
        maxLength: maxQuestionChars,
        required: true,
      }),
      h('button', { type: 'submit' }, 'Search'),
    ]),
    h('nav', { ariaLabel: 'Guide' }, h('a', { href: allArticlesPath }, 'All articles')),
  ]);
}
