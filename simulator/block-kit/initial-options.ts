import { isDeepStrictEqual } from 'node:util';
import { allBlocks, elementsOf, type Typed } from './block-shape.ts';
import type { BlockProblem } from './problems.ts';

/** What is chosen from the start must be one of the options, exactly. */
export function findForeignInitialOptions(
  blocks: readonly unknown[],
  root: string,
): readonly BlockProblem[] {
  return allBlocks(blocks, root).flatMap(({ block, at }) =>
    elementsOf(block).flatMap(({ element, at: inBlock }) => {
      const options = optionsOf(element);
      if (options === undefined) return [];
      return initialOptionsOf(element)
        .filter(({ initial }) => !options.some((option) => isDeepStrictEqual(option, initial)))
        .map(({ name }) => ({
          message: `\`${name}\` must match one of the options`,
          pointer: `${at}${inBlock}/${name}`,
        }));
    }),
  );
}

/** Every option of a select, in groups or not; undefined for what loads its options elsewhere. */
export function optionsOf(element: Typed): readonly unknown[] | undefined {
  const { options, option_groups: groups } = element;
  if (Array.isArray(options)) return options as unknown[];
  if (!Array.isArray(groups)) return undefined;
  return groups.flatMap((group: { options?: unknown[] } | undefined) => group?.options ?? []);
}

function initialOptionsOf(element: Typed): readonly { name: string; initial: unknown }[] {
  const { initial_option: one, initial_options: many } = element;
  const several = Array.isArray(many) ? (many as unknown[]) : [];
  return [
    ...(one === undefined ? [] : [{ name: 'initial_option', initial: one }]),
    ...several.map((initial) => ({ name: 'initial_options', initial })),
  ];
}
