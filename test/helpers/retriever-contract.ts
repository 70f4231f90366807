import { describe, expect, it } from '@jest/globals';
import type {
  FindOptions,
  RetrievedDocument,
  Retriever,
  Term,
} from '../../src/search/retriever.ts';

/** What every retriever must keep, so that one can take the place of another. */
// A contract is a list of tests that several files run.
// eslint-disable-next-line jest/no-export
export function describeRetriever(
  createWith: (words: readonly string[]) => Retriever<number>,
): void {
  const dictionary: string[] = [];
  const create = (): Retriever<number> => createWith(dictionary);
  const numbersOf = (text: string): readonly number[] => {
    const words = text.split(' ').filter(Boolean);
    dictionary.push(...words.filter((word) => !dictionary.includes(word)));
    return [...new Set(words.map((word) => dictionary.indexOf(word)))];
  };
  const document = (id: number, words: string, names = ''): RetrievedDocument<number> => ({
    id,
    names: numbersOf(names),
    words: numbersOf(words),
  });
  const term = (word: string, options: Partial<Term> = {}): Term => ({
    word,
    weight: 1,
    onlyInNames: false,
    ...options,
  });
  const all: FindOptions<number> = { limit: 10, accepts: () => true, compare: (a, b) => a - b };
  const wait = document(1, 'retry wait', 'wait');
  const queue = document(2, 'queue retry');
  const backup = document(3, 'backup restore');

  function filled(): Retriever<number> {
    const retriever = create();
    for (const each of [wait, queue, backup]) retriever.add(each);
    return retriever;
  }

  describe('a retriever', () => {
    it('finds what holds any of the words, the most promising first', () => {
      expect(filled().find([term('retry'), term('queue')], all)).toEqual([2, 1]);
      expect(filled().find([term('nothing')], all)).toEqual([]);
      expect(filled().find([], all)).toEqual([]);
    });

    it('counts a word once however often a document holds it, and takes all of it out', () => {
      const retriever = create();
      const [word = 0] = numbersOf('retry');
      const often = { id: 1, names: [word, word], words: [word, word, word] };
      for (const each of [often, queue]) retriever.add(each);
      expect(retriever.find([term('retry')], all)).toEqual([1, 2]);
      retriever.remove(often);
      expect(retriever.find([term('retry')], all)).toEqual([2]);
    });

    it('counts a word as much as it weighs', () => {
      const found = filled().find([term('queue', { weight: 0.1 }), term('backup')], all);
      expect(found).toEqual([3, 2]);
    });

    it('gives no room to what is not accepted', () => {
      const options = { ...all, limit: 1, accepts: (id: number) => id !== 2 };
      expect(filled().find([term('retry')], options)).toEqual([1]);
    });

    it('looks for some words in names alone', () => {
      expect(filled().find([term('wait', { onlyInNames: true })], all)).toEqual([1]);
      expect(filled().find([term('retry', { onlyInNames: true })], all)).toEqual([]);
    });

    it('leaves the order of what is as promising to the caller', () => {
      const retriever = create();
      for (const id of [1, 2, 3]) retriever.add(document(id, 'same words'));
      const byCaller = (a: number, b: number): number => b - a;
      const options = { ...all, limit: 2, compare: byCaller };
      expect(retriever.find([term('same')], options)).toEqual([3, 2]);
    });

    it('forgets what was removed, as if it had never been there', () => {
      const retriever = filled();
      retriever.add(document(4, 'retry unheardof'));
      retriever.remove(document(4, 'retry unheardof'));
      expect(retriever.find([term('retry')], all)).toEqual(filled().find([term('retry')], all));
      expect(retriever.wordsFrom('unheard')).toEqual([]);
    });

    it('knows the words that begin so, and those nearly so', () => {
      expect(filled().wordsFrom('re').sort()).toEqual(['restore', 'retry']);
      expect(filled().wordsLike('quene', 1)).toEqual(['queue']);
      expect(filled().wordsLike('qurry', 1)).toEqual([]);
    });
  });
}
