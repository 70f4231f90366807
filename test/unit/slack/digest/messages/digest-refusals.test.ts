import { describe, expect, it } from '@jest/globals';
import { renderMayNotChange } from '../../../../../src/slack/digest/messages/digest-refusals.ts';

describe('renderMayNotChange', () => {
  it('names user groups to those too who cannot see the blocks', () => {
    const policy = { everyMember: false, users: [], groups: ['S0WRITERS'] };
    const { text } = renderMayNotChange(true, policy, undefined, {
      kind: 'thisChannel',
      command: '/guide',
    });
    expect(text).toBe(
      'You can’t change the weekly digest of this channel, so I haven’t changed anything. ' +
        'These people can: workspace admins, workspace owners and <!subteam^S0WRITERS>. ' +
        'Or get the same digest as a direct message, just for you.',
    );
  });
});
