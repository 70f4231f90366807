import type { Button, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import { nameHit, renderLine, titleOf, type ArticleContext } from '../../reply/article-summary.ts';
import { option } from '../../reply/form.ts';
import { bullets, button, plain, richText, row } from '../../reply/rich-text.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatPlace, type ArticlePlace } from '../button-values.ts';

const maxOptions = 100;

/** A menu that opens one of these articles, or nothing where there is none to open. */
export function readMenu(hits: readonly ArticlePlace[]): readonly StaticSelect[] {
  // Two options with one value could not be told apart.
  const byPlace = new Map(hits.map((hit) => [formatPlace(hit), hit]));
  const options = [...byPlace].map(([value, { article, section }]) =>
    option(nameHit(article, section), value),
  );
  const placeholder = options.length === 1 ? 'Read it here' : 'Read one of these here';
  return placeMenu(actionIds.readOne, placeholder, options);
}

/** A menu of places to read, or nothing where there is none. */
export function placeMenu(
  actionId: string,
  placeholder: string,
  options: readonly PlainTextOption[],
): readonly StaticSelect[] {
  if (options.length === 0) return [];
  return [
    {
      type: 'static_select',
      action_id: actionId,
      placeholder: plain(placeholder),
      options: options.slice(0, maxOptions),
    },
  ];
}

/** Opens the article at its section. */
export function readButton(place: ArticlePlace): Button {
  return button({
    label: 'Read here',
    actionId: actionIds.read,
    value: formatPlace(place),
    spoken: `Read here: ${titleOf(place.article)}`,
  });
}

/** Articles that answer nothing, in a line each, with a menu to open one. */
export function articleList(
  articles: readonly Article[],
  view: Pick<ArticleContext, 'linkTo'>,
  notesOn: (article: Article) => readonly (string | undefined)[],
  buttons: readonly Button[] = [],
): readonly KnownBlock[] {
  const lines = articles.map((article) => renderLine(article, view, notesOn(article)));
  const places = articles.map((article) => ({ article }));
  return [richText(bullets(lines)), ...row(buttons, readMenu(places))];
}
