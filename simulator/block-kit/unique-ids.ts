import { elementsOf, isTyped, type Typed } from './block-shape.ts';
import { toPointer, type BlockProblem } from './problems.ts';

/** `block_id` is unique in its message or view, `action_id` in its block. */
export function findDuplicateIds(blocks: readonly unknown[], root: string): BlockProblem[] {
  const problems: BlockProblem[] = [];
  const blockIds = new Set<unknown>();
  blocks.forEach((block, index) => {
    if (!isTyped(block)) return;
    const id = block['block_id'];
    if (typeof id === 'string' && blockIds.has(id)) {
      problems.push({
        message: `\`block_id\` "${id}" already exists for another block`,
        pointer: `${root}${toPointer([index, 'block_id'])}`,
      });
    }
    blockIds.add(id);
    problems.push(...findDuplicateActionIds(block, `${root}${toPointer([index])}`));
  });
  return problems;
}

function findDuplicateActionIds(block: Typed, root: string): BlockProblem[] {
  const problems: BlockProblem[] = [];
  const seen = new Set<unknown>();
  for (const { element, path } of elementsOf(block)) {
    const id = element['action_id'];
    if (typeof id === 'string' && seen.has(id)) {
      problems.push({
        message: `\`action_id\` "${id}" already exists for another element`,
        pointer: root + toPointer([...path, 'action_id']),
      });
    }
    seen.add(id);
  }
  return problems;
}
