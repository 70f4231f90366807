import { describe, expect, it } from '@jest/globals';
import { parseRequest } from '../../../../src/slack/ask/parse-request.ts';
import { suggestCommand } from '../../../../src/slack/ask/suggest-command.ts';

describe('suggestCommand', () => {
  it.each([
    ['subscribe', 'digest subscribe'],
    ['stop', 'digest unsubscribe'],
    ['list', 'topics'],
    ['new', 'latest'],
    ['digset', 'digest'],
    ['Topcis', 'topics'],
  ])('offers for %s', (typed, command) => {
    expect(suggestCommand(typed)).toBe(command);
  });

  it.each(['docker', 'new relic', 'stop a worker', 'help', 'ci', ''])(
    'offers nothing for %s',
    (typed) => {
      expect(suggestCommand(typed)).toBeUndefined();
    },
  );
});

describe('parseRequest', () => {
  it.each(['hi', 'Hello there!', 'good morning', 'hey guidepost'])(
    'hears a greeting in %s',
    (typed) => {
      expect(parseRequest(typed)).toEqual({ kind: 'greeting' });
    },
  );

  it.each(['thanks', 'Thank you so much!', 'thx', 'cheers'])('hears thanks in %s', (typed) => {
    expect(parseRequest(typed)).toEqual({ kind: 'thanks' });
  });

  it.each(['hi how do I deploy', 'thanks page', 'morning standup'])(
    'takes %s for a question',
    (typed) => {
      expect(parseRequest(typed)).toMatchObject({ kind: 'question' });
    },
  );

  it.each(['--help', '-h', '/help', 'HELP!'])('takes %s for help', (typed) => {
    expect(parseRequest(typed)).toEqual({ kind: 'help' });
  });
});
