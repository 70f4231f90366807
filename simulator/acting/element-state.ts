import { allBlocks, elementsOf, type Typed } from '../block-kit/block-shape.ts';
import { optionsOf } from '../block-kit/initial-options.ts';
import type { ElementState, StateValues } from '../workspace/views.ts';

/** What a person puts in: text, an option's value, an id, a date; a list where many can be chosen. */
export type Choice =
  string | number | readonly string[] | Typed | Readonly<Record<string, unknown>>;

interface StateField {
  /** The name in the state and in the action. */
  readonly field: string;
  readonly initial: string;
  readonly holds: 'option' | 'options' | 'plain';
}

const stateFields: Readonly<Record<string, StateField>> = {
  static_select: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  external_select: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', holds: 'option' },
  overflow: { field: 'selected_option', initial: '', holds: 'option' },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', holds: 'options' },
  multi_external_select: {
    field: 'selected_options',
    initial: 'initial_options',
    holds: 'options',
  },
  checkboxes: { field: 'selected_options', initial: 'initial_options', holds: 'options' },
  users_select: plain('selected_user', 'initial_user'),
  multi_users_select: plain('selected_users', 'initial_users'),
  conversations_select: plain('selected_conversation', 'initial_conversation'),
  multi_conversations_select: plain('selected_conversations', 'initial_conversations'),
  channels_select: plain('selected_channel', 'initial_channel'),
  multi_channels_select: plain('selected_channels', 'initial_channels'),
  datepicker: plain('selected_date', 'initial_date'),
  timepicker: plain('selected_time', 'initial_time'),
  datetimepicker: plain('selected_date_time', 'initial_date_time'),
  plain_text_input: plain('value', 'initial_value'),
  email_text_input: plain('value', 'initial_value'),
  url_text_input: plain('value', 'initial_value'),
  number_input: plain('value', 'initial_value'),
  rich_text_input: plain('rich_text_value', 'initial_value'),
};

function plain(field: string, initial: string): StateField {
  return { field, initial, holds: 'plain' };
}

/** The element after a person has put something in. Throws for an option that is not offered. */
export function chosenState(element: Typed, choice: Choice): ElementState {
  const known = stateFields[element.type];
  if (known === undefined) throw new Error(`Nothing can be chosen in a ${element.type}`);
  switch (known.holds) {
    case 'plain':
      return { type: element.type, [known.field]: choice };
    case 'option':
      return { type: element.type, [known.field]: findOption(element, choice) };
    case 'options': {
      const choices = Array.isArray(choice) ? choice : [choice];
      const options = choices.map((one: Choice) => findOption(element, one));
      return { type: element.type, [known.field]: options };
    }
  }
}

/** What every input holds before anybody touches it; `null` or an empty list for nothing. */
export function initialValues(blocks: readonly Typed[]): StateValues {
  const values: Record<string, Record<string, ElementState>> = {};
  for (const { block } of allBlocks(blocks)) {
    for (const { element } of elementsOf(block)) {
      const known = stateFields[element.type];
      if (known === undefined || element.type === 'overflow') continue;
      const nothing = known.holds === 'options' ? [] : null;
      const state = { type: element.type, [known.field]: element[known.initial] ?? nothing };
      const blockId = String(block['block_id']);
      values[blockId] = { ...values[blockId], [String(element['action_id'])]: state };
    }
  }
  return values;
}

/** What a person has put into an element; undefined for nothing. */
export function heldBy(state: ElementState | undefined): unknown {
  const known = stateFields[String(state?.['type'])];
  const held = known === undefined ? undefined : state?.[known.field];
  const isEmpty = held === null || held === '' || (Array.isArray(held) && held.length === 0);
  return isEmpty ? undefined : held;
}

function findOption(element: Typed, choice: Choice): unknown {
  if (typeof choice === 'object') return choice;
  const found = optionsOf(element)?.find(
    (option) => (option as { value?: unknown }).value === choice,
  );
  if (found === undefined) throw new Error(`No option ${String(choice)} in this ${element.type}`);
  return found;
}
