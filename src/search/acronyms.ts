/** A short form and what it stands for, as a text introduces it: "dead-letter queue (DLQ)". */
export interface Acronym {
  readonly short: string;
  readonly long: string;
}

// A short form in brackets, and a short form with its meaning in brackets behind it.
const shortInBrackets = /\(([A-Z][A-Za-z0-9]{1,7})\)/g;
const longInBrackets = /\b([A-Z][A-Z0-9]{1,7})s? \(([\p{L}\p{N}][^()\n]{4,80})\)/gu;
// How far back a meaning can begin.
const maxLongChars = 80;

/** The acronyms a text explains. */
export function findAcronyms(text: string): Acronym[] {
  const found: Acronym[] = [];
  for (const { 1: bracketed = '', index } of text.matchAll(shortInBrackets)) {
    const short = bracketed.replace(/s$/, '');
    const words = splitWords(text.slice(Math.max(0, index - maxLongChars), index));
    // The meaning ends right before the bracket and begins with the first letter of the short form.
    for (let length = short.length; length >= 2; length--) {
      const long = words.slice(-length);
      if (long.length === length && areInitials(short, long)) {
        found.push({ short, long: long.join(' ') });
        break;
      }
    }
  }
  for (const { 1: short = '', 2: bracketed = '' } of text.matchAll(longInBrackets)) {
    const long = splitWords(bracketed);
    if (areInitials(short, long)) found.push({ short, long: long.join(' ') });
  }
  return found;
}

/** The words a short form takes its letters from: hyphens divide, other signs break off. */
function splitWords(text: string): string[] {
  const last = text.split(/[.,;:!?()\n]/).at(-1) ?? '';
  return last.split(/[\s\-/]+/u).filter((word) => word !== '');
}

/** One letter for each word, in order; at least two. */
function areInitials(short: string, words: readonly string[]): boolean {
  const initials = words.map((word) => word.slice(0, 1)).join('');
  return words.length > 1 && initials.toLowerCase() === short.toLowerCase();
}
