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
 * else ("customer" with "custom", "production" with "product"), each with its forms.
 */
const apart = new Map(
  `accessible accessibility, authority authorities,
  authorize authorizes authorized authorizing authorization authorizations authorise authorises authorised
  authorising authorisation authorisations, business businesses, community communities,
  conversation conversations, customer customers, department departments, directive directives,
  director directors, emergency emergencies, evening evenings, executive executives, expensive,
  general generally, generic generics, important importance, informal informally, internal internally,
  international internationally, news, objective objectives, paste pastes pasted pasting,
  positive positively, production, productive productivity, several, university universities`
    .split(',')
    .flatMap((forms) => {
      const all = forms.trim().split(/\s+/);
      return all.map((form) => [form, all[0] ?? form] as const);
    }),
);

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
