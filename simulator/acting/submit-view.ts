import type { Delivery } from '../delivery/outgoing.ts';
import { allBlocks, elementsOf } from '../block-kit/block-shape.ts';
import { readView } from '../web-api/methods/views.ts';
import { SlackError } from '../web-api/slack-error.ts';
import type { StateValues, View } from '../workspace/views.ts';
import { chosenState, type Choice } from './element-state.ts';
import { findElement } from './find-element.ts';
import { findInputErrors } from './input-errors.ts';
import { current, sendInteraction, valuesIn } from './interact.ts';
import { interactionBase } from './payload.ts';
import type { Stage } from './stage.ts';

/** What a person sees after pressing the submit button. */
export interface Submission {
  /** Undefined when the form was not sent, because Slack itself found something missing or wrong. */
  readonly delivery: Delivery | undefined;
  /** Shown under the inputs, by `block_id`. */
  readonly errors: Readonly<Record<string, string>>;
  /** What the person is shown for the whole form, as when the app is late. */
  readonly error: string | undefined;
}

/** What goes into which input, by `action_id`. */
export type FormChoices = Readonly<Record<string, Choice>>;

/** Fills a form in and submits it; the modal then closes, stays with errors, changes or makes way. */
export async function submitView(
  user: string,
  given: View,
  choices: FormChoices,
  stage: Stage,
): Promise<Submission> {
  const { parts } = stage;
  const open = current(given, user, stage);
  if (open.submit === null) throw new Error('This view has nothing to submit');
  const values = fillIn(open, user, choices, stage);
  parts.views.setState(open.id, values);
  const view = current(open, user, stage);
  const missing = findInputErrors(view.blocks, values);
  if (Object.keys(missing).length > 0) {
    return { delivery: undefined, errors: missing, error: undefined };
  }
  const body = {
    type: 'view_submission',
    ...interactionBase(parts, user),
    view,
    response_urls: responseUrlsOf(view, values, user, stage),
  };
  const outgoing = {
    kind: 'interaction',
    name: 'view_submission',
    body,
    readsAnswer: true,
  } as const;
  const delivery = await sendInteraction(outgoing, stage);
  if (!delivery.ok) return { delivery, errors: {}, error: delivery.error };
  const outcome = applyAnswer(delivery.body, user, view, stage);
  parts.workspace.announce({ kind: 'viewsChanged', user });
  return { delivery, errors: {}, error: undefined, ...outcome };
}

/** Closes a modal: the one on top, or all when the view asks for it. */
export async function closeView(user: string, given: View, stage: Stage): Promise<void> {
  const { parts } = stage;
  const view = current(given, user, stage);
  const all = view.clear_on_close;
  parts.views.close(user, { all });
  parts.workspace.announce({ kind: 'viewsChanged', user });
  if (!view.notify_on_close) return;
  const body = { type: 'view_closed', ...interactionBase(parts, user), view, is_cleared: all };
  const outgoing = { kind: 'interaction', name: 'view_closed', body, readsAnswer: false } as const;
  await sendInteraction(outgoing, stage);
}

function fillIn(view: View, user: string, choices: FormChoices, stage: Stage): StateValues {
  const values: Record<string, StateValues[string]> = { ...valuesIn(view, user, stage) };
  for (const [actionId, choice] of Object.entries(choices)) {
    const { blockId, element } = findElement(view.blocks, actionId);
    values[blockId] = { ...values[blockId], [actionId]: chosenState(element, choice) };
  }
  return values;
}

function applyAnswer(
  answer: unknown,
  user: string,
  view: View,
  { parts }: Stage,
): Partial<Submission> {
  if (typeof answer !== 'object' || answer === null) {
    parts.views.close(user);
    return {};
  }
  const reply = answer as { response_action?: string; errors?: unknown; view?: unknown };
  try {
    switch (reply.response_action) {
      case undefined:
        parts.views.close(user);
        return {};
      case 'clear':
        parts.views.close(user, { all: true });
        return {};
      case 'update':
        parts.views.update(view, readView(reply.view, 'modal', parts, view.external_id));
        return {};
      case 'push': {
        const pushed = parts.views.push(user, readView(reply.view, 'modal', parts));
        return pushed === undefined ? { error: 'push_limit_reached' } : {};
      }
      case 'errors':
        return readErrors(reply.errors, view);
      default:
        return { error: 'invalid_response_action' };
    }
  } catch (error) {
    if (error instanceof SlackError) return { error: error.code };
    throw error;
  }
}

/** Errors can stand under input blocks alone; Slack refuses others. */
function readErrors(errors: unknown, view: View): Partial<Submission> {
  if (typeof errors !== 'object' || errors === null) return { error: 'invalid_errors' };
  const inputs = new Set(
    view.blocks.filter(({ type }) => type === 'input').map((block) => String(block['block_id'])),
  );
  const isRight = Object.entries(errors).every(
    ([blockId, text]) => inputs.has(blockId) && typeof text === 'string',
  );
  return isRight ? { errors: { ...errors } } : { error: 'invalid_errors' };
}

/** A select with `response_url_enabled` gives the app a way to post where the person chose. */
function responseUrlsOf(view: View, values: StateValues, user: string, { parts }: Stage): object[] {
  return allBlocks(view.blocks).flatMap(({ block }) =>
    elementsOf(block)
      .filter(({ element }) => element['response_url_enabled'] === true)
      .flatMap(({ element }) => {
        const blockId = String(block['block_id']);
        const actionId = String(element['action_id']);
        const state = values[blockId]?.[actionId];
        const channel = state?.['selected_conversation'] ?? state?.['selected_channel'];
        if (typeof channel !== 'string') return [];
        const target = { channel, user, messageTs: undefined };
        const url = parts.responseUrls.issue('actions', parts.workspace.team.id, target);
        return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: url }];
      }),
  );
}
