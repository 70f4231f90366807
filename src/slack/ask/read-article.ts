import type { Article } from '../../content/article.ts';
import type { Feature, SlackDeps } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { renderNotice } from '../reply/notice.ts';
import { actionIds } from '../app/action-ids.ts';
import { findPlace } from './button-values.ts';
import { partsOf, readArticleId, renderReadArticle, type Part } from './messages/read-article.ts';

const gone = 'That article isn’t in the guide any more. Please ask again.';

/** Shows an article where the person is: in a modal, or in the modal's place once it is open. */
export function createReadArticle({ client, contextFor, library }: SlackDeps): Feature {
  /** The one that was read last: whoever reads on reads it, and to make it again is no harm. */
  let last: { of: readonly Article[]; article: Article; parts: readonly Part[] } | undefined;

  const read: Listener = async (press) => {
    const { articles } = library();
    const place = findPlace(articles, press.value);
    if (place === undefined) {
      await press.respond(renderNotice(gone));
      return 'article gone';
    }
    const context = await contextFor([place.article]);
    const articleAt = (path: string) => articles.find((article) => article.path === path);
    const shown = { ...context, articleAt };
    const { article } = place;
    if (last?.of !== articles || last.article !== article) {
      last = { of: articles, article, parts: partsOf(article, shown) };
    }
    const view = renderReadArticle(place, shown, last.parts);
    if (press.view?.callback_id === readArticleId) {
      await client.views.update({ view_id: press.view.id, view });
    } else {
      await press.show(view);
    }
    return 'read';
  };

  const { read: lead, readOne, readSection, readNext, readPrevious, findArticle } = actionIds;
  const ids = [lead, readOne, readSection, readNext, readPrevious, findArticle];
  return { buttons: Object.fromEntries(ids.map((id) => [id, read])) };
}
