// Control characters other than white space; soft hyphens and zero-width marks, which split words
// that look whole; bidirectional embeddings, overrides and isolates, which make text read as
// something else. Joiners stay: emoji and several scripts need them.
const hidden =
  /(?![\t\n\v\f\r])\p{Cc}|\u00AD|\u200B|\u2060|\uFEFF|[\u202A-\u202E]|[\u2066-\u2069]/gu;

/** Removes characters that nobody sees and that have no place in text shown to people. */
export function removeHidden(text: string): string {
  return text.toWellFormed().replace(hidden, '');
}

/** One line as a reader sees it: nothing hidden, white space collapsed, Unicode composed (NFC). */
export function cleanLine(text: string): string {
  return removeHidden(text).replace(/\s+/g, ' ').trim().normalize('NFC');
}
