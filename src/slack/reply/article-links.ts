import type { Article, Section } from '../../content/article.ts';

/** The address of an article or of one of its sections; undefined when it is published nowhere. */
export type LinkTo = (article: Article, section?: Section) => string | undefined;

/** An article's own `url` wins over the base address. */
export function createLinkTo(baseUrl: string | undefined): LinkTo {
  return (article, section) => {
    const address = article.url ?? (baseUrl && new URL(encodePath(article.slug), baseUrl).href);
    if (address === undefined) return undefined;
    if (section === undefined || section.anchor === '') return address;
    const url = new URL(address);
    url.hash = section.anchor;
    return url.href;
  };
}

function encodePath(slug: string): string {
  return slug.split('/').map(encodeURIComponent).join('/');
}
