import { describe, expect, it } from '@jest/globals';
import { type ChangeRequest, mayChangeDigest } from '../../../src/digest/may-change-digest.ts';

const notAsked = () => Promise.reject(new Error('nobody needs to ask Slack for this'));
const member = { id: 'U2', isMember: true, isAdmin: false };
const nobody = { everyMember: false, users: [], groups: [] };
const request: ChangeRequest = {
  caller: member,
  place: 'channel',
  channelCreator: 'U1',
  policy: nobody,
  isInGroup: notAsked,
};

describe("a channel's digest may be changed", () => {
  it.each<[string, Partial<ChangeRequest>]>([
    ['an admin', { caller: { ...member, isAdmin: true } }],
    ['who created the channel', { channelCreator: 'U2' }],
    ['who is named in the configuration', { policy: { ...nobody, users: ['U3', 'U2'] } }],
    ['every member, where that is set', { policy: { ...nobody, everyMember: true } }],
    ['whose own it is', { place: 'direct' }],
    [
      'who is in a group named there',
      { policy: { ...nobody, groups: ['S1'] }, isInGroup: () => Promise.resolve(true) },
    ],
  ])('by %s', async (_, changes) => {
    expect(await mayChangeDigest({ ...request, ...changes })).toBe(true);
  });

  it.each<[string, Partial<ChangeRequest>]>([
    ['any other member', {}],
    ['a guest, whoever else they are', { caller: { id: 'U1', isMember: false, isAdmin: true } }],
    [
      'who is in none of the groups named',
      { policy: { ...nobody, groups: ['S1'] }, isInGroup: () => Promise.resolve(false) },
    ],
  ])('but not by %s', async (_, changes) => {
    expect(await mayChangeDigest({ ...request, ...changes })).toBe(false);
  });
});
