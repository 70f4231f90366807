import lists from './phrases.json' with { type: 'json' };
import { readSynonyms } from './synonyms.ts';

/**
 * What documentation calls what people say in several words: "disable" for "turn off". Written by
 * somebody who saw neither articles nor questions; a single word that people say means too much.
 */
export const writtenFor = readSynonyms(
  Object.entries(lists).flatMap(([written, said]) =>
    said.split(', ').map((asked) => ({ asked, also: [written] })),
  ),
);
