import { foldedWords } from './tokenize.ts';

/** Words that carry no subject anywhere: left out of the index and of questions. */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and are as at be but by for if in into is it no not of on or such that the their then there
  these they this to was will with`.split(/\s+/),
);

/** Words that ask rather than name what is asked about: they hardly count in a question. */
export const questionWords: ReadonlySet<string> = new Set(
  `about again all also am any anybody anyone anything arent ask been before being between both can cant
  cannot could couldnt did didnt do does doesnt doing dont down during each else etc ever explain
  few find from further get gets getting given give go goes going gone got had has hasnt have having he
  hello help her here hers hey hi him his how hows i im ive isnt its itself just kind know
  let lets like look looking made many may maybe me mean means might mine more most much must my
  myself need needed needs nor now off once one ones only other ought our ours out over own please
  possible quite rather really regarding same shall she should shouldnt show so some somebody
  someone something suggest tell than thank thanks thats theirs them themselves theres theyre thing
  things those through too under until up upon us use used using versus very vs want wants wasnt way ways we
  were weve well what whats when where wheres whether which while who whos whom whose why whys
  without wont wonder wondering would wouldnt you youre your yours`.split(/\s+/),
);

/** False for words that only ask, or hold others together. */
export function carriesSubject(text: string): boolean {
  return foldedWords(text).some((word) => !stopWords.has(word) && !questionWords.has(word));
}
