import type { ExternalSelect } from '@slack/types';
import { plain } from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';

/** Suggests articles while somebody types, and opens the one they choose. */
export function findArticleMenu(): ExternalSelect {
  return {
    type: 'external_select',
    action_id: actionIds.findArticle,
    min_query_length: 2,
    placeholder: plain('Find an article by its name'),
  };
}
