import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../../../../src/slack/ask/parse-request.ts';

describe('parseRequest', () => {
  it.each([
    ['', 'help'],
    ['   ', 'help'],
    ['help', 'help'],
    ['Help!', 'help'],
    ['?', 'help'],
    ['topics', 'topics'],
    ['LATEST', 'latest'],
    ['latest.', 'latest'],
  ])('takes %j alone for the command', (text, kind) => {
    expect(parseRequest(text)).toEqual({ kind });
  });

  it.each(['help with webhooks', 'topics for a talk', 'latest release', 'constructor', '???'])(
    'takes %j for a question',
    (text) => {
      expect(parseRequest(` ${text} `)).toEqual({ kind: 'question', text });
    },
  );
});
