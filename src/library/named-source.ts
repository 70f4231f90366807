import { synonymsPath } from '../content/parse-synonyms.ts';
import { isArticleName } from '../content/file-names.ts';
import { createSource, type CreateSourceDeps } from '../sources/create-source.ts';
import { createPathFilter } from '../sources/select-paths.ts';
import type { SourceSettings } from '../sources/source-settings.ts';
import type { Source } from '../sources/source.ts';

/** A source with what its articles are to be told by. */
export interface NamedSource {
  readonly settings: SourceSettings;
  readonly source: Source;
  /** Whether a file with this path may become an article. */
  readonly isArticle: (path: string) => boolean;
}

/** Opens nothing yet: the first look does. */
export function nameSource(
  settings: SourceSettings,
  deps: Omit<CreateSourceDeps, 'isRead'>,
): NamedSource {
  const isWanted = createPathFilter(settings);
  const isArticle = (path: string): boolean => isArticleName(path) && isWanted(path);
  const isRead = (path: string): boolean => isArticle(path) || path === synonymsPath;
  return { settings, isArticle, source: createSource(settings, { ...deps, isRead }) };
}

/** A path of a source as the library knows it. */
export function pathWithin(id: string, path: string): string {
  return id === '' ? path : path === '.' ? id : `${id}/${path}`;
}
