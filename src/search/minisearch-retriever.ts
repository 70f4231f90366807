import MiniSearch, { type Options, type QueryCombination, type SearchOptions } from 'minisearch';
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

/** Retrieves with MiniSearch, in memory. */
export function createMiniSearchRetriever(): Retriever {
  return wrap(new MiniSearch(options));
}

/** @throws when `saved` is not what `save` gave. */
export async function restoreMiniSearchRetriever(saved: string): Promise<Retriever> {
  return wrap(await MiniSearch.loadJSONAsync(saved, options));
}

function wrap(mini: MiniSearch<RetrievedDocument>): Retriever {
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
    save: () => JSON.stringify(mini),
  };
}
