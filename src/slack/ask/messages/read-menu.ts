import type { Button, PlainTextOption, StaticSelect } from '@slack/types';
import { nameHit, titleOf } from '../../reply/article-summary.ts';
import { cutText } from '../../reply/cut-text.ts';
import { button, plain } from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';
import { formatPlace, type ArticlePlace } from '../button-values.ts';

const maxOptions = 100;
const maxOptionChars = 75;

/** A menu that opens one of these articles, or nothing where there is none to open. */
export function readMenu(hits: readonly ArticlePlace[]): readonly StaticSelect[] {
  if (hits.length === 0) return [];
  // Two options with one value could not be told apart.
  const byPlace = new Map(hits.map((hit) => [formatPlace(hit), hit]));
  const options = [...byPlace]
    .slice(0, maxOptions)
    .map(([value, { article, section }]): PlainTextOption => ({
      text: plain(cutText(nameHit(article, section), maxOptionChars)),
      value,
    }));
  const placeholder = plain(options.length === 1 ? 'Read it here' : 'Read one of these here');
  return [{ type: 'static_select', action_id: actionIds.readOne, placeholder, options }];
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
