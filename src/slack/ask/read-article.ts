import type { WebClient } from '@slack/web-api';
import type { Library } from '../../answers/library.ts';
import type { Feature } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { renderNotice } from '../reply/notice.ts';
import { actionIds } from './action-ids.ts';
import type { Answerer } from './answer-request.ts';
import { findPlace } from './button-values.ts';
import { partsOf, readArticleId, renderReadArticle, type Part } from './messages/read-article.ts';

export interface ReadDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly library: () => Library;
}

const gone = 'That article isn’t in the guide any more. Please ask again.';

/** Whoever reads on reads one of these, and to make it again is no harm. */
const maxKept = 10;

/** Shows an article where the person is: in a modal, or in the modal's place once it is open. */
export function createReadArticle({ client, answerer, library }: ReadDeps): Feature {
  /** Of this library, some that were read. */
  let kept = { of: library().articles, parts: new Map<string, readonly Part[]>() };
  const keep = (slug: string, make: () => readonly Part[]): readonly Part[] => {
    const known = kept.of === library().articles ? kept.parts.get(slug) : undefined;
    if (known !== undefined) return known;
    const { articles } = library();
    if (kept.of !== articles || kept.parts.size >= maxKept)
      kept = { of: articles, parts: new Map() };
    const parts = make();
    kept.parts.set(slug, parts);
    return parts;
  };

  const read: Listener = async (press) => {
    const { articles } = library();
    const place = findPlace(articles, press.value);
    if (place === undefined) {
      await press.respond(renderNotice(gone));
      return 'article gone';
    }
    const context = await answerer.contextFor([place.article]);
    const articleAt = (path: string) => articles.find((article) => article.path === path);
    const shown = { ...context, articleAt };
    const parts = keep(place.article.slug, () => partsOf(place.article, shown));
    const view = renderReadArticle(place, shown, parts);
    if (press.view?.callback_id === readArticleId) {
      await client.views.update({ view_id: press.view.id, view });
    } else {
      await press.show(view);
    }
    return 'read';
  };

  const { read: lead, readOne, readSection, readNext, readPrevious, findArticle } = actionIds;
  return {
    buttons: [lead, readOne, readSection, readNext, readPrevious, findArticle].map((id) => [
      id,
      read,
    ]),
  };
}
