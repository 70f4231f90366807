import type { AllMiddlewareArgs, AnyMiddlewareArgs, Context, Middleware } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Payload } from './parse-payload.ts';

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

/** The ids in a payload, whichever kind it is; its shape has been looked at. */
export function describeRequest(
  body: object,
): Readonly<Partial<Record<Field, string | undefined>>> {
  const payload = body as Payload;
  if ('event' in payload) {
    const { event, event_id: id, team_id: team } = payload;
    return { request: event.type, event: id, team, channel: event.channel, user: event.user };
  }
  if ('command' in payload) {
    const { command: request, team_id: team, channel_id: channel, user_id: user } = payload;
    return { request, team, channel, user };
  }
  return {
    request: payload.type,
    action: payload.actions?.[0].action_id,
    view: payload.view?.callback_id,
    team: payload.team?.id,
    channel: payload.channel?.id,
    user: payload.user.id,
  };
}
