import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Library } from '../answers/library.ts';
import { createEdition, type Edition, type EditionReviews } from './edition.ts';

const maxPrepared = 200;

/**
 * The pages of the library of the moment, and of what people say about it. Its articles are made before anybody asks: the first page
 * of each kind takes longest. One a turn of the event loop, which leaves room for everything else.
 */
export function followLibrary(
  library: () => Library,
  reviews: EditionReviews,
  logger: Logger,
): () => Edition {
  let edition: Edition | undefined;
  let version = '';

  async function prepare(fresh: Edition): Promise<void> {
    for (const { slug } of fresh.library.articles.slice(0, maxPrepared)) {
      await setImmediate();
      if (edition !== fresh) return;
      fresh.article(slug);
    }
  }

  function current(): Edition {
    const now = library();
    if (edition?.library !== now || version !== reviews.version()) {
      version = reviews.version();
      edition = createEdition(now, reviews);
      prepare(edition).catch((error: unknown) => {
        logger.error({ err: error }, 'a page could not be made');
      });
    }
    return edition;
  }

  current();
  return current;
}
