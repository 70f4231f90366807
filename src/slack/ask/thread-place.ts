/** A thread that an answer was looked up for, and can be shared in. */
export interface ThreadPlace {
  readonly channel: string;
  readonly ts: string;
}

/** As a modal keeps it, in `private_metadata`. */
export function formatThread({ channel, ts }: ThreadPlace): string {
  return `${channel}:${ts}`;
}

/** @returns undefined for a modal that was opened from nowhere in particular. */
export function parseThread(metadata: string): ThreadPlace | undefined {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(metadata) ?? [];
  return channel === undefined || ts === undefined ? undefined : { channel, ts };
}
