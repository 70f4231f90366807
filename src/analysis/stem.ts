import { stemmer } from 'stemmer';

/**
 * Past forms of irregular verbs, each behind its verb. Forms that are words of their own ("left",
 * "found", "saw") and those that more often describe than tell ("broken", "written") are not here.
 */
const irregular = new Map(
  `begin began begun, blow blew, break broke, bring brought, build built, buy bought, catch caught,
  choose chose chosen, come came, draw drew, drink drank, drive drove, eat ate eaten, fall fell,
  fight fought, fly flew flown, forget forgot forgotten, freeze froze, grow grew grown, hear heard,
  hide hid, hold held, keep kept, lose lost, overwrite overwrote, override overrode, pay paid,
  rebuild rebuilt, rewrite rewrote, ride rode ridden, run ran, seek sought, sell sold, send sent,
  sleep slept, speak spoke, spend spent, steal stole, swear swore sworn, take took taken,
  teach taught, tear tore, throw threw thrown, understand understood, wake woke woken, write wrote`
    .split(',')
    .flatMap((forms) => {
      const [verb = '', ...past] = forms.trim().split(/\s+/);
      return past.map((form) => [form, verb] as const);
    }),
);

/**
 * Words that Porter's rules put together with another of the same beginning though they mean something
 * else ("customer" with "custom", "production" with "product"), each with its forms; plurals are made.
 */
const apart = new Map(
  `accessible accessibility, authority,
  authorize authorized authorizing authorizer authorization authorise authorised authorising authorisation,
  business, community, conversation, customer, department, directive, director, emergency, evening,
  executive, expensive, general generally, generic, important importance, informal informally,
  internal internally, international internationally, news, objective, paste pasted pasting,
  positive positively, production, productive productivity, several, university`
    .split(',')
    .flatMap((forms) => {
      const all = forms.trim().split(/\s+/);
      return all.flatMap((form) =>
        [form, pluralOf(form)].map((each) => [each, all[0] ?? form] as const),
      );
    }),
);

function pluralOf(word: string): string {
  return `${word.replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
}

/**
 * What all forms of an English word have in common. Anything but plain letters comes back as it is.
 *
 * @param word folded: lower case, no accents
 */
export function stem(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const own = apart.get(word);
  if (own !== undefined) return own;
  // Porter keeps "notify" and "notification" apart.
  return stemmer(irregular.get(word) ?? word).replace(/(?<=..)ifi$/, 'if');
}
