import lists from './phrases.json' with { type: 'json' };
import { readSynonyms, type Synonyms } from './synonyms.ts';

/** Read for the first question: it takes 30 ms, which a start or a command that asks nothing is spared. */
let read: Synonyms | undefined;

/**
 * What documentation calls what people say in several words, "disable" for "turn off", or cut short,
 * "repository" for "repo". Written by somebody who saw neither articles nor questions, but for what is
 * cut short; any other single word that people say means too much.
 */
export function writtenFor(): Synonyms {
  return (read ??= readSynonyms(
    Object.entries(lists).flatMap(([written, said]) =>
      said.split(', ').map((asked) => ({ asked, also: [written] })),
    ),
  ));
}
