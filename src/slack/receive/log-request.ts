import type { AllMiddlewareArgs, AnyMiddlewareArgs, Context, Middleware } from '@slack/bolt';
import type { Logger } from 'pino';

const outcomeKey = 'outcome';

/** One word for the log on how a request went. Never what was asked. */
export function setOutcome(context: Context, outcome: string): void {
  context[outcomeKey] = outcome;
}

/** For whoever counts requests. */
export type RequestHandled = (request: {
  readonly surface: string;
  readonly outcome: string;
  readonly ms: number;
}) => void;

/** Writes one line for each thing Slack sent: what, how long, how it went, ids; never anyone's words. */
export function createRequestLog(
  log: Logger,
  now: () => number,
  handled: RequestHandled = () => undefined,
): Middleware<AnyMiddlewareArgs> {
  return async ({ body, context, next }: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const startedAt = now();
    const write = (outcome: unknown): void => {
      const fields = describeRequest(body);
      const ms = now() - startedAt;
      log.info({ ...fields, outcome, ms }, 'handled a request');
      // Any command counts as one: its name is a setting.
      const surface = 'command' in body ? 'command' : String(fields.request);
      handled({ surface, outcome: String(outcome), ms });
    };
    try {
      await next();
      write(context[outcomeKey] ?? 'ignored');
    } catch (error) {
      write('failed');
      throw error;
    }
  };
}

type Field = 'request' | 'action' | 'view' | 'event' | 'team' | 'channel' | 'user';

/** The ids in a payload, whichever kind it is. */
export function describeRequest(body: object): Readonly<Partial<Record<Field, string>>> {
  const payload = body as Readonly<Record<string, unknown>>;
  const event = recordOf(payload['event']);
  const [action] = Array.isArray(payload['actions']) ? (payload['actions'] as unknown[]) : [];
  const fields: Readonly<Record<Field, unknown>> = {
    request: payload['command'] ?? event['type'] ?? payload['type'],
    action: recordOf(action)['action_id'],
    view: recordOf(payload['view'])['callback_id'],
    event: payload['event_id'],
    team: payload['team_id'] ?? recordOf(payload['team'])['id'],
    channel: payload['channel_id'] ?? event['channel'] ?? recordOf(payload['channel'])['id'],
    user: payload['user_id'] ?? event['user'] ?? recordOf(payload['user'])['id'],
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value === 'string'),
  );
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
