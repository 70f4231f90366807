import { describe, expect, it } from '@jest/globals';
import { renderPreview } from '../../../../../src/slack/digest/messages/digest.ts';
import { makeSubscription } from '../../../../helpers/make-subscription.ts';
import { visibleText } from '../../../../helpers/visible-text.ts';

describe('the preview of a week that would be skipped', () => {
  const { settings, next } = makeSubscription();
  const shown = (standing: 'active' | 'paused') =>
    visibleText(renderPreview(undefined, settings.schedule, next, standing));

  it('says so', () => {
    expect(shown('active')).toContain('I’ll skip the digest on Monday 30 November');
  });

  it('says that nothing would come in any case while the digest is paused', () => {
    expect(shown('paused')).toContain('Nothing is new yet, and the digest is paused anyway.');
  });
});
