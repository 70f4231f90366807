import { isDeepStrictEqual } from 'node:util';
import { elementsOf, isTyped, type Typed } from './block-shape.ts';
import { toPointer, type BlockProblem } from './problems.ts';

/** What is chosen from the start must be one of the options, exactly. */
export function findForeignInitialOptions(blocks: readonly unknown[], root: string) {
  const problems: BlockProblem[] = [];
  blocks.forEach((block, index) => {
    if (!isTyped(block)) return;
    for (const { element, path } of elementsOf(block)) {
      const options = optionsOf(element);
      if (options === undefined) continue;
      for (const [name, initial] of initialOptionsOf(element)) {
        if (options.some((option) => isDeepStrictEqual(option, initial))) continue;
        problems.push({
          message: `\`${name}\` must match one of the options`,
          pointer: root + toPointer([index, ...path, name]),
        });
      }
    }
  });
  return problems;
}

/** Every option of a select, in groups or not; undefined for what loads its options elsewhere. */
export function optionsOf(element: Typed): readonly unknown[] | undefined {
  const { options, option_groups: groups } = element;
  if (Array.isArray(options)) return options as unknown[];
  if (!Array.isArray(groups)) return undefined;
  return groups.flatMap((group: { options?: unknown[] } | undefined) => group?.options ?? []);
}

function initialOptionsOf(element: Typed): readonly (readonly [string, unknown])[] {
  const { initial_option: one, initial_options: many } = element;
  return [
    ...(one === undefined ? [] : [['initial_option', one] as const]),
    ...(Array.isArray(many) ? many.map((option) => ['initial_options', option] as const) : []),
  ];
}
