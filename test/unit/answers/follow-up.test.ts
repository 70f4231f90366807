import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../src/answers/answer.ts';
import { isMissing, readFollowUp } from '../../../src/answers/follow-up.ts';
import { shortArticle } from '../../helpers/make-library.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';

const before = 'how often should we rotate certificates';

describe('readFollowUp', () => {
  it.each([
    'and for nginx?',
    'what about wildcard ones',
    'does it restart by itself',
    'why?',
    'in docker',
    'caddy?',
    'thx. by name or by address',
    'should that key be shared',
    'how do we revoke one then',
    'and with docker compose',
    'what about postgres',
    'too',
    'for the staging cluster in Paris',
    '429?',
    '429?!',
    'is that safe',
    'how long do we keep those',
    'how long does Vault keep those',
    'does it return an error for every request with a file',
    'does it work with nginx and postgres',
    'does it restart when the machine that runs it was shut down',
    'and how do we deploy',
    'what limit',
    'wildcard certificates?',
    'show me an example',
    'any code?',
    'can you give me the steps please',
    'how slow is it',
    'how big can they get',
    'no, I meant for nginx',
    'I mean the wildcard ones',
  ])('reads with the question before it: %s', (text) => {
    expect(readFollowUp(before, text)).toEqual({ kind: 'joined', text: `${before} ${text}` });
  });

  it.each([
    'how do I roll back a release',
    'and how do I deploy to Fly with Docker?',
    'is it safe to delete a branch',
    'error handling',
    'nginx',
    'jobs that fail',
    'what happens to a message that a worker drops',
    'what about vendors that shut down, how do we prepare for that',
    'is this a good idea: running the tests on sqlite',
    'our container runs as root, does that matter',
    'should the version be in the url',
    'only admins may delete',
    'does it restart when the machine that runs it was shut down by us',
    'what is Vault',
    'nginx sticky sessions?',
    'retries?celery',
    'will Kerberos and Vault replace this',
    'is it safe to restart Vault while it serves',
    'yes please',
    'for the staging cluster in the new region of ours',
    'retries? celery queues',
    'docker compose volumes too',
    'is there a policy on holidays?',
    'show me the Vault steps',
    'example',
    'how slow is Vault',
    'how long does it take to restart Vault',
  ])('leaves a question of its own alone: %s', (text) => {
    expect(readFollowUp(before, text)).toEqual({ kind: 'whole' });
  });

  it.each([
    ['the second one', 1],
    ['show me the first', 0],
    ['number 3 please', 2],
    ['and the last one?', -1],
    ['open number 3 pls', 2],
    ['the top one', 0],
    ['no, the other one', 1],
    ['last one looks right', -1],
    ['the bottom one', -1],
    ['the fourth, please', 3],
    ['fifth one', 4],
    ['The Third', 2],
    ['#4', 3],
    ['5th', 4],
    ['2nd one please', 1],
  ])('knows which result is meant by %s', (text, index) => {
    expect(readFollowUp(before, text)).toEqual({ kind: 'select', index });
  });

  it.each(['more', 'show me more', 'anything else?', 'any others', 'go on', 'what else is there'])(
    'hears %s as more',
    (text) => {
      expect(readFollowUp(before, text)).toEqual({ kind: 'more' });
    },
  );

  it('takes a name for one more subject where a mere name was asked before', () => {
    expect(readFollowUp('docker compose', 'nginx?')).toEqual({ kind: 'whole' });
  });

  it('needs something to follow, and something to say', () => {
    expect(readFollowUp(before, '  ')).toEqual({ kind: 'whole' });
    expect(readFollowUp(before, ' why? ')).toEqual({ kind: 'joined', text: `${before} why?` });
    expect(readFollowUp(undefined, 'and for nginx?')).toEqual({ kind: 'whole' });
  });
});

describe('isMissing', () => {
  const question = parseQuestion('where is my laptop, pto and visa');
  const missing = ['pto', 'visa'].map((word) => ({ word, from: 'first' as const }));
  const page = { hits: [], offset: 0, total: 0 };
  const found: Answer = {
    kind: 'found',
    question,
    dropped: undefined,
    page,
    corrections: [],
    missing,
  };

  it.each<[string, boolean]>([
    ['pto?', true],
    ['and the PTO or a visa?', true],
    ['pto for the laptop?', false],
    ['and mine?', false],
    ['how do I get a visa then', false],
    ['does it need a visa', false],
  ])('says whether the first of an answer has nothing of %s', (text, isSo) => {
    expect(isMissing(found, text)).toBe(isSo);
  });

  it.each<[string, boolean]>([
    ['and for Postgres?', true],
    ['no, I meant Postgres', true],
    ['and for a laptop?', false],
    ['and for laptops in Postgres?', false],
    ['for Postgres', false],
    ['and how do I get Postgres then', false],
    ['and the same?', false],
  ])('says whether what is shown of it has nothing of %s', (text, isSo) => {
    const article = shortArticle({ slug: 'laptops', title: 'Laptops', body: 'Postgres.' });
    const pieces = [{ text: 'Order one.', matched: false, code: false }];
    const passage = { parts: [{ kind: 'text' as const, pieces }] };
    const hit = { article, section: undefined, passage, versions: [] };
    const shown: Answer = { ...found, missing: [], page: { ...page, hits: [hit], total: 1 } };
    expect(isMissing(shown, text)).toBe(isSo);
  });

  it('misses nothing where nothing was found or sought', () => {
    expect(isMissing({ kind: 'empty', question }, 'pto?')).toBe(false);
  });
});
