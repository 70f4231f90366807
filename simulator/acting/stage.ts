import type { EventDispatcher } from '../delivery/event-dispatcher.ts';
import type { Send } from '../delivery/outgoing.ts';
import type { Parts } from '../parts.ts';
import type { MessageStates } from './message-states.ts';

/** What people's actions need: the workspace, and a way to tell the app. */
export interface Stage {
  readonly parts: Parts;
  readonly send: Send;
  readonly events: EventDispatcher;
  readonly messageStates: MessageStates;
}
