import { existsSync } from 'node:fs';
import { listFiles } from '../content/list-files.ts';

/** The folder with articles when nobody says which: where they usually are, or right here. */
export function findContent(configured: string | undefined): string {
  return configured ?? (existsSync('content') ? 'content' : '.');
}

/** False for a folder that is there and has no Markdown. */
export async function mayHaveArticles(dir: string): Promise<boolean> {
  return !existsSync(dir) || (await listFiles(dir)).paths.length > 0;
}
