import type { Element } from 'hast';
import { h } from 'hastscript';
import { withParameters } from '../page-paths.ts';

export interface Pagination {
  readonly path: string;
  /** Parameters of the list apart from the page. */
  readonly parameters?: Record<string, string>;
  /** Counted from 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** Links to the pages before and after; nothing when there is but one. */
export function renderPagination(list: Pagination): readonly Element[] {
  const { path, parameters = {}, page, pageSize, total } = list;
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return [];
  const linkTo = (target: number, rel: 'prev' | 'next', text: string): Element => {
    const page = target === 1 ? {} : { page: String(target) };
    return h('a', { rel, href: withParameters(path, { ...parameters, ...page }) }, text);
  };
  const links = [
    page > 1 ? linkTo(Math.min(page - 1, last), 'prev', 'Previous page') : undefined,
    h('span', `Page ${page} of ${last}`),
    page < last ? linkTo(page + 1, 'next', 'Next page') : undefined,
  ];
  return [h('nav.pagination', { ariaLabel: 'Pages' }, links)];
}
