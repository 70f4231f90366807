import type { Document } from 'yaml';

/** What to say when `toPlainValues` finds aliases. */
export const aliasesRefused = 'aliases (*name) are not understood here; write the words out';

/**
 * The values of a document without errors; an empty one is an empty list. Undefined for aliases: one
 * without its anchor throws, and a few that name each other can stand for billions of values.
 */
export function toPlainValues(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? [];
  } catch {
    return undefined;
  }
}
