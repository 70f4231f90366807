import type { Flavour } from '../sites/flavour.ts';

/** What a dialect may know of the file that it translates. */
export interface FileContext {
  readonly path: string;
  /** What the folder's own signs, or its configuration, say it is written for. */
  readonly flavour: Flavour | undefined;
  /** What the site says stands for a name in double braces. */
  readonly words?: Readonly<Record<string, string>> | undefined;
  /** Hides text that must stay as it is from every dialect that follows. */
  readonly keep: (text: string) => string;
}

/**
 * One way of writing that is not Markdown with GitHub's extensions. It becomes that, or HTML as a
 * reader's browser would get it. A dialect finds out by itself, and cheaply, whether a text speaks it.
 */
export interface Dialect {
  /** For what must be seen before code is hidden. */
  readonly prepare?: (text: string, context: FileContext) => string;
  /** `text` has placeholders where code and comments stand. */
  readonly translate: (text: string, context: FileContext) => string;
}
