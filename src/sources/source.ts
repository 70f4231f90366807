import type { ContentProblem } from '../content/content-problem.ts';
import { OperatorError } from '../text/operator-error.ts';

/** What commits and CODEOWNERS say of a file. */
export interface FileFacts {
  /** The day of the last commit that changed what it says, `YYYY-MM-DD`. */
  readonly committed?: string | undefined;
  /** The last commit that touched it only changed its form. */
  readonly reformatted?: boolean;
  /** Whoever CODEOWNERS names, as it is written there. */
  readonly owner?: string | undefined;
}

/** A file that a source holds. Its bytes are read on demand. */
export interface SourceFile extends FileFacts {
  /** Relative to the source, with `/`. */
  readonly path: string;
  /** Equal versions have equal bytes. */
  readonly version: string;
}

/** What a source holds at one moment. */
export interface Snapshot {
  /** By path, sorted by code unit; every visible file, articles and others. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What was left out, and why. */
  readonly problems: readonly ContentProblem[];
}

/** A place that files come from. */
export interface Source {
  /** True when a version is made from the bytes alone, wherever and whenever they are read. */
  readonly versionsAreContent: boolean;
  /**
   * What it holds now, as far as this machine knows.
   * @throws SourceError when that cannot be told; what was told before stays.
   */
  look(): Promise<Snapshot>;
  /**
   * The bytes of these files of a snapshot, unless they are larger than an article may be or than
   * `maxBytes`; a file that cannot be read says why.
   */
  read(
    files: readonly SourceFile[],
    maxBytes?: number,
  ): Promise<ReadonlyMap<string, Uint8Array | UnreadableFile>>;
  /** Calls `onHint` whenever another look may show something new, until the returned stop has resolved. */
  watch(onHint: () => void): Promise<() => Promise<void>>;
  /** What is wrong with it, in words for the operator; undefined when all is well. */
  problem(): string | undefined;
}

export interface UnreadableFile {
  readonly problem: string;
}

export function isUnreadable(read: Uint8Array | UnreadableFile): read is UnreadableFile {
  return 'problem' in read;
}

/** A source cannot be read. The message says why and how to mend it, without the source's name. */
export class SourceError extends OperatorError {}
