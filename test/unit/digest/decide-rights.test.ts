import { describe, expect, it } from '@jest/globals';
import { decideRights, type RightsFacts } from '../../../src/digest/decide-rights.ts';

const notAsked = () => Promise.reject(new Error('nobody needs to ask Slack for this'));
const member = { id: 'U2', isMember: true, isAdmin: false };
const request: RightsFacts = {
  caller: member,
  place: 'channel',
  channelCreator: 'U1',
  everyMember: false,
  isNamed: notAsked,
};

describe("a channel's digest may be changed", () => {
  it.each<[string, Partial<RightsFacts>]>([
    ['an admin', { caller: { ...member, isAdmin: true } }],
    ['who created the channel', { channelCreator: 'U2' }],
    ['who is named in the configuration', { isNamed: () => Promise.resolve(true) }],
    ['every member, where that is set', { everyMember: true }],
    ['whose own it is', { place: 'direct' }],
  ])('by %s', async (_, changes) => {
    expect(await decideRights({ ...request, ...changes })).toBe('change');
  });

  it.each<[string, Partial<RightsFacts>, string]>([
    ['any other member, who may have their own', { isNamed: () => Promise.resolve(false) }, 'own'],
    [
      'a guest, whoever else they are',
      { caller: { id: 'U1', isMember: false, isAdmin: true } },
      'look',
    ],
  ])('but not by %s', async (_, changes, rights) => {
    expect(await decideRights({ ...request, ...changes })).toBe(rights);
  });
});
