import {
  createFolderParser,
  type FolderOptions,
  type ParsedFolder,
} from '../../src/content/folder/parse-folder.ts';
import { runAtOnce } from '../../src/content/in-steps.ts';
import type { FileFacts } from '../../src/content/folder/settle-folder.ts';

/** A folder in memory; the version of a file is its text. */
export function parseFolder(
  texts: ReadonlyMap<string, string>,
  options: FolderOptions = {},
  facts: ReadonlyMap<string, FileFacts> = new Map(),
): ParsedFolder {
  const read = (path: string) => texts.get(path);
  const parser = createFolderParser([...texts.keys()].sort(), { read, ...options });
  for (const path of parser.articles) {
    const text = texts.get(path) ?? '';
    parser.take(path, text, Buffer.from(text));
  }
  return runAtOnce(parser.finish(facts));
}
