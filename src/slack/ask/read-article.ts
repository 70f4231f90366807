import type { WebClient } from '@slack/web-api';
import type { Library } from '../../answers/library.ts';
import { renderNotice } from '../reply/notice.ts';
import { markOf } from './answer-state.ts';
import type { Answerer } from './answer-request.ts';
import { findPlace, type ArticlePlace } from './article-place.ts';
import type { ButtonPress } from './button-press.ts';
import { partsOf, readArticleId, renderReadArticle, type Part } from './messages/read-article.ts';
import { showModal } from '../reply/show-modal.ts';

export interface ReadDeps {
  readonly client: WebClient;
  readonly answerer: Answerer;
  readonly library: () => Library;
}

const gone = 'That article isn’t in the guide any more. Please ask again.';

/** Whoever reads on reads one of these. */
const maxKept = 10;

/** Shows an article where the person is: in a modal, or in the modal's place once it is open. */
export function createReadArticle({ client, answerer, library }: ReadDeps) {
  /** Of this library, the last that were read. */
  let kept:
    { readonly of: Library['articles']; readonly parts: Map<string, readonly Part[]> } | undefined;
  const keptParts = (slug: string, make: () => readonly Part[]): readonly Part[] => {
    const { articles } = library();
    if (kept?.of !== articles) kept = { of: articles, parts: new Map() };
    const { parts } = kept;
    const made = parts.get(slug) ?? make();
    parts.delete(slug);
    parts.set(slug, made);
    const [oldest] = parts.keys();
    if (parts.size > maxKept && oldest !== undefined) parts.delete(oldest);
    return made;
  };

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
    const shown = { ...context, articleAt };
    const parts = keptParts(place.article.slug, () => partsOf(place.article, shown));
    const view = renderReadArticle(place, shown, part, parts);
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
