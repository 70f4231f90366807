import MiniSearch, { type Options, type QueryCombination, type SearchOptions } from 'minisearch';
import type { Steps } from './in-steps.ts';
import type { RetrievedDocument, Retriever, Term } from './retriever.ts';

const separator = ' ';
const options: Options<RetrievedDocument> = {
  fields: ['names', 'words'],
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

/** Fills itself in as `add` would, but looks each word's place up once and not once a document. */
class FillableMiniSearch extends MiniSearch<RetrievedDocument> {
  *fill(documents: Iterable<RetrievedDocument>): Steps<undefined> {
    const places = new Map<string, Map<number, Map<number, number>>>();
    const placeOf = (word: string, field: number): Map<number, number> => {
      let place = places.get(word);
      if (place === undefined) {
        place = this._index.fetch(word, () => new Map<number, Map<number, number>>());
        places.set(word, place);
      }
      let counts = place.get(field);
      if (counts === undefined) place.set(field, (counts = new Map<number, number>()));
      return counts;
    };
    for (const { id, names, words } of documents) {
      yield;
      const number = this._nextId++;
      this._documentIds.set(number, id);
      this._idToShortId.set(id, number);
      const lengths: number[] = [];
      for (const [name, list] of [['names', names] as const, ['words', words] as const]) {
        const field = this._fieldIds[name] ?? 0;
        for (const word of list) {
          const counts = placeOf(word, field);
          counts.set(number, (counts.get(number) ?? 0) + 1);
        }
        // Nothing at all is taken for one word, as `tokenize` does.
        const length = Math.max(1, new Set(list).size);
        const total = (this._avgFieldLength[field] ?? 0) * this._documentCount + length;
        this._avgFieldLength[field] = total / (this._documentCount + 1);
        lengths[field] = length;
      }
      this._fieldLength.set(number, lengths);
      this._documentCount++;
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
