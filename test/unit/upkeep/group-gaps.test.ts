import { describe, expect, it } from '@jest/globals';
import { groupGaps, type Unanswered } from '../../../src/upkeep/group-gaps.ts';
import { fc } from '../../helpers/fast-check.ts';

const asked = (question: string, rest: Partial<Unanswered> = {}): Unanswered => ({
  question,
  stems: question.split(' '),
  topic: undefined,
  person: 'P1',
  week: 1,
  askedAt: 1,
  ...rest,
});

describe('questions without an answer', () => {
  it('that share their words are one, told by the longest, then the latest', () => {
    const [gap, ...others] = groupGaps([
      asked('rotat vault token', { person: 'P1', week: 1, askedAt: 1 }),
      asked('vault token', { person: 'P2', week: 1, askedAt: 2 }),
      asked('token vault renew', { person: 'P1', week: 2, askedAt: 3 }),
    ]);
    expect(others).toEqual([]);
    expect(gap).toEqual({
      questions: ['token vault renew', 'vault token', 'rotat vault token'],
      topic: undefined,
      people: 2,
      weeks: 2,
      lastAskedAt: 3,
    });
  });

  it.each([
    ['one word in common', 'vault token', 'vault backup', undefined, 2],
    ['one word in common and a topic', 'vault token', 'vault backup', 'security', 2],
    ['the same single word', 'vault', 'vault', undefined, 1],
    ['half of their words', 'rotat vault token fast', 'vault token backup zone', undefined, 2],
    [
      'half of their words and a topic',
      'rotat vault token fast',
      'vault token backup zone',
      'security',
      1,
    ],
  ])('are told apart by %s', (_, one, other, topic, groups) => {
    expect(groupGaps([asked(one, { topic }), asked(other, { topic })])).toHaveLength(groups);
  });

  it('come with what most people ask first, and the topic most of them are near', () => {
    const gaps = groupGaps([
      asked('printer', { askedAt: 9 }),
      asked('vault token', { topic: 'ops' }),
      asked('vault token', { topic: 'security', person: 'P2' }),
      asked('vault token', { topic: 'security', person: 'P3' }),
    ]);
    expect(gaps.map(({ people, topic }) => [people, topic])).toEqual([
      [3, 'security'],
      [1, undefined],
    ]);
  });

  it('never lose a question, and never count a person twice', () => {
    const word = fc.constantFrom('vault', 'token', 'printer', 'dragon', 'feed');
    const question = fc.record({
      question: fc.string(),
      stems: fc.uniqueArray(word, { minLength: 1 }),
      topic: fc.constantFrom(undefined, 'ops'),
      person: fc.constantFrom('P1', 'P2', 'P3'),
      week: fc.nat(3),
      askedAt: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(question), (all) => {
        const gaps = groupGaps(all);
        const told = new Set(gaps.flatMap(({ questions }) => questions));
        expect(told).toEqual(new Set(all.map((each) => each.question)));
        for (const { people } of gaps) expect(people).toBeLessThanOrEqual(3);
      }),
    );
  });
});
