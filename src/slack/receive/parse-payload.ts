import { z } from 'zod';

// What our listeners rely on of what Slack sends. More may be there; anything else is no payload.

const person = z.looseObject({ id: z.string() });
const event = z.looseObject({
  type: z.string(),
  channel: z.string().optional(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  text: z.string().optional(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  message_ts: z.string().optional(),
  links: z.array(z.looseObject({ url: z.string() })).default([]),
  old_channel_id: z.string().optional(),
  new_channel_id: z.string().optional(),
});

const payload = z.union([
  z.looseObject({
    type: z.literal('event_callback'),
    event_id: z.string(),
    team_id: z.string(),
    event,
  }),
  z.looseObject({
    command: z.string(),
    text: z.string(),
    user_id: z.string(),
    channel_id: z.string(),
    response_url: z.string(),
    trigger_id: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal('block_actions'),
    user: person,
    actions: z.array(z.looseObject({ type: z.string(), action_id: z.string() })).min(1),
    container: z.looseObject({}).optional(),
    response_url: z.string().optional(),
  }),
  z.looseObject({
    type: z.enum(['view_submission', 'view_closed']),
    user: person,
    view: z.looseObject({ id: z.string(), callback_id: z.string() }),
  }),
  z.looseObject({
    type: z.enum(['shortcut', 'message_action', 'block_suggestion']),
    user: person,
  }),
]);

/** Undefined for what no listener could make sense of, however well it is signed. */
export function parsePayload(body: unknown): Record<string, unknown> | undefined {
  const parsed = payload.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
