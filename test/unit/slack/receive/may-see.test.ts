import { describe, expect, it } from '@jest/globals';
import {
  decideSight,
  surfaces,
  type Sight,
  type SightPolicy,
} from '../../../../src/slack/receive/may-see.ts';
import type { PersonKind, Sharing } from '../../../../src/slack/receive/workspace.ts';

const externals: readonly SightPolicy['external'][] = ['refuse', 'ask', 'allow'];
const guests: readonly SightPolicy['guests'][] = ['refuse', 'read', 'share'];

/** `yes`, `ask!` where outsiders are known to be there, `ask?` where nobody knows, or the refusal. */
function word(sight: Sight): string {
  switch (sight.kind) {
    case 'allowed':
      return 'yes';
    case 'confirm':
      return sight.certain ? 'ask!' : 'ask?';
    case 'refused':
      return sight.why;
  }
}

function row(person: PersonKind, sharing: Sharing, policy: SightPolicy, isHiddenFrom = false) {
  return surfaces
    .map((surface) => word(decideSight({ surface, person, sharing, isHiddenFrom, policy })))
    .join(' ');
}

// answer, thread, unfurl, share, digest, digestSettings, gap
const members: readonly [Sharing, SightPolicy['external'], string][] = [
  ['own', 'refuse', 'yes yes yes yes yes yes yes'],
  ['own', 'ask', 'yes yes yes yes yes yes yes'],
  ['own', 'allow', 'yes yes yes yes yes yes yes'],
  ['external', 'refuse', 'yes external external external external yes external'],
  ['external', 'ask', 'yes external external ask! ask! yes external'],
  ['external', 'allow', 'yes yes yes yes yes yes external'],
  ['unknown', 'refuse', 'yes yes external ask? ask? yes external'],
  ['unknown', 'ask', 'yes yes external ask? ask? yes external'],
  ['unknown', 'allow', 'yes yes yes yes yes yes external'],
];

describe('decideSight', () => {
  describe.each(guests)('with guests: %s', (guestPolicy) => {
    it.each(members)('for members where it is %s and others: %s', (sharing, external, expected) => {
      expect(row('member', sharing, { external, guests: guestPolicy })).toBe(expected);
    });

    it.each(members)('for people nobody knows, %s, %s', (sharing, external, expected) => {
      const refused = surfaces.map(() => 'unknownPerson').join(' ');
      expect(row('unknown', sharing, { external, guests: guestPolicy })).toBe(
        sharing === 'external' ? refused : expected,
      );
    });

    it.each(members)('never for outsiders, %s, %s', (sharing, external) => {
      expect(row('outsider', sharing, { external, guests: guestPolicy })).toBe(
        surfaces.map(() => 'outsider').join(' '),
      );
    });

    it.each(members)('for guests, %s, %s', (sharing, external, forMembers) => {
      const [answer, thread, , , , settings] = forMembers.split(' ');
      const expected = {
        refuse: surfaces.map(() => 'guest').join(' '),
        read: [answer, thread, 'guest', 'guest', 'guest', settings, 'guest'].join(' '),
        share: forMembers,
      };
      expect(row('guest', sharing, { external, guests: guestPolicy })).toBe(expected[guestPolicy]);
    });

    it.each(externals)(
      'never a private channel’s digest for others, with others: %s',
      (external) => {
        for (const sharing of ['own', 'external', 'unknown'] as const) {
          const policy = { external, guests: guestPolicy };
          const [, , , , digest, settings] = row('member', sharing, policy, true).split(' ');
          expect([digest, settings]).toEqual(['hidden', 'hidden']);
        }
      },
    );
  });
});
