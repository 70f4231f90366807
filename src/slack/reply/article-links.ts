import type { Article, Section } from '../../content/article.ts';
import { encodePath } from '../../content/links/relative-link.ts';

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

/** Finds the article that an address leads to, with the section where it names one. */
export function createFindLinked(articles: readonly Article[], linkTo: LinkTo) {
  const byAddress = new Map(articles.map((article) => [addressOf(linkTo(article)), article]));
  return (typed: string): { article: Article; section: Section | undefined } | undefined => {
    // As people paste it, and as Slack writes it.
    const link = typed.trim().replace(/^<([^|>]+)(?:\|[^>]*)?>$/, '$1');
    const address = addressOf(link);
    const article = address === undefined ? undefined : byAddress.get(address);
    const anchor = decode(URL.parse(link)?.hash.slice(1) ?? '');
    const isNamed = (section: Section) => anchor !== '' && section.anchor === anchor;
    return article && { article, section: article.sections.find(isNamed) };
  };
}

/** What two links to one page have in common; undefined for what is no address. */
function addressOf(link = ''): string | undefined {
  const url = URL.parse(link);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return url.host + decode(url.pathname).replace(/\/+$/, '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
