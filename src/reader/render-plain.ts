import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Article, Block, Section } from '../content/article.ts';
import { headingLink } from './heading-link.ts';

/**
 * An article's text without its layout, every section at its anchor. It comes from what was read
 * when the article was loaded, so it costs little however long or odd the Markdown is.
 */
export function renderPlain({ sections }: Article): readonly ElementContent[] {
  const shift = sections.some(({ level }) => level === 1) ? 1 : 0;
  return [
    h(
      'p.facts',
      'Too long or intricate to be laid out: the text alone, without links and pictures.',
    ),
    ...sections.flatMap((section) => [
      ...renderHeading(section, shift),
      ...section.blocks.map(renderBlock),
    ]),
  ];
}

function renderHeading({ heading, level, anchor }: Section, shift: number): readonly Element[] {
  if (level === 0) return [];
  const name = `h${Math.min(6, level + shift)}`;
  return [h(name, { id: anchor }, headingLink(anchor, [{ type: 'text', value: heading }]))];
}

function renderBlock({ kind, text }: Block): Element {
  return kind === 'code' ? h('pre', { tabIndex: 0 }, h('code', text)) : h('p', text);
}
