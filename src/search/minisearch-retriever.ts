import MiniSearch, { type Options, type QueryCombination, type SearchOptions } from 'minisearch';
import type { Steps } from '../content/in-steps.ts';
import type { RetrievedDocument, Retriever, Term } from './retriever.ts';

const separator = ' ';
const fields = ['names', 'words'] as const;
const options: Options<RetrievedDocument> = {
  fields: [...fields],
  // Words arrive as they are looked for: apart, folded, those that carry no subject left out.
  extractField: (document, field) =>
    field === 'id'
      ? document.id
      : (field === 'names' ? document.names : document.words).join(separator),
  tokenize: (text) => text.split(separator),
  processTerm: (word) => word,
};
const asked: SearchOptions = {
  boost: { names: 0.5, words: 1 },
  bm25: { k: 2, b: 0.5, d: 0 },
};

/** What looking up a word's place costs beside one of its documents, and when there is a step. */
const wordCost = 10;
const stepCost = 1_000;

/** Fills itself in as `add` would, but word after word: what is used together lies together. */
class FillableMiniSearch extends MiniSearch<RetrievedDocument> {
  *fill(documents: Iterable<RetrievedDocument>): Steps<undefined> {
    /** For each field: its words, with the number of each document as often as that holds it. */
    const holders = [new Map<string, number[]>(), new Map<string, number[]>()];
    for (const document of documents) {
      yield;
      const number = this._nextId++;
      this._documentIds.set(number, document.id);
      this._idToShortId.set(document.id, number);
      const lengths = fields.map((name, field) => {
        for (const word of document[name]) {
          const held = holders[field]?.get(word);
          if (held === undefined) holders[field]?.set(word, [number]);
          else held.push(number);
        }
        // Nothing at all is taken for one word, as `tokenize` does.
        const length = Math.max(1, new Set(document[name]).size);
        const total = (this._avgFieldLength[field] ?? 0) * this._documentCount + length;
        this._avgFieldLength[field] = total / (this._documentCount + 1);
        return length;
      });
      this._fieldLength.set(number, lengths);
      this._documentCount++;
    }
    let work = 0;
    for (const [field, words] of holders.entries()) {
      for (const [word, numbers] of words) {
        const place = this._index.fetch(word, () => new Map<number, Map<number, number>>());
        const counts = place.get(field) ?? new Map<number, number>();
        for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
        place.set(field, counts);
        work += wordCost + numbers.length;
        if (work > stepCost) {
          yield;
          work = 0;
        }
      }
    }
    return undefined;
  }
}

/** Retrieves with MiniSearch, in memory. */
export function createMiniSearchRetriever(): Retriever {
  const mini = new FillableMiniSearch(options);
  /** What a search comes to, without the results, which cost most. */
  const reach = (words: string, how: SearchOptions): { ids: Set<number>; words: Set<string> } => {
    const reached = { ids: new Set<number>(), words: new Set<string>() };
    mini.search(words, {
      ...how,
      boostDocument: (id, word) => {
        reached.ids.add(id as number);
        reached.words.add(word);
        return 0;
      },
    });
    return reached;
  };

  return {
    add: (document) => {
      mini.add(document);
    },
    fill: (documents) => mini.fill(documents),
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
    holding: (words) => reach(words.join(separator), {}).ids,
    wordsFrom: (beginning) => [...reach(beginning, { prefix: true }).words],
    wordsLike: (word, edits) => [...reach(word, { fuzzy: edits }).words],
  };
}
