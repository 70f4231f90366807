import type { z } from 'zod';
import { allBlocks, elementsOf } from './block-shape.ts';
import { countText } from './blocks.ts';
import { findForeignInitialOptions } from './initial-options.ts';
import { messageBlocks } from './message-blocks.ts';
import { describeIssue, type BlockProblem } from './problems.ts';
import { findDuplicateIds } from './unique-ids.ts';
import { homeView, modalView } from './views.ts';

// Reported by people who met it, in no documentation (?).
const maxMessageTextChars = 13_200;
const maxMarkdownChars = 12_000;

export type BlocksVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly problems: readonly BlockProblem[] }
  /** Each block is right, all of them together are too much. */
  | { readonly kind: 'tooLong' };

/** What Slack says to the `blocks` of a message; `root` is the pointer to them. */
export function validateMessageBlocks(blocks: unknown, root = '/blocks'): BlocksVerdict {
  const problems = check(messageBlocks, blocks, root);
  if (problems.length > 0 || !Array.isArray(blocks)) return { kind: 'invalid', problems };
  const more = [
    ...findDuplicateIds(blocks, root),
    ...findForeignInitialOptions(blocks, root),
    ...findTooManyOfOneKind(blocks, root),
  ];
  if (more.length > 0) return { kind: 'invalid', problems: more };
  return countText(blocks) > maxMessageTextChars ? { kind: 'tooLong' } : { kind: 'valid' };
}

/** Everything wrong with a modal or a Home tab; empty when it is right. */
export function validateView(
  view: unknown,
  kind: 'modal' | 'home',
  root = '/view',
): readonly BlockProblem[] {
  const problems = check(kind === 'modal' ? modalView : homeView, view, root);
  if (problems.length > 0) return problems;
  const { blocks } = view as { blocks: readonly unknown[] };
  return [
    ...findDuplicateIds(blocks, `${root}/blocks`),
    ...findForeignInitialOptions(blocks, `${root}/blocks`),
    ...findSecondFocus(blocks, `${root}/blocks`),
  ];
}

function check(schema: z.ZodType, value: unknown, root: string): readonly BlockProblem[] {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => describeIssue(issue, root));
}

function findTooManyOfOneKind(blocks: readonly unknown[], root: string): BlockProblem[] {
  const problems: BlockProblem[] = [];
  let markdownChars = 0;
  let tables = 0;
  for (const { block, at } of allBlocks(blocks, root)) {
    if (block.type === 'table' && ++tables > 1) {
      problems.push({ message: 'only one table allowed', pointer: at });
    }
    if (block.type !== 'markdown') continue;
    markdownChars += countText(block);
    if (markdownChars > maxMarkdownChars) {
      const message = `must be less than ${maxMarkdownChars + 1} characters`;
      problems.push({ message, pointer: `${at}/text` });
    }
  }
  return problems;
}

function findSecondFocus(blocks: readonly unknown[], root: string): readonly BlockProblem[] {
  const focused = allBlocks(blocks, root).flatMap(({ block, at }) =>
    elementsOf(block)
      .filter(({ element }) => element['focus_on_load'] === true)
      .map(({ at: inBlock }) => `${at}${inBlock}/focus_on_load`),
  );
  return focused
    .slice(1)
    .map((pointer) => ({ message: 'only one element can have `focus_on_load`', pointer }));
}
