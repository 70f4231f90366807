import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';

/** A heading's words as a link to itself, for those who want to pass its address on. */
export function headingLink(anchor: string, words: readonly ElementContent[]): Element {
  return h('a.heading', { href: `#${encodeURIComponent(anchor)}` }, [...words]);
}
