import { describe, expect, it } from '@jest/globals';
import { renderPreview } from '../../../../../src/slack/digest/messages/digest.ts';
import { plainTextOf } from '../../../../../src/slack/reply/message.ts';
import { makeSettings } from '../../../../helpers/make-subscription.ts';

describe('the preview of a week that would be skipped', () => {
  const next = { week: '2026-W49', at: Date.parse('2026-11-30T08:00:00Z') };
  const shown = (standing: 'active' | 'paused') =>
    plainTextOf(renderPreview(undefined, makeSettings().schedule, next, standing));

  it('says so', () => {
    expect(shown('active')).toContain('I’ll skip the digest on Monday 30 November');
  });

  it('says that nothing would come in any case while the digest is paused', () => {
    expect(shown('paused')).toContain('Nothing is new yet, and the digest is paused anyway.');
  });
});
