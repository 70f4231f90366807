import { describe, expect, it } from '@jest/globals';
import { renderMayNotChange } from '../../../../../src/slack/digest/messages/digest-refusals.ts';

describe('renderMayNotChange', () => {
  it('names user groups to those too who cannot see the blocks', () => {
    const policy = { everyMember: false, users: [], groups: ['S0WRITERS'] };
    const { text } = renderMayNotChange(true, policy, undefined, { kind: 'thisChannel' });
    expect(text).toBe(
      'You may not change the weekly digest of this channel; nothing was changed. ' +
        'Those who may: workspace admins, workspace owners and <!subteam^S0WRITERS>.',
    );
  });
});
