import { describe, expect, it } from '@jest/globals';
import { findAcronyms } from '../../../src/search/acronyms.ts';

function found(text: string): string[] {
  return findAcronyms(text).map(({ short, long }) => `${short} = ${long}`);
}

describe('findAcronyms', () => {
  it.each([
    ['A dead-letter queue (DLQ) is a place.', 'DLQ = dead letter queue'],
    ['Use point-in-time recovery (PITR) then.', 'PITR = point in time recovery'],
    ['Send JSON Web Tokens (JWTs) there.', 'JWT = JSON Web Tokens'],
    ['The WAL (write-ahead log) grows.', 'WAL = write ahead log'],
    [
      'Several CRMs (customer relationship managers) exist.',
      'CRM = customer relationship managers',
    ],
  ])('learns from %j', (text, acronym) => {
    expect(found(text)).toEqual([acronym]);
  });

  it.each([
    'It is fast (OK).',
    'See the table (TODO) below.',
    'Write to the queue. Then letters (DLQ).',
    'An API (see below) has it.',
    'A value (X) is set.',
  ])('learns nothing from %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
