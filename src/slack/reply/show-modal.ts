import type { KnownBlock, ModalView, View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { plain } from './rich-text.ts';

/** Opens a modal; where one is open already, on top of it. Within three seconds of the press. */
export async function showModal(
  client: Pick<WebClient, 'views'>,
  { triggerId, isInModal }: { readonly triggerId: string; readonly isInModal: boolean },
  view: View,
): Promise<void> {
  const show = isInModal ? client.views.push : client.views.open;
  await show({ trigger_id: triggerId, view });
}

/** A modal that says something and asks for nothing. */
export function noticeModal(title: string, blocks: readonly KnownBlock[]): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [...blocks] };
}
