import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex, type SearchResult } from '../../../src/search/article-index.ts';
import type { QueryUnit } from '../../../src/search/understand-query.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function search(
  bodies: string[],
  question: string,
  synonyms: { asked: string; also: string[] }[] = [],
): SearchResult {
  const articles = bodies.map((body, i) => shortArticle({ slug: `n${i}`, body }));
  return buildArticleIndex(articles, { synonyms }).search(parseQuestion(question));
}

function slugs(...args: Parameters<typeof search>): string[] {
  return search(...args).hits.map(({ article }) => article.slug);
}

/** What else it is looked for by. */
function otherNames({ names }: QueryUnit): (readonly string[])[] {
  return names.slice(1).map(({ stems }) => stems);
}

describe('what a question is understood to ask for', () => {
  it('hardly counts words that only ask', () => {
    expect(slugs(['how do you get it', 'restore it'], 'how do you restore it')).toEqual([
      'n1',
      'n0',
    ]);
  });

  it('asks with everything when there are only such words', () => {
    expect(slugs(['about us', 'nothing'], 'what about us')).toEqual(['n0']);
  });

  it.each(['thanks!', 'review'])('takes a common word as it was typed: %s', (question) => {
    expect(search(['what she thinks of the preview'], question).query.corrections).toEqual([]);
  });

  it.each([
    ['flower', 'lower'],
    ['nonce', 'once'],
    ['checksum', 'checks'],
    ['training', 'trailing'],
  ])('takes an English word that no article has as it was typed: %s', (typed, like) => {
    expect(search([`the ${like} limit`], `${typed} limit`).query.corrections).toEqual([]);
  });

  it('corrects what no dictionary has', () => {
    expect(search(['the flower limit'], 'flwoer limit').query.corrections).toEqual([
      { typed: 'flwoer', corrected: 'flower' },
    ]);
  });

  it('takes the last word for one that is still being typed, and no other', () => {
    const finish = (question: string) =>
      search(['Idempotent webhooks'], question).query.corrections;
    expect(finish('webhook idemp')).toEqual([{ typed: 'idemp', corrected: 'idempotent' }]);
    expect(finish('idemp webhook')).toEqual([]);
  });

  it('prefers the form that was asked for', () => {
    expect(slugs(['deploys often', 'deploy often'], 'deploy')).toEqual(['n1', 'n0']);
  });

  it('lets the rest of the sentence order what is found, and asks for none of it', () => {
    const articles = ['reset the clock', 'reset the vault'].map((body, i) =>
      shortArticle({ slug: `n${i}`, body }),
    );
    const index = buildArticleIndex(articles);
    const firstOf = (beside: string) => {
      const { hits, query } = index.search({ ...parseQuestion('reset it'), beside });
      expect(query.units.filter(({ isTelling }) => isTelling).length).toBe(1);
      return hits[0]?.article.slug;
    };
    expect(firstOf('forgot the code of my vault, can you reset it')).toBe('n1');
    expect(firstOf('forgot the code of my clock, can you reset it')).toBe('n0');
    // A long one is about something else as well.
    expect(firstOf(`my clock is late, ${'so what, '.repeat(20)} can you reset it`)).toBe(
      firstOf(''),
    );
  });

  it('finds synonyms, after the word itself', () => {
    const synonyms = [{ asked: 'db', also: ['database'] }];
    expect(slugs(['the database', 'the db', 'none'], 'db', synonyms)).toEqual(['n1', 'n0']);
    expect(slugs(['the database', 'the db'], 'database', synonyms)).toEqual(['n0']);
  });

  it('takes nothing for another name in which there is no word to look for', () => {
    const synonyms = [{ asked: 'undo', also: ['the', '!!'] }];
    expect(search(['the end'], 'undo', synonyms).query.units).toMatchObject([{ isKnown: false }]);
  });

  it('finds synonyms of several words, and for several words', () => {
    const synonyms = [
      { asked: 'undo', also: ['roll it back'] },
      { asked: 'sign in', also: ['login'] },
    ];
    const bodies = ['we roll it back', 'back it, roll', 'a login form'];
    expect(slugs(bodies, 'undo', synonyms)).toEqual(['n0']);
    expect(slugs(bodies, 'how to sign in', synonyms)).toEqual(['n2']);
    expect(slugs(bodies, 'sign', synonyms)).toEqual([]);
  });

  it.each([
    ['rollback', 'we roll back'],
    ['roll back', 'the rollback'],
    ['roll-back', 'the rollback'],
    ['deadletter', 'a dead-letter queue'],
    ['dead letter', 'the deadletter'],
    ['web hook', 'one webhook'],
    ['webhook', 'one web hook'],
    ['hookweb', 'one hook web'],
    ['webhook', 'one web hook, not a webhoot'],
  ])('finds %j in %j', (question, body) => {
    const result = search([body, 'something else'], question);
    expect(result.hits.map(({ article }) => article.slug)).toEqual(['n0']);
    expect(result.query.corrections).toEqual([]);
  });

  it('asks for the parts of an identifier that stands nowhere as a whole', () => {
    expect(slugs(['max retries', 'max_wait'], 'maxRetries')).toEqual(['n0', 'n1']);
  });
});

/** Each word with how often it is asked for, those that name nothing in brackets. */
function wordsOf(...args: Parameters<typeof search>): string[] {
  return search(...args).query.units.map(({ typed, repeats, isTelling }) => {
    const word = `${[...typed].join('/')} ${repeats}`;
    return isTelling ? word : `(${word})`;
  });
}

describe('a word of a question', () => {
  it.each([
    ['counts each time it is asked for', 'retry a pump, retried', ['retry/retried 2', 'pump 1']],
    ['names nothing where it only asks', 'how retry', ['(how 0.2)', 'retry 1']],
    ['names nothing where it is chat with a slip', 'realy retry', ['(realy 0.2)', 'retry 1']],
    ['names something where nothing else does', 'what about us', ['what 1', 'about 1', 'us 1']],
    ['names its parts where it stands nowhere', 'maxPump retry', ['max 1', 'pump 1', 'retry 1']],
    [
      'has parts that help where it stands somewhere',
      'maxRetries',
      ['maxretries 1', '(max 0.2)', '(retries 0.2)'],
    ],
  ])('%s: %s', (_, question, words) => {
    expect(wordsOf(['maxRetries of a pump'], question)).toEqual(words);
  });

  it('goes with the one after it, and with no other', () => {
    expect(search([], 'pump the valve hose').query.pairs).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(search([], 'pump pump how').query.pairs).toEqual([]);
  });

  it('is corrected among ten that no article has, and among no more', () => {
    const noise = (count: number): string =>
      Array.from({ length: count }, (_, i) => `${'bcdfghjklm'[i] ?? ''}xqzjv`).join(' ');
    const correctedAfter = (count: number) =>
      search(['the flower'], `${noise(count)} flwoer limit`).query.corrections.length;
    expect([correctedAfter(9), correctedAfter(10)]).toEqual([1, 0]);
  });

  it('is known when another name for it is', () => {
    const bodies = ['store', 'database of data'];
    const unitOf = (...also: string[]) =>
      search(bodies, 'depot', also.length === 0 ? [] : [{ asked: 'depot', also }]).query.units[0];
    expect(unitOf('store')).toMatchObject({ isKnown: true });
    expect(unitOf()).toMatchObject({ isKnown: false });
    expect(unitOf('warehouse')).toMatchObject({ isKnown: false });
    expect(unitOf('warehouse')?.names).toHaveLength(1);
  });

  it('is what is written for it, too, when it was said in several words', () => {
    const alsoOf = (question: string) =>
      search(['disable it', 'other'], question)
        .query.units.filter(({ stem }) => stem === 'turn')
        .flatMap(otherNames);
    expect(alsoOf('turn off the alarm')).toEqual([['disabl']]);
    expect(alsoOf('turn the alarm')).toEqual([]);
    // Who says both means both.
    expect(alsoOf('turn off or disable the alarm')).toEqual([]);
  });

  it('is what is written for it, too, when it was cut short, and not corrected', () => {
    const { units, corrections } = search(['the department', 'its depth'], 'dept').query;
    expect(units.flatMap(otherNames)).toEqual([['department']]);
    expect(corrections).toEqual([]);
  });

  it('is not half of another name for it', () => {
    const articles = [
      shortArticle({ slug: 'a', title: 'On call' }),
      shortArticle({ slug: 'b', body: 'call sign' }),
    ];
    const alsoOf = (also: string) =>
      buildArticleIndex(articles, { synonyms: [{ asked: 'pager', also: [also] }] })
        .search(parseQuestion('pager'))
        .query.units.flatMap(otherNames);
    expect(alsoOf('on call')).toEqual([['on~call']]);
    expect(alsoOf('sign in')).toEqual([]);
    expect(alsoOf('call')).toEqual([['call']]);
  });

  it.each([
    ['therapy', 'the rapy'],
    ['webhook', 'we bhook'],
    ['webhook', 'webho ok'],
    ['a web', 'an aweb'],
    ['web the', 'a webthe'],
    ['web3hook', 'web3 hook'],
  ])('is not made of any other two: %j in %j', (question, body) => {
    const { units } = search([body], question, []).query;
    expect(units.flatMap(otherNames)).toEqual([]);
  });

  it('keeps what it tells, whatever else it is called', () => {
    const bodies = ['store', 'store', 'store', 'database'];
    const [alone] = search(bodies, 'database').query.units;
    const synonyms = [{ asked: 'database', also: ['store', 'store depot'] }];
    const [unit] = search(bodies, 'database', synonyms).query.units;
    expect(unit).toMatchObject({ isKnown: true });
    expect(unit && otherNames(unit)).toEqual([['store']]);
    expect(unit?.frequencyWeight).toBe(alone?.frequencyWeight);
  });

  it('goes with a small word where something is named by both', () => {
    const articles = ['Time off', 'Set up'].map((title, i) =>
      shortArticle({ slug: `n${i}`, title }),
    );
    const unitsOf = (question: string) =>
      buildArticleIndex(articles).search(parseQuestion(question)).query.units;
    expect(unitsOf('time off').find(({ stem }) => stem === 'time~off')).toMatchObject({
      repeats: 1,
      isTelling: false,
    });
    expect(unitsOf('time up').map(({ stem }) => stem)).toEqual(['time', 'up']);
    expect(unitsOf('setup').map(({ stem }) => stem)).toEqual(['setup']);
    expect(unitsOf('setup').flatMap(otherNames)).toEqual([['set~up']]);
    expect(unitsOf('timeup').flatMap(otherNames)).toEqual([]);
  });

  it('may be the department, however softly it is asked for, where there is one', () => {
    expect(wordsOf(['IT mends it'], 'how is it')).toContain('(IT 0.2)');
    expect(wordsOf(['we mend it'], 'how is it')).toEqual(['how 1']);
  });

  it('helps where it stands beside the question in a short message and in an article', () => {
    const index = buildArticleIndex([shortArticle({ slug: 'n0', body: 'Reset the vault again.' })]);
    const besideIn = (beside: string) =>
      index
        .search({ ...parseQuestion('reset it'), beside })
        .query.units.filter(({ isBeside }) => isBeside === true)
        .map(({ stem, repeats }) => `${stem} ${repeats}`);
    expect(besideIn('the zebra of the vault again, reset it')).toEqual(['vault 0.5']);
    expect(besideIn(`vault${' so'.repeat(79)}`)).toEqual(['vault 0.5']);
    expect(besideIn(`vault${' so'.repeat(80)}`)).toEqual([]);
  });
});
