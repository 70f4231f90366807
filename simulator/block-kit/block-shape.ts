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

/** The elements people act on, wherever they stand in a block, with their path below it. */
export function elementsOf(
  block: Typed,
): readonly { readonly element: Typed; readonly path: readonly (string | number)[] }[] {
  const found: { element: Typed; path: (string | number)[] }[] = [];
  for (const name of ['accessory', 'element']) {
    const element = block[name];
    if (isTyped(element)) found.push({ element, path: [name] });
  }
  for (const name of ['elements', 'actions']) {
    const list = block[name];
    if (!Array.isArray(list) || block.type === 'rich_text') continue;
    list.forEach((element: unknown, index) => {
      if (isTyped(element)) found.push({ element, path: [name, index] });
    });
  }
  return found;
}
