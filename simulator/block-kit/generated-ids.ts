import type { Ids } from '../ids.ts';
import { blocksInside, elementsOf, isTyped, type Typed } from './block-shape.ts';

const withoutActionId = new Set(['image', 'plain_text', 'mrkdwn']);

/** As Slack stores blocks: each has a `block_id`, each interactive element an `action_id`. */
export function withGeneratedIds(blocks: readonly Typed[], ids: Ids): readonly Typed[] {
  return blocks.map((block) => {
    const { name, inner } = blocksInside(block);
    const named: Record<string, unknown> & Typed = { block_id: ids.secret(5), ...block };
    if (inner.length > 0) named[name] = withGeneratedIds(inner.filter(isTyped), ids);
    for (const field of new Set(elementsOf(block).map(({ at }) => at.split('/')[1] ?? ''))) {
      const value = block[field];
      named[field] = Array.isArray(value)
        ? value.map((element: unknown) => withActionId(element, ids))
        : withActionId(value, ids);
    }
    return named;
  });
}

function withActionId(element: unknown, ids: Ids): unknown {
  const needsOne = isTyped(element) && !withoutActionId.has(element.type);
  return needsOne ? { action_id: ids.secret(5), ...element } : element;
}
