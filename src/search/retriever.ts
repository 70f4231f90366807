/** A document as it is retrieved: numbers of words alone. */
export interface RetrievedDocument<Id> {
  /** Never used for another document, not even after this one was discarded. */
  readonly id: Id;
  /** Words of what it is called. */
  readonly names: Iterable<number>;
  readonly words: Iterable<number>;
}

/** A word that is looked for. */
export interface Term {
  readonly word: string;
  /** What it can bring, beside the others. */
  readonly weight: number;
  /** True for a word of so many documents that only those called by it are wanted for it. */
  readonly onlyInNames: boolean;
}

export interface FindOptions<Id> {
  readonly limit: number;
  readonly accepts: (id: Id) => boolean;
  /** The order of those that are as promising. */
  readonly compare: (a: Id, b: Id) => number;
}

/**
 * The first of two stages: finds, among any number of documents, the few that are worth ranking.
 * `test/helpers/retriever-contract.ts` is what every one of them must keep.
 */
export interface Retriever<Id> {
  /** Found from now on. */
  add(document: RetrievedDocument<Id>): void;
  /** Takes out what was added: from now on it is as if it had never been there. */
  remove(document: RetrievedDocument<Id>): void;
  /**
   * Ids of the documents that hold a term and are accepted, the most promising first, at most
   * `limit`. Nothing that is not accepted takes up room.
   */
  find(terms: readonly Term[], options: FindOptions<Id>): Id[];
  /** The words of the documents that begin so. */
  readonly wordsFrom: (beginning: string) => string[];
  /** The words within so many insertions, deletions and replacements. */
  readonly wordsLike: (word: string, edits: number) => string[];
}
