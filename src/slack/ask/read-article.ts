import type { WebClient } from '@slack/web-api';
import type { Library } from '../../answers/library.ts';
import { renderNotice } from '../reply/notice.ts';
import { markOf } from './answer-state.ts';
import type { Answerer } from './answer-request.ts';
import { findPlace, type ArticlePlace } from './article-place.ts';
import type { ButtonPress } from './button-press.ts';
import { readArticleId, renderReadArticle } from './messages/read-article.ts';
import { showModal } from '../reply/show-modal.ts';

export interface ReadDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly library: () => Library;
}

const gone = 'That article isn’t in the guide any more. Please ask again.';

/** Shows an article where the person is: in a modal, or in the modal's place once it is open. */
export function createReadArticle({ client, answerer, library }: ReadDeps) {
  const show = async (
    press: ButtonPress,
    place: ArticlePlace | undefined,
    part?: number,
  ): Promise<string> => {
    if (place === undefined) {
      await press.respond(renderNotice(gone));
      return 'article gone';
    }
    const { articles } = library();
    const context = await answerer.contextFor([place.article]);
    const articleAt = (path: string) => articles.find((article) => article.path === path);
    const view = renderReadArticle(place, { ...context, articleAt }, part);
    if (press.view?.callbackId === readArticleId) {
      await client.views.update({ view_id: press.view.id, view });
    } else {
      const isInModal = press.view?.kind === 'modal';
      await showModal(client, { triggerId: press.triggerId, isInModal }, view);
    }
    return 'read';
  };

  return {
    /** A button or an option with a place as its value. */
    open: (press: ButtonPress): Promise<string> =>
      show(press, findPlace(library().articles, press.value)),

    /** The next part, or the one before. */
    turn: (press: ButtonPress): Promise<string> => {
      const [mark, part = '0'] = press.value.split(':');
      const article = library().articles.find(({ slug }) => markOf(slug) === mark);
      return show(press, article && { article, section: undefined }, Number(part));
    },
  };
}
