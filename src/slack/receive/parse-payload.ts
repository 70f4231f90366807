import { z } from 'zod';

// What we rely on of what Slack sends, and all that we or Bolt get of it: the rest nobody looked at.

/** May get fields that we don't know, and null for what isn't there. */
function record<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess(withoutNulls, z.object(shape));
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

/** Slack's own are far shorter. */
const id = z.string().min(1).max(255);
const named = record({ id });
const address = z.url().or(z.literal(''));
const text = z.string().optional();
const option = record({ value: z.string() });

const viewShape = {
  id,
  type: z.string(),
  callback_id: z.string(),
  title: record({ text: z.string() }).optional(),
  private_metadata: z.string(),
};
export const viewSchema = record(viewShape);
/** A modal or the Home tab, as Slack sends it along. */
export type SentView = Readonly<z.infer<typeof viewSchema>>;

const input = record({
  value: text,
  selected_option: option.optional(),
  selected_options: z.array(option).optional(),
  selected_conversation: text,
  selected_time: text,
});
/** What somebody typed or chose in one block of a form. */
export type Input = Readonly<z.infer<typeof input>>;

const values = z.record(z.string(), z.record(z.string(), input));
const view = record({
  ...viewShape,
  // An empty list is how Slack says that there are none.
  state: record({ values: values.or(z.tuple([])).optional() }).optional(),
});

const event = record({
  type: z.string(),
  channel: id.optional(),
  channel_type: text,
  user: id.optional(),
  bot_id: text,
  text,
  ts: id.optional(),
  thread_ts: id.optional(),
  subtype: text,
  edited: record({}).optional(),
  tab: text,
  message_ts: id.optional(),
  source: text,
  links: z.array(record({ url: z.string() })).optional(),
  old_channel_id: id.optional(),
  new_channel_id: id.optional(),
  tokens: record({ bot: z.array(z.string()).optional() }).optional(),
});
/** What somebody wrote, or what happened in the workspace. */
export type SlackEvent = Readonly<z.infer<typeof event>>;

const ofChannel = ['archive', 'deleted', 'left', 'unarchive'].flatMap((what) =>
  ['channel', 'group'].map((place) => [`${place}_${what}`, ['channel']] as const),
);
/** What each event that is listened to must say; others may say what they like. */
const needed = new Map<string, readonly (keyof SlackEvent)[]>([
  ...ofChannel,
  ['app_mention', ['channel', 'ts']],
  ['message', ['channel', 'ts']],
  ['app_home_opened', ['channel', 'user']],
  ['link_shared', ['channel', 'message_ts', 'links']],
  ['member_joined_channel', ['channel', 'user']],
  ['channel_id_changed', ['old_channel_id', 'new_channel_id']],
  ['tokens_revoked', ['tokens']],
]);

const eventBody = record({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id,
  is_ext_shared_channel: z.boolean().optional(),
  event: event.refine((said) =>
    (needed.get(said.type) ?? []).every((field) => said[field] !== undefined),
  ),
});
const command = record({
  command: id,
  text: z.string(),
  user_id: id,
  team_id: id.optional(),
  channel_id: id,
  channel_name: text,
  response_url: address,
  trigger_id: text,
});

const action = record({
  type: z.string(),
  action_id: id,
  block_id: text,
  value: text,
  selected_option: option.optional(),
});
/** What somebody pressed or chose. */
export type Action = Readonly<z.infer<typeof action>>;
const actions = z.tuple([action]).rest(action);

/** Whatever somebody does but type a command. */
const done = {
  user: named,
  team: named.optional(),
  trigger_id: text,
  response_url: address.optional(),
  callback_id: text,
  channel: named.optional(),
  actions: actions.optional(),
  container: record({
    channel_id: id.optional(),
    message_ts: id.optional(),
    is_ephemeral: z.boolean().optional(),
  }).optional(),
  view: view.optional(),
};
const deed = z.union([
  record({ ...done, type: z.literal('block_actions'), actions }),
  record({ ...done, type: z.enum(['view_submission', 'view_closed']), view }),
  record({ ...done, type: z.literal('shortcut'), callback_id: id }),
  record({
    ...done,
    type: z.literal('message_action'),
    callback_id: id,
    channel: named,
    message: record({ text, ts: id, thread_ts: id.optional() }),
  }),
  record({
    ...done,
    type: z.literal('block_suggestion'),
    action_id: id,
    block_id: text,
    value: z.string(),
  }),
]);

const payload = z.union([eventBody, command, deed]);
export type Payload = Readonly<z.infer<typeof payload>>;

/** Undefined for what no listener could make sense of, however well it is signed. */
export function parsePayload(body: unknown): Payload | undefined {
  return payload.safeParse(body).data;
}
