import { stemmer } from 'stemmer';

/**
 * British endings and the American ones that stand for them in the index. What must come before the
 * ending is long enough that `four`, `rise` and `noise` stay out of it, in all their forms.
 */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/(...)is(e|ed|er|ers|es|ing|ation|ations)$/, '$1iz$2'],
  [/(...)ys(e|ed|er|ers|es|ing)$/, '$1yz$2'],
  [/(..)our(s|ed|ing|al|ite|ites|able|ful|hood|less)?$/, '$1or$2'],
  [/(..)tre(s|d)?$/, '$1ter$2'],
  [/(..)ogue(s|d)?$/, '$1og$2'],
  [/(def|off|lic|pret)ence(s|d)?$/, '$1ense$2'],
];

/**
 * What all forms of an English word have in common. Anything but plain letters comes back as it is.
 *
 * @param word folded: lower case, no accents
 */
export function stem(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  for (const [british, american] of spellings) {
    if (british.test(word)) return stemmer(word.replace(british, american));
  }
  return stemmer(word);
}
