import { describe, expect, it } from '@jest/globals';
import type { RunRecord } from '../../../../../src/digest/delivery.ts';
import { renderDigestHistory } from '../../../../../src/slack/digest/messages/digest-history.ts';
import { makeSubscription } from '../../../../helpers/make-subscription.ts';
import { visibleText } from '../../../../helpers/visible-text.ts';

describe('the history of a digest', () => {
  it.each([
    [1, 2, 0, 'sent, 1 new and 2 updated'],
    [0, 10, 20, 'sent, 10 updated and 20 more'],
    [3, 7, 1, 'sent, 3 new, 7 updated and 1 more'],
    [0, 0, 0, 'sent, nothing was new'],
  ])(
    'counts what was sent, and nothing of which there was none',
    (added, updated, leftOut, words) => {
      const dueAt = Date.parse('2026-11-30T08:00:00Z');
      const slugs = (count: number) => Array.from({ length: count }, (_, i) => `a${i}`);
      const content = { added: slugs(added), updated: slugs(updated), leftOut };
      const run = { id: 'R1', week: '2026-W49', state: 'sent', reason: undefined, dueAt, content };
      const here = { kind: 'thisChannel', command: '/guide' } as const;
      const runs = [{ ...run, finishedAt: dueAt }] as unknown as readonly RunRecord[];
      const message = renderDigestHistory(makeSubscription(), runs, here);
      expect(visibleText(message as Parameters<typeof visibleText>[0])).toBe(
        `The last digests\n- Monday 30 November: ${words}`,
      );
    },
  );

  it.each<[RunRecord['state'], string | undefined, string]>([
    ['skipped', undefined, 'skipped because nothing was new'],
    ['missed', 'late', 'missed because I couldn’t send anything for most of that day'],
    ['missed', 'restart', 'missed because I couldn’t send anything for most of that day'],
    ['failed', 'late', 'failed because I couldn’t send anything for most of that day'],
    ['failed', 'fatal_error', 'failed because Slack didn’t take it (fatal_error)'],
    ['failed', 'notMember', 'failed because I wasn’t in the channel'],
    ['cancelled', 'notMember', 'cancelled because I wasn’t in the channel'],
    ['cancelled', 'restricted', 'cancelled because I wasn’t allowed to post in the channel'],
    ['cancelled', 'paused', 'cancelled because it was paused'],
    ['cancelled', 'ended', 'cancelled because somebody had ended it'],
    ['pending', undefined, 'on its way'],
    ['pending', 'ratelimited', 'I’ll try again (ratelimited)'],
    [
      'uncertain',
      'missing_scope',
      'uncertain because Slack’s answer got lost, and I couldn’t read the channel to check (missing_scope)',
    ],
  ])('says of what is %s (%s): %s', (state, reason, words) => {
    const dueAt = Date.parse('2026-11-30T08:00:00Z');
    const run = { state, reason, dueAt, finishedAt: dueAt, content: undefined };
    const runs = [{ ...run, id: 'R1', week: '2026-W49' }];
    const message = renderDigestHistory(makeSubscription(), runs, {
      kind: 'thisChannel',
      command: '/guide',
    });
    expect(visibleText(message as Parameters<typeof visibleText>[0])).toBe(
      `The last digests\n- Monday 30 November: ${words}`,
    );
  });
});
