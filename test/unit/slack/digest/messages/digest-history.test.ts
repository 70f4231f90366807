import { describe, expect, it } from '@jest/globals';
import type { RunRecord } from '../../../../../src/digest/delivery.ts';
import { renderDigestHistory } from '../../../../../src/slack/digest/messages/digest-history.ts';
import { makeSubscription } from '../../../../helpers/make-subscription.ts';
import { visibleText } from '../../../../helpers/visible-text.ts';

describe('the history of a digest', () => {
  it.each<[RunRecord['state'], string | undefined, string]>([
    ['skipped', undefined, 'skipped: nothing was new'],
    ['missed', 'late', 'missed: I couldn’t send anything for most of that day'],
    ['missed', 'restart', 'missed: I couldn’t send anything for most of that day'],
    ['failed', 'late', 'failed: I couldn’t send anything for most of that day'],
    ['failed', 'fatal_error', 'failed: Slack didn’t take it (fatal_error)'],
    ['failed', 'notMember', 'failed: I wasn’t in the channel'],
    ['cancelled', 'notMember', 'cancelled: I wasn’t in the channel'],
    ['cancelled', 'restricted', 'cancelled: I wasn’t allowed to post in the channel'],
    ['cancelled', 'paused', 'cancelled: it was paused'],
    ['cancelled', 'ended', 'cancelled: somebody had ended it'],
    ['pending', undefined, 'waiting: on its way'],
    ['pending', 'ratelimited', 'waiting: I’ll try again (ratelimited)'],
    [
      'uncertain',
      'missing_scope',
      'uncertain: Slack’s answer got lost, and I couldn’t read the channel to check (missing_scope)',
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
