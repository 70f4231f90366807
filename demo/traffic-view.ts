import type { Traffic } from '../simulator/traffic.ts';

export interface ExchangeView {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly from: 'bot' | 'slack';
  readonly kind: string;
  readonly name: string;
  readonly status: number | undefined;
  readonly ms: number;
  readonly request: unknown;
  readonly response: unknown;
}

const maxShown = 200;

/** What went between Slack and the bot, oldest first. */
export function viewTraffic(traffic: Traffic, after: number): readonly ExchangeView[] {
  return traffic
    .list()
    .filter(({ number }) => number > after)
    .slice(-maxShown)
    .map(({ number, at, from, kind, name, status, ms, request, response }) => ({
      number,
      at: at.toISOString(),
      from,
      kind,
      name,
      status,
      ms,
      request,
      response,
    }));
}
