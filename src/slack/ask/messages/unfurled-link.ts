import {
  nameHit,
  renderLead,
  summaryOf,
  type ArticleContext,
} from '../../reply/article-summary.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import type { ArticlePlace } from '../button-values.ts';

/** What everybody in a conversation sees below a link: what the article is, whose, and how old. */
export function renderUnfurledLink(
  { article, section }: ArticlePlace,
  view: ArticleContext,
): Message {
  const hit = { article, section, passage: undefined, versions: [] };
  return {
    text: fallbackText(`${nameHit(article, section)}: ${summaryOf(article)}`),
    blocks: renderLead(hit, view, { showsAge: true }),
  };
}
