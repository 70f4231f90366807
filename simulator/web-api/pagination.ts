import { z } from 'zod';
import { whole } from './arguments.ts';
import { SlackError } from './slack-error.ts';

export const pageArguments = { cursor: z.string().optional(), limit: whole };

interface Page<T> {
  readonly items: readonly T[];
  readonly response_metadata: { readonly next_cursor: string };
}

/** One page of a list; cursors are opaque to the caller, as they should be. */
export function paginate<T>(
  all: readonly T[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
  { usual = 100, most = 1000 } = {},
): Page<T> {
  const size = limit ?? usual;
  if (size < 1 || size > most) throw new SlackError('invalid_limit');
  const start = readCursor(cursor);
  const end = start + size;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), response_metadata: { next_cursor: next } };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (match === null) throw new SlackError('invalid_cursor');
  return Number(match[1]);
}
