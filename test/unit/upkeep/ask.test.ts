import { describe, expect, it } from '@jest/globals';
import {
  decideAnswer,
  planAsk,
  planThanks,
  type Ask,
  type AskAnswer,
  type AskState,
} from '../../../src/upkeep/ask.ts';

const { ask, items } = planAsk({
  id: 'A1',
  asker: 'U1',
  question: 'who feeds the dragon',
  slug: 'dragons',
  to: { kind: 'user', id: 'U2' },
  askedAt: 1_000,
});
const linked = { kind: 'linked', slug: 'feeding' } as const;
const said = { by: 'U2', now: 2_000 };
const inState = (state: AskState): Ask => ({ ...ask, state });

describe('a question to an owner', () => {
  it('is open, and asked by a row that knows no words', () => {
    expect(ask.state).toBe('open');
    expect(items).toEqual([
      {
        id: 'ask:A1',
        kind: 'ask',
        recipient: { kind: 'user', id: 'U2' },
        about: { askId: 'A1' },
        dueAt: 1_000,
      },
    ]);
  });

  it.each<[AskState, AskAnswer['kind'], boolean]>([
    ['open', 'linked', true],
    ['open', 'promised', true],
    ['open', 'declined', true],
    ['open', 'undelivered', true],
    ['promised', 'linked', true],
    ['promised', 'declined', true],
    ['promised', 'promised', false],
    ['promised', 'undelivered', false],
    ['linked', 'declined', false],
    ['declined', 'linked', false],
    ['undelivered', 'linked', false],
  ])('that is %s can be %s: %s', (state, kind, isAllowed) => {
    const answer = kind === 'linked' ? linked : { kind };
    expect(decideAnswer(inState(state), answer, said) !== undefined).toBe(isAllowed);
  });

  it('is told to its asker with each thing that becomes of it', () => {
    const change = decideAnswer(ask, linked, said);
    expect(change?.ask).toMatchObject({ state: 'linked', answeredBy: 'U2', answerSlug: 'feeding' });
    expect(change?.items).toEqual([
      {
        id: 'told:A1:linked',
        kind: 'ask told',
        recipient: { kind: 'user', id: 'U1' },
        about: { askId: 'A1', state: 'linked' },
        dueAt: 2_000,
      },
    ]);
  });

  it('earns thanks only when somebody answered', () => {
    expect(planThanks(ask, 3_000)).toBeUndefined();
    expect(planThanks({ ...ask, answeredBy: 'U2' }, 3_000)).toMatchObject({
      id: 'thanks:A1',
      recipient: { kind: 'user', id: 'U2' },
    });
  });
});
