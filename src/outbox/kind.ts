import type { Item, Settlement } from './item.ts';

export type Composed<Message> =
  | {
      readonly words: Message;
      /** What is kept of it with the item. */
      readonly content?: unknown;
    }
  /** Nothing is said, at least not now. */
  | Settlement;

/** One kind of thing that is said. */
export interface Kind<Message> {
  /** As things stand now; asked again before every attempt. Throws for an item it cannot understand. */
  readonly compose: (item: Item) => Promise<Composed<Message>>;
  /** Slack takes nothing for its channel until somebody mends it: what that means for the item. */
  readonly onClosed?: (item: Item, reason: string) => Promise<Settlement>;
  /** Slack will never take it. What follows from that is written down before the item ends. */
  readonly onRefused?: (item: Item) => Promise<void>;
  /** It is given up when it is this late; otherwise after a day. */
  readonly lateAfterMs?: number;
  /** Somebody waits for it: said again, where nobody lets us look whether it was. */
  readonly ratherTwice?: boolean;
}

export type Kinds<Message> = Readonly<Record<string, Kind<Message>>>;
