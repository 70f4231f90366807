import type { Article, Section } from '../../content/article.ts';

/** The address of an article or of one of its sections; undefined when it is published nowhere. */
export type LinkTo = (article: Article, section?: Section) => string | undefined;

/** Slack refuses a whole message for one address that is longer. */
const maxUrlChars = 3_000;

/** An article's own `url` wins over the base address. A heading as long as a page leads to the article. */
export function createLinkTo(baseUrl: string | undefined): LinkTo {
  return (article, section) => {
    const address = article.url ?? (baseUrl && new URL(encodePath(article.slug), baseUrl).href);
    if (address === undefined || !isLinkable(address)) return undefined;
    if (section === undefined || section.anchor === '') return address;
    const url = new URL(address);
    url.hash = section.anchor;
    return isLinkable(url.href) ? url.href : address;
  };
}

/** Short enough for Slack. */
export function isLinkable(url: string): boolean {
  return url.length <= maxUrlChars;
}

function encodePath(slug: string): string {
  return slug.split('/').map(encodeURIComponent).join('/');
}
