import type { Exchange, Traffic } from '../simulator/traffic.ts';

export interface ExchangeView {
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly from: 'bot' | 'slack';
  readonly kind: Exchange['kind'];
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
      request: readable(request),
      response: readable(response),
    }));
}

/** Fields that hold JSON as text, as `view` does in the Web API, are shown as what they hold. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, readable(held)]));
  }
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return readable(JSON.parse(value));
  } catch {
    return value;
  }
}
