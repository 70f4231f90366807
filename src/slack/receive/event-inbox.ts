/** An event that was acknowledged before it was answered. */
export interface KeptEvent {
  /** Slack's `event_id`. */
  readonly id: string;
  /** What Slack sent, as JSON. */
  readonly body: string;
}

/**
 * Where an event waits on disk while its answer takes longer than Slack does: once acknowledged, it
 * is not delivered again, and only we can still lose it.
 */
export interface EventInbox {
  /** Safe to call twice for one event. */
  keep(event: KeptEvent, now: number): Promise<void>;
  forget(id: string): Promise<void>;
  /** What a process that died has left, oldest first. */
  list(): Promise<readonly KeptEvent[]>;
}
