import type { Typed } from '../block-kit/block-shape.ts';
import type { Delivery, Outgoing } from '../delivery/outgoing.ts';
import { toApiMessage } from '../web-api/api-objects.ts';
import type { Message } from '../workspace/model.ts';
import type { StateValues, View } from '../workspace/views.ts';
import { messagesSeenBy } from '../workspace/visibility.ts';
import { chosenState, initialValues, type Choice } from './element-state.ts';
import { findElement } from './find-element.ts';
import { channelInPayload, interactionBase } from './payload.ts';
import type { Stage } from './stage.ts';

/** Where an element stands. */
export type Container = Message | View;

export interface Interaction {
  readonly user: string;
  readonly container: Container;
  readonly actionId: string;
  readonly blockId?: string | undefined;
  /** For anything but a button. */
  readonly choice?: Choice | undefined;
}

function isView(container: Container): container is View {
  return 'root_view_id' in container;
}

/** Presses a button or makes a choice: the app gets `block_actions`. */
export async function interact(interaction: Interaction, stage: Stage): Promise<Delivery> {
  const { user, actionId, blockId, choice } = interaction;
  const container = current(interaction.container, user, stage);
  const found = findElement(container.blocks ?? [], actionId, blockId);
  const state = choice === undefined ? undefined : chosenState(found.element, choice);
  if (state !== undefined && found.element.type !== 'overflow') {
    const values = valuesIn(container, user, stage);
    const block = { ...values[found.blockId], [actionId]: state };
    keepValues(container, user, { ...values, [found.blockId]: block }, stage);
  }
  const action = {
    ...actionFields(found.element),
    ...state,
    action_id: actionId,
    block_id: found.blockId,
    action_ts: stage.parts.workspace.ids.ts(),
  };
  const body = {
    type: 'block_actions',
    ...interactionBase(stage.parts, user),
    ...surfaceFields(current(container, user, stage), user, stage),
    actions: [action],
  };
  return sendInteraction(
    { kind: 'interaction', name: 'block_actions', body, readsAnswer: false },
    stage,
  );
}

/** Types into a select that loads its options: resolves with what the app offers, at most 100. */
export async function suggest(
  { user, container: given, actionId, blockId }: Interaction,
  query: string,
  stage: Stage,
): Promise<{ delivery: Delivery; options: readonly Typed[] }> {
  const container = current(given, user, stage);
  const found = findElement(container.blocks ?? [], actionId, blockId);
  if (!found.element.type.endsWith('external_select')) throw new Error('Its options are fixed');
  const body = {
    type: 'block_suggestion',
    ...interactionBase(stage.parts, user),
    ...surfaceFields(container, user, stage),
    action_id: actionId,
    block_id: found.blockId,
    value: query,
  };
  const outgoing = {
    kind: 'interaction',
    name: 'block_suggestion',
    body,
    readsAnswer: true,
  } as const;
  const delivery = await sendInteraction(outgoing, stage);
  const answer = (delivery.body ?? {}) as { options?: Typed[] };
  return { delivery, options: (answer.options ?? []).slice(0, 100) };
}

/** Sends unless the manifest has interactivity off, where Slack has nowhere to send to. */
export async function sendInteraction(
  outgoing: Outgoing,
  { parts, send }: Stage,
): Promise<Delivery> {
  if (parts.installation.manifest.settings.interactivity.is_enabled) return send(outgoing);
  const nothing = { status: undefined, body: undefined, ms: 0, noRetry: false };
  return { ...nothing, ok: false, error: 'interactivity_disabled', sent: outgoing };
}

/** Everything put into a container so far. */
export function valuesIn(container: Container, user: string, stage: Stage): StateValues {
  const chosen = isView(container)
    ? container.state.values
    : stage.messageStates.get(user, container.ts);
  const values: Record<string, StateValues[string]> = { ...initialValues(container.blocks ?? []) };
  for (const [blockId, block] of Object.entries(values)) {
    const kept = chosen[blockId] ?? {};
    const known = Object.keys(block).filter((actionId) => actionId in kept);
    values[blockId] = { ...block, ...Object.fromEntries(known.map((id) => [id, kept[id] ?? {}])) };
  }
  return values;
}

function keepValues(container: Container, user: string, values: StateValues, stage: Stage): void {
  if (isView(container)) stage.parts.views.setState(container.id, values);
  else stage.messageStates.set(user, container.ts, values);
}

/** The container as it is now. Throws when this person does not have it before them any more. */
export function current<T extends Container>(container: T, user: string, stage: Stage): T;
export function current(container: Container, user: string, { parts }: Stage): Container {
  if (isView(container)) {
    const view = parts.views.find(container.id);
    if (view === undefined || parts.views.ownerOf(view.id) !== user) {
      throw new Error(`View ${container.id} is not open for this person`);
    }
    return view;
  }
  const seen = messagesSeenBy(parts.workspace, user, container.channel);
  const message = seen.find(({ ts }) => ts === container.ts);
  if (message === undefined)
    throw new Error(`Message ${container.ts} is not there for this person`);
  return message;
}

function actionFields(element: Typed): object {
  const { type, text, value, positive_button: positive } = element;
  return {
    type,
    ...(text === undefined ? {} : { text }),
    ...(value === undefined ? {} : { value }),
    ...(positive === undefined ? {} : { value: (positive as { value: string }).value }),
  };
}

function surfaceFields(container: Container, user: string, stage: Stage): object {
  const { parts } = stage;
  const state = { values: valuesIn(container, user, stage) };
  if (isView(container)) {
    return { container: { type: 'view', view_id: container.id }, view: { ...container, state } };
  }
  const { channel, ts, threadTs, ephemeralTo } = container;
  const isEphemeral = ephemeralTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: isEphemeral,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: channelInPayload(parts, channel),
    // An ephemeral message is not kept, so the payload cannot carry it.
    ...(isEphemeral ? {} : { message: toApiMessage(container, parts) }),
    state,
    response_url: parts.responseUrls.issue('actions', parts.workspace.team.id, {
      channel,
      user,
      messageTs: ts,
    }),
  };
}
