import { toPointer } from './json-pointer.ts';

/** A block or element whose `type` is known to be a string; the rest is read with care. */
export interface Typed {
  readonly type: string;
  readonly [field: string]: unknown;
}

export function isTyped(value: unknown): value is Typed {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
  );
}

interface Placed {
  readonly block: Typed;
  /** A JSON pointer to it. */
  readonly at: string;
}

/** Every block in order, with those that stand inside a container or carousel. */
export function allBlocks(blocks: readonly unknown[], root = ''): readonly Placed[] {
  return blocks.flatMap((block, index) => {
    if (!isTyped(block)) return [];
    const at = root + toPointer([index]);
    const { name, inner } = blocksInside(block);
    return [{ block, at }, ...allBlocks(inner, `${at}/${name}`)];
  });
}

/** The blocks that a block holds, and the field they are in. */
export function blocksInside(block: Typed): { name: string; inner: readonly unknown[] } {
  const name = block.type === 'carousel' ? 'elements' : 'child_blocks';
  const inner = block[name];
  return { name, inner: Array.isArray(inner) ? inner : [] };
}

const notElements = new Set(['rich_text', 'carousel']);

/** The elements of one block, wherever they stand in it, with a pointer from the block to each. */
export function elementsOf(
  block: Typed,
): readonly { readonly element: Typed; readonly at: string }[] {
  if (notElements.has(block.type)) return [];
  return ['accessory', 'element', 'elements', 'actions'].flatMap((name) => {
    const value = block[name];
    if (isTyped(value)) return [{ element: value, at: `/${name}` }];
    if (!Array.isArray(value)) return [];
    return value.flatMap((element: unknown, index) =>
      isTyped(element) ? [{ element, at: `/${name}/${index}` }] : [],
    );
  });
}
