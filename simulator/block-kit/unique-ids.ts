import { allBlocks, elementsOf } from './block-shape.ts';
import type { BlockProblem } from './problems.ts';

/** `block_id` is unique in its message or view, `action_id` in its block. */
export function findDuplicateIds(blocks: readonly unknown[], root: string): BlockProblem[] {
  const placed = allBlocks(blocks, root);
  const blockIds = placed.map(({ block, at }) => ({ id: block['block_id'], at: `${at}/block_id` }));
  return [
    ...findRepeated(blockIds, (id) => `\`block_id\` "${id}" already exists for another block`),
    ...placed.flatMap(({ block, at }) => {
      const actionIds = elementsOf(block).map(({ element, at: inBlock }) => ({
        id: element['action_id'],
        at: `${at}${inBlock}/action_id`,
      }));
      return findRepeated(
        actionIds,
        (id) => `\`action_id\` "${id}" already exists for another element`,
      );
    }),
  ];
}

function findRepeated(
  ids: readonly { readonly id: unknown; readonly at: string }[],
  describe: (id: string) => string,
): BlockProblem[] {
  const seen = new Set<string>();
  return ids.flatMap(({ id, at }) => {
    if (typeof id !== 'string') return [];
    if (seen.has(id)) return [{ message: describe(id), pointer: at }];
    seen.add(id);
    return [];
  });
}
