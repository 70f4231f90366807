import { expect, it } from '@jest/globals';
import { tellingStems } from '../../../src/answers/telling-words.ts';

it('what a question is about is the same however it is put', () => {
  const stems = tellingStems('How do I rotate the certificates?');
  expect(stems).toHaveLength(2);
  expect(tellingStems('certificate rotation'.replace('rotation', 'rotated'))).toEqual(
    stems.toReversed(),
  );
  expect(tellingStems('rotating certificates, a rotated certificate')).toEqual(stems);
  expect(tellingStems('how do I do it?')).toEqual([]);
});
