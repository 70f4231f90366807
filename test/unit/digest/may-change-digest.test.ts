import { describe, expect, it } from '@jest/globals';
import { type ChangeRequest, mayChangeDigest } from '../../../src/digest/may-change-digest.ts';

const notAsked = () => Promise.reject(new Error('nobody needs to ask Slack for this'));
const member = { id: 'U2', isMember: true, isAdmin: false };
const request: ChangeRequest = {
  caller: member,
  place: 'channel',
  channelCreator: 'U1',
  everyMember: false,
  isNamed: notAsked,
};

describe("a channel's digest may be changed", () => {
  it.each<[string, Partial<ChangeRequest>]>([
    ['an admin', { caller: { ...member, isAdmin: true } }],
    ['who created the channel', { channelCreator: 'U2' }],
    ['who is named in the configuration', { isNamed: () => Promise.resolve(true) }],
    ['every member, where that is set', { everyMember: true }],
    ['whose own it is', { place: 'direct' }],
  ])('by %s', async (_, changes) => {
    expect(await mayChangeDigest({ ...request, ...changes })).toBe(true);
  });

  it.each<[string, Partial<ChangeRequest>]>([
    ['any other member', { isNamed: () => Promise.resolve(false) }],
    ['a guest, whoever else they are', { caller: { id: 'U1', isMember: false, isAdmin: true } }],
  ])('but not by %s', async (_, changes) => {
    expect(await mayChangeDigest({ ...request, ...changes })).toBe(false);
  });
});
