import type { WebClient } from '@slack/web-api';
import type { ButtonPressDeps } from './button-press.ts';
import { renderAnswerModal } from './messages/ask-modal.ts';

/** What is said about a press in a modal stands in that modal; from the Home tab it opens one. */
export function createRespondInView(client: WebClient): ButtonPressDeps['respondInView'] {
  return (view, triggerId) => async (message) => {
    const modal = renderAnswerModal(message, { metadata: view.metadata });
    if (view.kind === 'modal') await client.views.update({ view_id: view.id, view: modal });
    else await client.views.open({ trigger_id: triggerId, view: modal });
  };
}
