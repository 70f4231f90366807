import type { Message } from './message.ts';

/** What to say to whoever asked, and one word for the log about how it went. */
export interface Reply {
  readonly message: Message;
  readonly outcome: string;
}
