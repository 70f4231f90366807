/**
 * Lists the facts of content/facts.yml that were checked long ago:
 *
 *   npm run old-facts -- [MONTHS [DAY]]
 *
 * MONTHS is 6 when none is given, DAY is today.
 */
import { readFile } from 'node:fs/promises';
import { listOldFacts, parseFacts } from './articles/facts.ts';

const [months = '6', day = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
if (!/^\d+$/.test(months) || Number.isNaN(Date.parse(day))) {
  process.stderr.write('usage: npm run old-facts -- [MONTHS [DAY]], such as 6 2027-01-31\n');
  process.exit(2);
}
const facts = parseFacts(await readFile('content/facts.yml', 'utf8'));
const old = listOldFacts(facts, day, Number(months));
for (const { fact, where, checked, in: places } of old) {
  process.stdout.write(`${checked}  ${fact}\n            ${where}\n`);
  process.stdout.write(`            in ${Object.keys(places).join(', ')}\n`);
}
process.stdout.write(`${old.length} of ${facts.length} facts are older than ${months} months\n`);
