import type { z } from 'zod';
import type { Parts } from '../parts.ts';
import { invalidArguments } from './slack-error.ts';

/** Slack's tiers 1 to 4, posting with its own rule, and what is not counted. */
export type Tier = 1 | 2 | 3 | 4 | 'post' | 'none';

export type Arguments = Readonly<Record<string, unknown>>;

export interface ApiMethod {
  readonly name: string;
  readonly token: 'bot' | 'app' | 'none';
  /** Any one of these is enough; empty when none is needed. */
  readonly scopes: readonly string[];
  readonly tier: Tier;
  /** Returns the answer without `ok`; throws `SlackError`. */
  run(args: Arguments, parts: Parts): object;
}

interface MethodDefinition<Schema extends z.ZodType> extends Omit<ApiMethod, 'run'> {
  readonly args: Schema;
  run(args: z.output<Schema>, parts: Parts): object;
}

export function defineMethod<Schema extends z.ZodType>(
  definition: MethodDefinition<Schema>,
): ApiMethod {
  return {
    ...definition,
    run: (args, parts) => {
      const parsed = definition.args.safeParse(args, { reportInput: true });
      if (!parsed.success) throw invalidArguments(parsed.error);
      return definition.run(parsed.data, parts);
    },
  };
}
