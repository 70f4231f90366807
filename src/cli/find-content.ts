import { existsSync } from 'node:fs';
import { chooseFiles } from '../content/folder/choose-files.ts';
import { isArticleName } from '../content/folder/file-names.ts';
import { listFolder } from '../content/folder/list-folder.ts';
import type { Config } from '../ops/config.ts';

type Places = Pick<Config, 'contentDir' | 'isContentDirSet'>;

/** The folder with articles when nobody says which: where they usually are, or right here. */
export function findContent({ contentDir, isContentDirSet }: Places): string {
  return isContentDirSet || existsSync(contentDir) ? contentDir : '.';
}

/** False for a folder that is there and has no Markdown. */
export async function mayHaveArticles(dir: string): Promise<boolean> {
  if (!existsSync(dir)) return true;
  const { paths } = await listFolder(dir, isArticleName);
  return chooseFiles(paths, []).articles.length > 0;
}
