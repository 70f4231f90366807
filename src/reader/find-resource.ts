import { iconResource, stylesheetResource } from './assets.ts';
import type { Edition } from './edition.ts';
import { loadImage, loadSourceImage, type ReadFile } from './load-image.ts';
import { articlePath } from './page-paths.ts';
import type { Route } from './parse-route.ts';
import type { Resource } from './send-resource.ts';

export type Found =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'moved'; readonly path: string };

export interface ImagePlaces {
  readonly contentDir: string;
  /** For pictures that do not lie there. */
  readonly readFile?: ReadFile;
}

/** What to answer to a route; a page that says so when there is nothing. */
export async function findResource(
  route: Route,
  edition: Edition,
  { contentDir, readFile }: ImagePlaces,
): Promise<Found> {
  switch (route.kind) {
    case 'start':
      return resource(edition.start());
    case 'article':
      return findArticle(route.slug, edition);
    case 'topic':
      return resource(edition.topic(route.tag, route.page) ?? edition.notFound(route.tag));
    case 'allArticles':
      return resource(edition.allArticles(route.page) ?? edition.notFound(''));
    case 'search':
      return resource(edition.search(route.text, route));
    case 'image':
      return resource(
        (await loadImage(contentDir, route.path)) ??
          (readFile && (await loadSourceImage(readFile, route.path))) ??
          edition.notFound(route.path),
      );
    case 'stylesheet':
      return resource(stylesheetResource);
    case 'icon':
      return resource(iconResource);
    case 'unknown':
      return resource(edition.notFound(route.path));
  }
}

/** `/articles/retries.md` or `/articles/retries/` means the article `retries`. */
function findArticle(address: string, edition: Edition): Found {
  const article = edition.article(address);
  if (article !== undefined) return resource(article);
  const slug = edition.slugMeantBy(address);
  return slug === undefined
    ? resource(edition.notFound(address))
    : { kind: 'moved', path: articlePath({ slug }) };
}

function resource(resource: Resource): Found {
  return { kind: 'resource', resource };
}
