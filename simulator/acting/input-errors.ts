import type { Typed } from '../block-kit/block-shape.ts';
import { isTyped } from '../block-kit/block-shape.ts';
import type { StateValues } from '../workspace/views.ts';
import { heldBy } from './element-state.ts';

/** What Slack's own client refuses before the app hears of it, by `block_id`. */
export function findInputErrors(
  blocks: readonly Typed[],
  values: StateValues,
): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const { element } = block;
    if (block.type !== 'input' || !isTyped(element)) continue;
    const blockId = String(block['block_id']);
    const held = heldBy(values[blockId]?.[String(element['action_id'])]);
    const error =
      held === undefined
        ? block['optional'] !== true && 'Please complete this required field.'
        : typeof held === 'string' && findTextError(element, held);
    if (typeof error === 'string') errors[blockId] = error;
  }
  return errors;
}

function findTextError(element: Typed, text: string): string | undefined {
  switch (element.type) {
    case 'plain_text_input': {
      const least = Number(element['min_length'] ?? 0);
      const most = Number(element['max_length'] ?? 3000);
      if (text.length < least) return `Please enter at least ${least} characters.`;
      return text.length > most ? `Please enter at most ${most} characters.` : undefined;
    }
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'number_input':
      return findNumberError(element, Number(text));
    default:
      return undefined;
  }
}

function findNumberError(element: Typed, value: number): string | undefined {
  if (Number.isNaN(value)) return 'Please enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(value)) {
    return 'Please enter a whole number.';
  }
  const least = Number(element['min_value'] ?? -Infinity);
  const most = Number(element['max_value'] ?? Infinity);
  return value < least || value > most ? 'Please enter a number in range.' : undefined;
}
