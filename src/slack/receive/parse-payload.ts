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
/** Slack says with an empty one, too, that there is none. */
const idIfAny = z.preprocess((given) => (given === '' ? undefined : given), id.optional());
const named = record({ id });
const namedIfAny = record({ id: idIfAny }).optional();
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

const values = z.record(z.string(), z.record(z.string(), input)).optional();
/** An empty list is how Slack says that there are none. */
const valuesIfAny = z.preprocess(
  (given) => (Array.isArray(given) && given.length === 0 ? undefined : given),
  values,
);
const view = record({ ...viewShape, state: record({ values: valuesIfAny }).optional() });

const eventShape = z.object({
  type: z.string(),
  channel: idIfAny,
  channel_type: text,
  user: idIfAny,
  bot_id: idIfAny,
  text,
  ts: idIfAny,
  thread_ts: idIfAny,
  subtype: text,
  edited: record({}).optional(),
  tab: text,
  message_ts: idIfAny,
  source: text,
  links: z.array(record({ url: z.string() })).optional(),
  old_channel_id: idIfAny,
  new_channel_id: idIfAny,
  tokens: record({ bot: z.array(z.string()).optional() }).optional(),
});
/** What somebody wrote, or what happened in the workspace. */
export type SlackEvent = Readonly<z.infer<typeof eventShape>>;

const ofChannel = ['archive', 'deleted', 'left', 'unarchive'].flatMap((what) =>
  ['channel', 'group'].map((place) => [`${place}_${what}`, ['channel']] as const),
);
/** What each event that is listened to must say. */
const needed = new Map<string, readonly (keyof SlackEvent)[]>([
  ...ofChannel,
  ['channel_shared', ['channel']],
  ['channel_unshared', ['channel']],
  ['app_mention', ['channel', 'ts']],
  ['message', ['channel', 'ts']],
  ['app_home_opened', ['channel', 'user']],
  ['app_uninstalled', []],
  ['link_shared', ['channel', 'message_ts', 'links']],
  ['member_joined_channel', ['channel', 'user']],
  ['channel_id_changed', ['old_channel_id', 'new_channel_id']],
  ['tokens_revoked', ['tokens']],
]);

/** Of what nobody listens to, such as a channel's new name, nothing counts but that it happened. */
function whatIsHeard(given: unknown): unknown {
  const said = withoutNulls(given) as { readonly type?: string } | null | undefined;
  return needed.has(said?.type ?? '') ? said : { type: said?.type };
}

const event = z.preprocess(
  whatIsHeard,
  eventShape.superRefine((said, context) => {
    for (const field of needed.get(said.type) ?? []) {
      if (said[field] === undefined)
        context.addIssue({ code: 'custom', path: [field], message: 'missing' });
    }
  }),
);

const eventBody = record({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: idIfAny,
  is_ext_shared_channel: z.boolean().optional(),
  event,
});
const command = record({
  command: id,
  text: z.string().default(''),
  user_id: id,
  team_id: idIfAny,
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
  team: namedIfAny,
  trigger_id: text,
  response_url: address.optional(),
  callback_id: text,
  channel: namedIfAny,
  actions: actions.optional(),
  container: record({
    channel_id: idIfAny,
    message_ts: idIfAny,
    is_ephemeral: z.boolean().optional(),
  }).optional(),
  view: view.optional(),
};

/** Whatever comes but a command, by its type. */
const byType = {
  event_callback: eventBody,
  block_actions: record({ ...done, type: z.literal('block_actions'), actions }),
  view_submission: record({ ...done, type: z.literal('view_submission'), view }),
  view_closed: record({ ...done, type: z.literal('view_closed'), view }),
  shortcut: record({ ...done, type: z.literal('shortcut'), callback_id: id }),
  message_action: record({
    ...done,
    type: z.literal('message_action'),
    callback_id: id,
    channel: named,
    message: record({ text, ts: id, thread_ts: idIfAny }),
  }),
  block_suggestion: record({
    ...done,
    type: z.literal('block_suggestion'),
    action_id: id,
    block_id: text,
    value: z.string().default(''),
  }),
};

type Schema = typeof command | (typeof byType)[keyof typeof byType];
export type Payload = Readonly<z.infer<Schema>>;

export type ParsedPayload =
  | { readonly kind: 'understood'; readonly payload: Payload }
  /** Slack keeps events from us for a while. */
  | { readonly kind: 'heldBack' }
  /** No listener could make sense of it: where, and what was expected there, but never what stood there. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

const types = new Map<unknown, Schema>(Object.entries(byType));
const maxProblems = 8;
const maxPathChars = 120;

/** However well it is signed, it may be anything. */
export function parsePayload(body: unknown): ParsedPayload {
  const { type, command: typed } = Object(withoutNulls(body)) as Record<string, unknown>;
  if (type === 'app_rate_limited') return { kind: 'heldBack' };
  const schema = typed === undefined ? types.get(type) : command;
  if (schema === undefined) {
    const problem = `type: expected one of ${[...types.keys()].join(', ')}`;
    return { kind: 'refused', problems: [problem] };
  }
  const { data, error } = schema.safeParse(body);
  if (data) return { kind: 'understood', payload: data };
  const problems = error.issues
    .slice(0, maxProblems)
    .map(({ path, message }) => `${path.join('.').slice(0, maxPathChars)}: ${message}`);
  return { kind: 'refused', problems };
}
