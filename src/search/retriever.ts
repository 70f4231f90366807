/** A document as it is retrieved: numbers of words alone. */
export interface RetrievedDocument {
  /** Never used for another document, not even after this one was discarded. */
  readonly id: number;
  /** Words of what it is called and of its headings. */
  readonly names: ReadonlySet<number>;
  readonly words: ReadonlySet<number>;
}

/** A word that is looked for. */
export interface Term {
  readonly word: string;
  /** What it can bring, beside the others. */
  readonly weight: number;
  /** True for a word of so many documents that only those called by it are wanted for it. */
  readonly onlyInNames: boolean;
}

export interface FindOptions {
  readonly limit: number;
  readonly accepts: (id: number) => boolean;
  /** The order of those that are as promising. */
  readonly compare: (a: number, b: number) => number;
}

/**
 * The first of two stages: finds, among any number of documents, the few that are worth ranking.
 * `test/helpers/retriever-contract.ts` is what every one of them must keep.
 */
export interface Retriever {
  /** Found from now on. */
  add(document: RetrievedDocument): void;
  /** Takes out what was added: from now on it is as if it had never been there. */
  discard(document: RetrievedDocument): void;
  /**
   * Ids of the documents that hold a term and are accepted, the most promising first, at most
   * `limit`. Nothing that is not accepted takes up room.
   */
  find(terms: readonly Term[], options: FindOptions): number[];
  /** The words of the documents that begin so. */
  wordsFrom(beginning: string): string[];
  /** The words within so many insertions, deletions and replacements. */
  wordsLike(word: string, edits: number): string[];
}
