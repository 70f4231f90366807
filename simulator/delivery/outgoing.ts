/** Something Slack sends to the app. */
export type Outgoing =
  | { readonly kind: 'command'; readonly name: string; readonly body: OutgoingBody }
  | { readonly kind: 'event'; readonly name: string; readonly body: OutgoingBody }
  | {
      readonly kind: 'interaction';
      readonly name: string;
      readonly body: OutgoingBody;
      /** Whether what the app answers is read: a submitted view's errors, a select's options. */
      readonly readsAnswer: boolean;
    };

type OutgoingBody = Readonly<Record<string, unknown>>;

export interface Retry {
  readonly attempt: number;
  readonly reason: string;
}

/** What became of one attempt to deliver. */
export interface Delivery {
  readonly ok: boolean;
  /**
   * What the person is shown: `operation_timeout` for no answer in time, `dispatch_failed` for a refusal or
   * nobody there, else the code of what was wrong with the answer.
   */
  readonly error: string | undefined;
  /** The HTTP status; undefined over a socket or without an answer. */
  readonly status: number | undefined;
  /** What the app answered; undefined for nothing. */
  readonly body: unknown;
  readonly ms: number;
  /** The app asked not to be sent this again. */
  readonly noRetry: boolean;
  /** What was sent. */
  readonly sent: Outgoing;
}

/** Sends once and waits for the answer, at most until the deadline. */
export type Send = (outgoing: Outgoing, retry?: Retry) => Promise<Delivery>;
