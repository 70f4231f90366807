import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** With its parents. Node's own `recursive` never returns where `mkdir` finds nothing, as in /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process that starts now may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
