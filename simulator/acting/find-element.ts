import { allBlocks, elementsOf, type Typed } from '../block-kit/block-shape.ts';

export interface FoundElement {
  readonly blockId: string;
  readonly element: Typed;
}

/** An element by its `action_id`, and its block's id where two blocks have the same. Throws if absent. */
export function findElement(
  blocks: readonly Typed[],
  actionId: string,
  wantedBlock?: string,
): FoundElement {
  const all = allBlocks(blocks).flatMap(({ block }) =>
    elementsOf(block).map(({ element }) => ({ blockId: String(block['block_id']), element })),
  );
  const found = all.filter(
    ({ blockId, element }) =>
      element['action_id'] === actionId && (wantedBlock ?? blockId) === blockId,
  );
  const [first] = found;
  if (first === undefined) {
    const ids = all.map(({ element }) => String(element['action_id'])).join(', ');
    throw new Error(`No element ${actionId} here; there are: ${ids}`);
  }
  if (found.length > 1) throw new Error(`Several elements ${actionId}; say which block`);
  return first;
}
