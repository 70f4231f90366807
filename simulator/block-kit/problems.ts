import type { z } from 'zod';
import { toPointer } from './json-pointer.ts';

/** Something wrong with blocks or a view: Slack's words and a JSON pointer. */
export interface BlockProblem {
  readonly message: string;
  readonly pointer: string;
}

/** As Slack writes it in `errors` and, after `[ERROR] `, in `response_metadata.messages`. */
export function formatProblem({ message, pointer }: BlockProblem): string {
  return `${message} [json-pointer:${pointer}]`;
}

/** What a schema found wrong, in Slack's words; `root` is where the value stands in the request. */
export function describeIssue(issue: z.core.$ZodIssue, root: string): readonly BlockProblem[] {
  const at = root + toPointer(issue.path);
  const parent = root + toPointer(issue.path.slice(0, -1));
  const name = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? [{ message: `missing required field: ${name}`, pointer: parent }]
        : [{ message: `must provide ${nameOfType(issue.expected)}`, pointer: at }];
    case 'invalid_union':
      return [describeUnion(issue, at, parent)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        message: `invalid additional property: ${key}`,
        pointer: at,
      }));
    case 'too_big':
      return [{ message: tooBig(issue), pointer: at }];
    case 'too_small':
      return [{ message: tooSmall(issue), pointer: at }];
    case 'invalid_value':
      return issue.input === undefined
        ? [{ message: `missing required field: ${name}`, pointer: parent }]
        : [{ message: 'must be a valid enum value', pointer: at }];
    case 'invalid_format':
      return [{ message: 'must match the expected format', pointer: at }];
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return [{ message: issue.message, pointer: at }];
  }
}

/** A union is told apart by its `type`, so what failed is that there is none, or one not allowed here. */
function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  at: string,
  parent: string,
): BlockProblem {
  const { input } = issue;
  if (typeof input !== 'object' || input === null) {
    return { message: 'must provide an object', pointer: at };
  }
  if (!('type' in input)) return { message: 'missing required field: type', pointer: parent };
  return { message: `unsupported type: ${String(input.type)}`, pointer: at };
}

function nameOfType(expected: string): string {
  const article = /^[aeiou]/.test(expected) ? 'an' : 'a';
  return `${article} ${expected}`;
}

function tooBig(issue: z.core.$ZodIssueTooBig): string {
  const { origin, maximum } = issue;
  if (origin === 'string') return `must be less than ${Number(maximum) + 1} characters`;
  return origin === 'array'
    ? `no more than ${maximum} items allowed`
    : `must be at most ${maximum}`;
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  const { origin, minimum } = issue;
  if (origin === 'string') return `must be more than ${Number(minimum) - 1} characters`;
  return origin === 'array'
    ? `must provide at least ${minimum} items`
    : `must be at least ${minimum}`;
}
