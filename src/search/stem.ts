import { stemmer } from 'stemmer';

/**
 * What all forms of an English word have in common. Anything but plain letters comes back as it is.
 *
 * @param word folded: lower case, no accents
 */
export function stem(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}
