import type { Article } from './article.ts';
import { compareText } from '../text/compare-text.ts';

/** By their `updated` date, undated articles last, then by slug. */
export function newestFirst(a: Article, b: Article): number {
  return compareText(b.updated ?? '', a.updated ?? '') || compareText(a.slug, b.slug);
}
