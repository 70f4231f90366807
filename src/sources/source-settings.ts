import type { Flavour } from '../content/sites/flavour.ts';
import type { GitAccess } from './git/run-git.ts';

/** A repository that files come from. */
export interface GitPlace {
  readonly kind: 'git';
  readonly address: string;
  /** Undefined: the one that the repository calls its own. */
  readonly branch: string | undefined;
  /** A folder of the repository; empty for all of it. */
  readonly folder: string;
  readonly everyMs: number;
  readonly access: GitAccess;
  /** What a push must be signed with; undefined: pushes are not listened to. */
  readonly hookSecret: string | undefined;
}

/** A source as `guidepost.yml` describes it, checked. */
export interface SourceSettings {
  /** Its name: a tag of its articles and the begin of their slugs. Empty for the content folder. */
  readonly id: string;
  readonly place: { readonly kind: 'folder'; readonly dir: string } | GitPlace;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** What its files are written for; undefined: their folder's signs tell. */
  readonly flavour?: Flavour | undefined;
  /** Where its pages are published: an address, or a pattern with `{path}`, `{file}` or `{slug}`. */
  readonly published?: string | undefined;
  /** Where a page is edited: a pattern with `{file}`. */
  readonly edit?: string | undefined;
  /** Of articles that name none. */
  readonly owner?: string | undefined;
  /** How long articles hold that don't say it themselves. */
  readonly reviewIn?: string | undefined;
  /** Of every article, besides its own. */
  readonly tags: readonly string[];
  /** What must never be written anywhere. */
  readonly secrets: readonly string[];
}

/** A folder with nothing said about it. */
export function plainFolder(dir: string): SourceSettings {
  return {
    id: '',
    place: { kind: 'folder', dir },
    include: [],
    exclude: [],
    tags: [],
    secrets: [],
  };
}
