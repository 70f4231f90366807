import { expect, it } from '@jest/globals';
import { withGuidepost } from '../helpers/with-guidepost.ts';
import { OperatorError } from '../../src/text/operator-error.ts';

it.each<[string, Record<string, string>, RegExp]>([
  [
    'there is no content folder',
    { CONTENT_DIR: '/nowhere' },
    /CONTENT_DIR: .*\/nowhere.*doesn't exist/,
  ],
  [
    'no article is valid',
    { CONTENT_DIR: 'test/fixtures/guide-broken' },
    /no valid article.*UTF-8/s,
  ],
  ['the data folder cannot be made', { DATA_DIR: '/proc/nope' }, /DATA_DIR: .*\/proc\/nope/],
  ['the port is taken', { PORT: '1', HOST: '192.0.2.1' }, /Can't listen on HOST 192\.0\.2\.1/],
  ['Slack refuses the token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, /Slack refuses SLACK_BOT_TOKEN/],
  [
    'Slack refuses the app token',
    { SLACK_APP_TOKEN: 'xapp-wrong' },
    /refuses SLACK_APP_TOKEN \(invalid_auth\).*App-Level Tokens/,
  ],
])('does not start when %s, and says how to mend it', async (_, env, message) => {
  const starting = withGuidepost({ transport: 'http', env }, () => Promise.resolve());
  const error: unknown = await starting.catch((reason: unknown) => reason);
  // Whoever starts it reads the message of such an error alone.
  expect(error).toBeInstanceOf(OperatorError);
  expect(String(error)).toMatch(message);
});

it('tells what is wrong with settings and with sources in one message', async () => {
  const env = { PORT: 'x' };
  const sourcesFile =
    'sources: { runbooks: { folder: runbooks, flavour: x, token: T, hook: H } }\n';
  const starting = withGuidepost({ transport: 'http', env, sourcesFile }, () => Promise.resolve());
  const error = String(await starting.catch((reason: unknown) => reason));
  for (const problem of [
    'PORT',
    '"flavour"',
    '"token" names T',
    '"hook" names H',
    '"hook" is for',
  ]) {
    expect(error).toContain(
      `  - ${problem.startsWith('"') ? 'guidepost.yml: runbooks, ' : ''}${problem}`,
    );
  }
});
