import MiniSearch, { type QueryCombination, type SearchOptions } from 'minisearch';
import type { Steps } from '../content/in-steps.ts';
import { Postings } from './postings.ts';
import type { RetrievedDocument, Retriever, Term } from './retriever.ts';

const separator = ' ';
const fields = ['names', 'words'] as const;
const asked: SearchOptions = {
  boost: { names: 0.5, words: 1 },
  bm25: { k: 2, b: 0.5, d: 0 },
};

/** So many words are put into the tree in a step. */
const wordsAtOnce = 500;

/** Fills itself in as `add` would, but each word is looked up once, not once for each document. */
class FillableMiniSearch extends MiniSearch<RetrievedDocument> {
  *fill(documents: Iterable<RetrievedDocument>, words: readonly string[]): Steps<undefined> {
    const first = this._nextId;
    const all: RetrievedDocument[] = [];
    for (const document of documents) {
      yield;
      all.push(document);
    }
    /** For each field and word: at which place the first document of the next word is to be. */
    const ends = fields.map(() => new Int32Array(words.length));
    const lastHolding = new Int32Array(words.length);
    for (const document of all) {
      yield;
      const number = this._nextId++;
      this._documentIds.set(number, document.id);
      this._idToShortId.set(document.id, number);
      const lengths = fields.map((name, field) => {
        const mark = fields.length * number + field + 1;
        let length = 0;
        for (const word of document[name]) {
          if (lastHolding[word] !== mark) length++;
          lastHolding[word] = mark;
          increase(ends[field], word);
        }
        // Nothing at all is taken for one word, as `tokenize` does.
        length = Math.max(1, length);
        const total = (this._avgFieldLength[field] ?? 0) * this._documentCount + length;
        this._avgFieldLength[field] = total / (this._documentCount + 1);
        return length;
      });
      this._fieldLength.set(number, lengths);
      this._documentCount++;
    }
    for (const [field, name] of fields.entries()) {
      const places = ends[field] ?? new Int32Array();
      let sum = 0;
      for (let word = 0; word < places.length; word++)
        sum = places[word] = sum + (places[word] ?? 0);
      const numbers = new Int32Array(sum);
      // From the last to the first, so that in the end each place is that of the word's own first.
      for (const [i, document] of [...all.entries()].reverse()) {
        yield;
        for (const word of document[name]) {
          const place = (places[word] ?? 0) - 1;
          places[word] = place;
          numbers[place] = first + i;
        }
      }
      for (const [number, word] of words.entries()) {
        if (number % wordsAtOnce === 0) yield;
        const holding = numbers.subarray(places[number], places[number + 1]);
        if (holding.length === 0) continue;
        const held = this._index.fetch(word, () => new Map<number, Map<number, number>>());
        const postings: unknown = new Postings(holding);
        held.set(field, postings as Map<number, number>);
      }
    }
    return undefined;
  }
}

function increase(counts: Int32Array | undefined, at: number): void {
  if (counts !== undefined) counts[at] = (counts[at] ?? 0) + 1;
}

/**
 * Retrieves with MiniSearch, in memory.
 *
 * @param words those that documents have the numbers of; more may come
 */
export function createMiniSearchRetriever(words: readonly string[]): Retriever {
  const mini = new FillableMiniSearch({
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
  });
  /** The words that a search comes to, without the results, which cost most. */
  const reach = (text: string, how: SearchOptions): string[] => {
    const reached = new Set<string>();
    mini.search(text, {
      ...how,
      boostDocument: (_id, word) => {
        reached.add(word);
        return 0;
      },
    });
    return [...reached];
  };

  return {
    add: (document) => {
      mini.add(document);
    },
    fill: (documents) => mini.fill(documents, words),
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
    wordsFrom: (beginning) => reach(beginning, { prefix: true }),
    wordsLike: (word, edits) => reach(word, { fuzzy: edits }),
  };
}
