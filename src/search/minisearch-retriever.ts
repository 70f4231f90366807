import MiniSearch, { type Options, type QueryCombination, type SearchOptions } from 'minisearch';
import { Postings } from './postings.ts';
import type { RetrievedDocument, Retriever, Term } from './retriever.ts';

const separator = ' ';
const fields = ['names', 'words'] as const;
const asked: SearchOptions = {
  boost: { names: 0.5, words: 1 },
  bm25: { k: 2, b: 0.5, d: 0 },
};

/**
 * Adds as MiniSearch does, but looks each word up once, not once for each document, and keeps where
 * it stands in a tenth of the room.
 */
class NumberedMiniSearch extends MiniSearch<RetrievedDocument> {
  readonly #words: readonly string[];
  /** For each field, what is kept for each word that was looked up. */
  #held: (Postings | undefined)[][] = [];

  constructor(options: Options<RetrievedDocument>, words: readonly string[]) {
    super(options);
    this.#words = words;
  }

  override add(document: RetrievedDocument): void {
    const number = this._nextId++;
    this._documentIds.set(number, document.id);
    this._idToShortId.set(document.id, number);
    const lengths = fields.map((name, field) => {
      for (const word of document[name]) this.#postingsOf(word, field).append(number);
      // Nothing at all is taken for one word, as `tokenize` does.
      const length = Math.max(1, document[name].size);
      const total = (this._avgFieldLength[field] ?? 0) * this._documentCount + length;
      this._avgFieldLength[field] = total / (this._documentCount + 1);
      return length;
    });
    this._fieldLength.set(number, lengths);
    this._documentCount++;
  }

  override remove(document: RetrievedDocument): void {
    super.remove(document);
    // Words that nothing has any more are gone.
    this.#held = [];
  }

  wordsFrom(beginning: string): string[] {
    return [...this._index.atPrefix(beginning).keys()];
  }

  wordsLike(word: string, edits: number): string[] {
    return [...this._index.fuzzyGet(word, edits).keys()];
  }

  #postingsOf(word: number, field: number): Postings {
    return ((this.#held[field] ??= [])[word] ??= this.#lookUp(word, field));
  }

  #lookUp(word: number, field: number): Postings {
    const held = this._index.fetch(this.#words[word] ?? '', () => new Map()) as unknown as Map<
      number,
      Postings
    >;
    const known = held.get(field) ?? new Postings();
    held.set(field, known);
    return known;
  }
}

/**
 * Retrieves with MiniSearch, in memory.
 *
 * @param words those that documents have the numbers of; more may come
 */
export function createMiniSearchRetriever(words: readonly string[]): Retriever {
  const options: Options<RetrievedDocument> = {
    fields: [...fields],
    // Words arrive as they are looked for: apart, folded, those that carry no subject left out.
    extractField: (document, field) =>
      field === 'id'
        ? document.id
        : Array.from(document[field === 'names' ? field : 'words'], (word) => words[word]).join(
            separator,
          ),
    tokenize: (text) => text.split(separator),
    processTerm: (word) => word,
  };
  const mini = new NumberedMiniSearch(options, words);

  return {
    add: (document) => {
      mini.add(document);
    },
    discard: (document) => {
      mini.remove(document);
    },
    find(terms, { limit, accepts, compare }) {
      const weights = new Map(terms.map(({ word, weight }) => [word, weight]));
      const queryOf = (part: readonly Term[], field: string): QueryCombination => ({
        queries: [part.map(({ word }) => word).join(separator)],
        fields: [field],
      });
      const byName = terms.filter(({ onlyInNames }) => onlyInNames);
      const byWords = terms.filter(({ onlyInNames }) => !onlyInNames);
      const results = mini.search(
        {
          combineWith: 'OR',
          queries: [
            queryOf(byWords, 'words'),
            ...(byName.length > 0 ? [queryOf(byName, 'names')] : []),
          ],
        },
        {
          ...asked,
          boostTerm: (word) => weights.get(word) ?? 0,
          boostDocument: (id) => (accepts(id as number) ? 1 : 0),
        },
      );
      return (
        results
          // MiniSearch multiplies by the number of words that matched, which favours long questions.
          .map(({ id, score, queryTerms }) => ({
            id: id as number,
            // Sums that differ in the last digits, by the order in which they were added, are the same.
            score: Math.fround(score / queryTerms.length),
          }))
          .sort((a, b) => b.score - a.score || compare(a.id, b.id))
          .slice(0, limit)
          .map(({ id }) => id)
      );
    },
    wordsFrom: (beginning) => mini.wordsFrom(beginning),
    wordsLike: (word, edits) => mini.wordsLike(word, edits),
  };
}
