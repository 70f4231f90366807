import type { BlockAction } from '@slack/bolt';
import type { Respond } from '../reply/respond.ts';

/** A button that somebody pressed, with what our listeners need of it. */
export interface ButtonPress {
  readonly value: string;
  readonly user: string;
  readonly channel: string;
  /** Names the message the button belongs to. */
  readonly messageTs: string;
  /** Only the person who pressed sees that message. */
  readonly isEphemeral: boolean;
  readonly respond: Respond;
}

/** @returns undefined when the press did not come from a button in a message. */
export function parseButtonPress(
  body: BlockAction,
  respondTo: (url: string) => Respond,
): ButtonPress | undefined {
  const [action] = body.actions;
  const { container } = body;
  if (action?.type !== 'button' || container['type'] !== 'message') return undefined;
  if (body.response_url === '' || !body.response_url) return undefined;
  return {
    value: action.value ?? '',
    user: body.user.id,
    channel: String(container['channel_id'] ?? body.channel?.id ?? ''),
    messageTs: String(container['message_ts'] ?? ''),
    isEphemeral: container['is_ephemeral'] === true,
    respond: respondTo(body.response_url),
  };
}
