import type { Article } from '../../content/article.ts';
import type { LinkTo } from '../reply/article-links.ts';

/** The article that an address leads to, wherever in it. Undefined for any other address. */
export function findLinked(
  articles: readonly Article[],
  linkTo: LinkTo,
  typed: string,
): Article | undefined {
  const address = bare(typed.trim().replace(/^<([^|>]+)(?:\|[^>]*)?>$/, '$1'));
  if (address === undefined) return undefined;
  return articles.find((article) => bare(linkTo(article) ?? '') === address);
}

/** Without what only says where in the page; undefined for what is no address. */
function bare(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return `${url.host}${url.pathname.replace(/\/$/, '')}`;
}
