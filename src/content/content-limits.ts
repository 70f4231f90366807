/**
 * What the content folder may hold. Far above anything a person writes by hand; a file beyond a
 * limit is refused with a message rather than allowed to slow the service down.
 */
export const maxFileBytes = 256 * 1024;
export const maxFrontMatterChars = 16 * 1024;
export const maxLines = 10_000;
export const maxSections = 1_000;
/** Quotations and lists inside one another. */
export const maxNesting = 20;
/** The depth of every line, added up. */
export const maxNestedLines = 40_000;
/** Characters that may begin emphasis, a link, code or a table cell, in one paragraph. */
export const maxMarks = 3_000;
/** Characters that may begin a node of any kind, in the whole text: each takes kilobytes to parse. */
export const maxNodes = 25_000;

/** Lengths are in Unicode characters, not in UTF-16 units. */
export const maxSlugChars = 200;
export const maxTitleChars = 200;
export const maxSummaryChars = 200;
export const maxTagChars = 50;
export const maxOwnerChars = 100;
export const maxUrlChars = 2_000;
/** One alias or one question. */
export const maxEntryChars = 300;
/** Tags, aliases and questions each. */
export const maxEntries = 50;
/** Groups of synonyms, and the words of each: every word of a group is looked up for every other. */
export const maxSynonymGroups = 500;
export const maxSynonymWords = 20;

/** What to say of a file above the limit. */
export function tooLarge(bytes: number): string {
  const kilobytes = (size: number) => `${Math.ceil(size / 1024)} KB`;
  return `the file has ${kilobytes(bytes)}; split it, at most ${kilobytes(maxFileBytes)} are read`;
}
