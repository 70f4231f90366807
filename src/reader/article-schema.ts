import { defaultSchema, type Options as Schema } from 'rehype-sanitize';

/**
 * What may come out of an article: structure and emphasis, no behaviour and no looks. Anything
 * else is unwrapped to its text, or dropped with its text where that text was never meant to be
 * read (`strip`).
 */
export const articleSchema: Schema = {
  tagNames: [
    'h1 h2 h3 h4 h5 h6 p blockquote pre hr br div section aside ul ol li dl dt dd',
    'details summary input table caption thead tbody tfoot tr th td a img code kbd samp var',
    'em strong b i s del ins mark small sub sup q abbr span',
  ].flatMap((names) => names.split(' ')),
  attributes: {
    '*': ['id', 'title', 'lang', 'dir'],
    a: [
      'href',
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteRef',
      'dataFootnoteBackref',
      ['className', 'data-footnote-backref'],
    ],
    aside: [['className', /^[a-z][a-z\d-]*$/]],
    code: [['className', /^language-./]],
    div: [['className', 'label']],
    details: ['open'],
    h2: [['className', 'sr-only']],
    img: ['src', 'alt', 'width', 'height'],
    input: [['type', 'checkbox'], 'checked'],
    ol: ['start', ['className', 'contains-task-list']],
    section: ['dataFootnotes', ['className', 'footnotes', 'tab']],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    ul: [['className', 'contains-task-list']],
  },
  required: { input: { type: 'checkbox' } },
  ancestors: {
    ...defaultSchema.ancestors,
    caption: ['table'],
    li: ['ul', 'ol'],
    dt: ['dl'],
    dd: ['dl'],
    summary: ['details'],
  },
  // Links by name (`wiki:`) are led to a page, or nowhere, before anybody sees them.
  protocols: { href: ['http', 'https', 'mailto', 'wiki'], src: ['http', 'https', 'wiki'] },
  strip: ['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'select', 'textarea'],
  // Pages run no script that an id or a name could shadow, and anchors must stay as written.
  clobber: [],
};
