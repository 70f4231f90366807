import type { Outgoing, Retry } from './outgoing.ts';

const types = {
  command: 'slash_commands',
  event: 'events_api',
  interaction: 'interactive',
} as const;

/**
 * What goes over a socket: the payload, and an id to acknowledge it by. A retry's reason is `timeout` where
 * HTTP says `http_timeout`.
 */
export function toEnvelope(
  envelopeId: string,
  outgoing: Outgoing,
  retry: Retry | undefined,
): object {
  const isEvent = outgoing.kind === 'event';
  return {
    envelope_id: envelopeId,
    type: types[outgoing.kind],
    accepts_response_payload: outgoing.kind === 'interaction' ? outgoing.readsAnswer : !isEvent,
    payload: outgoing.body,
    ...(isEvent
      ? {
          retry_attempt: retry?.attempt ?? 0,
          retry_reason: retry?.reason.replace('http_', '') ?? '',
        }
      : {}),
  };
}

/** An acknowledgement without words: no payload, or an empty one. */
export function isEmptyAnswer(payload: unknown): boolean {
  if (typeof payload !== 'object') return payload === undefined;
  return Object.keys(payload ?? {}).length === 0;
}
