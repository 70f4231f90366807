import type { Ids } from '../ids.ts';
import { isTyped, type Typed } from './block-shape.ts';

const withoutActionId = new Set(['image', 'plain_text', 'mrkdwn']);

/** As Slack stores blocks: each has a `block_id`, each interactive element an `action_id`. */
export function withGeneratedIds(blocks: readonly Typed[], ids: Ids): readonly Typed[] {
  const addAction = (value: unknown): unknown =>
    isTyped(value) && !withoutActionId.has(value.type)
      ? { action_id: ids.secret(5), ...value }
      : value;
  return blocks.map((block) => {
    const named: Typed = { block_id: ids.secret(5), ...block };
    if (block.type === 'rich_text') return named;
    return {
      ...named,
      ...('accessory' in block ? { accessory: addAction(block['accessory']) } : {}),
      ...('element' in block ? { element: addAction(block['element']) } : {}),
      ...(Array.isArray(block['elements']) ? { elements: block['elements'].map(addAction) } : {}),
    };
  });
}
