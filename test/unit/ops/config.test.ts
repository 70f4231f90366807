import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { listSecrets, parseConfig } from '../../../src/ops/config.ts';
import { InvalidSettingsError } from '../../../src/text/operator-error.ts';

const minimal = { SLACK_BOT_TOKEN: 'xoxb-1-secret', SLACK_APP_TOKEN: 'xapp-1-secret' };

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof InvalidSettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseConfig', () => {
  it('needs two tokens and has a default for the rest', () => {
    expect(parseConfig(minimal)).toEqual({
      slack: {
        botToken: 'xoxb-1-secret',
        transport: { kind: 'socket', appToken: 'xapp-1-secret' },
        apiUrl: 'https://slack.com/api/',
      },
      server: { host: '0.0.0.0', port: 3000 },
      command: '/guide',
      limits: { perPerson: 30, perWorkspace: 1_000 },
      contentDir: 'content',
      isContentDirSet: false,
      dataDir: 'data',
      retentionDays: 400,
      database: { kind: 'sqlite', dataDir: 'data' },
      sight: { external: 'refuse', guests: 'read' },
      digest: { policy: { everyMember: false, users: [], groups: [] }, postsPerMinute: 240 },
      editors: { users: [], groups: [] },
      gaps: { isOn: false, days: 90 },
      topicOwners: new Map(),
      reviews: 'ask',
      articleBaseUrl: undefined,
      unfurlsLinks: false,
      reader: 'off',
      semantic: { kind: 'off' },
      sentryDsn: undefined,
      metrics: false,
      logLevel: 'info',
    });
  });

  it('knows who may change digests', () => {
    const { digest } = parseConfig({
      ...minimal,
      DIGEST_POLICY: 'members',
      DIGEST_MANAGERS: 'U0A1, S0GROUP W123',
      DIGEST_POSTS_PER_MINUTE: '60',
    });
    expect(digest).toEqual({
      policy: { everyMember: true, users: ['U0A1', 'W123'], groups: ['S0GROUP'] },
      postsPerMinute: 60,
    });
  });

  it('knows whom to ask about a topic', () => {
    const { topicOwners } = parseConfig({
      ...minimal,
      TOPIC_OWNERS: '#Deploy=C0123, queues=U0456',
    });
    expect([...topicOwners]).toEqual([
      ['deploy', { kind: 'channel', id: 'C0123' }],
      ['queues', { kind: 'user', id: 'U0456' }],
    ]);
  });

  it.each([
    ['COMMAND', 'guide'],
    ['COMMAND', '/Guide Me'],
    ['REQUESTS_PER_MINUTE', '0'],
    ['SENTRY_DSN', 'https://sentry.example.com'],
    ['RETENTION_DAYS', '7'],
    ['DIGEST_POLICY', 'everybody'],
    ['DIGEST_MANAGERS', '@ada'],
    ['EDITORS', 'ada'],
    ['GAPS_DAYS', '0'],
    ['TOPIC_OWNERS', 'deploy=ada'],
    ['REVIEWS', 'daily'],
    ['DIGEST_POSTS_PER_MINUTE', '5000'],
    ['DIGEST_POSTS_PER_MINUTE', 'fast'],
    ['DATABASE_URL', 'mysql://hidden@host/db'],
    ['DATABASE_URL', 'postgres://ada:100%hidden@host/db'],
  ])('refuses %s=%s, without showing it', (name, value) => {
    const [problem, ...others] = problemsOf({ ...minimal, [name]: value });
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^${name} isn't `));
    expect(problem).not.toContain(value);
  });

  it("counts the database's password among the secrets", () => {
    const secretsWith = (DATABASE_URL: string) =>
      listSecrets(parseConfig({ ...minimal, DATABASE_URL }));
    expect(secretsWith('postgres://ada:p%40ss@host/guide')).toEqual(
      expect.arrayContaining(['p%40ss', 'p@ss']),
    );
    expect(secretsWith('postgres://host/guide?user=ada&password=p%40ss')).toContain('p@ss');
  });

  it('listens for HTTP when there is a signing secret and no app token', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh', SLACK_APP_TOKEN: ' ' };
    expect(parseConfig(env).slack.transport).toEqual({ kind: 'http', signingSecret: 'shh' });
  });

  it('lists every problem at once, by the name of the setting, without a value', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxp-hidden',
      SLACK_APP_TOKEN: 'hidden',
      PORT: '99999',
      ARTICLE_BASE_URL: 'javascript:hidden',
      LOG_LEVEL: 'hidden',
      READER: 'on',
    };
    const problems = problemsOf(env);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'PORT',
      'ARTICLE_BASE_URL',
      'LOG_LEVEL',
      'READER',
    ]);
    expect(problems.join()).not.toContain('hidden');
  });

  it('sees that the two tokens were exchanged', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_BOT_TOKEN is an app-level token, which belongs in SLACK_APP_TOKEN; a bot token starts with xoxb-',
      'SLACK_APP_TOKEN is a bot token, which belongs in SLACK_BOT_TOKEN; an app-level token starts with xapp-',
    ]);
  });

  it('says what is missing when nothing is set', () => {
    const problems = problemsOf({});
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^SLACK_BOT_TOKEN is missing; copy/);
    expect(problems[1]).toMatch(
      /^SLACK_APP_TOKEN is missing; create .* or set SLACK_SIGNING_SECRET/,
    );
  });

  it('closes addresses with a slash', () => {
    const env = {
      ...minimal,
      SLACK_API_URL: 'http://127.0.0.1:1/api',
      ARTICLE_BASE_URL: 'https://a.b/c',
    };
    expect(parseConfig(env).slack.apiUrl).toBe('http://127.0.0.1:1/api/');
    expect(parseConfig(env).articleBaseUrl).toBe('https://a.b/c/');
  });

  it('knows its secrets', () => {
    expect(listSecrets(parseConfig(minimal))).toEqual(['xoxb-1-secret', 'xapp-1-secret']);
  });
});

describe('the reader', () => {
  const on = { ...minimal, READER: 'on', HOST: '127.0.0.1' };
  const open = { ...minimal, READER: 'on', READER_OPEN_TO_NETWORK: 'on' };

  it.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('is for this machine on %s', (HOST) => {
    expect(parseConfig({ ...on, HOST }).reader).toBe('thisMachine');
  });

  it.each([undefined, '0.0.0.0', '::', '10.0.0.1', 'localhost.example.com', '127.example.com'])(
    'needs a decision on HOST %s',
    (HOST) => {
      expect(problemsOf({ ...on, HOST })).toEqual([
        expect.stringMatching(/^READER serves every article without sign-in/),
      ]);
    },
  );

  it('is open to the network when that is set, under an address that people can reach', () => {
    const ARTICLE_BASE_URL = 'https://guide.example.com/articles/';
    expect(parseConfig({ ...open, ARTICLE_BASE_URL }).reader).toBe('network');
    expect(problemsOf(open)).toEqual([expect.stringMatching(/^ARTICLE_BASE_URL is missing/)]);
  });

  it('stays off unless it is turned on itself', () => {
    expect(parseConfig({ ...open, READER: '' }).reader).toBe('off');
    expect(problemsOf({ ...on, READER: 'yes' })).toEqual(["READER isn't on or off"]);
  });
});

/** The names of the settings, from the code that reads them. */
async function settingNames(): Promise<readonly string[]> {
  const source = await readFile('src/ops/config.ts', 'utf8');
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(5);
  return names.sort();
}

describe('.env.example', () => {
  it('lists the settings that are read, all of them and no other', async () => {
    const example = await readFile('.env.example', 'utf8');
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(listed.sort()).toEqual(await settingNames());
  });
});

describe('the README', () => {
  it('starts only what it has built', async () => {
    const readme = await readFile('README.md', 'utf8');
    const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);
    const starting = blocks.filter((commands) => commands.includes('npm start'));
    expect(starting).not.toEqual([]);
    for (const commands of starting) expect(commands).toMatch(/npm run build.*npm start/s);
  });

  it('explains the settings that are read, all of them and no other', async () => {
    const readme = await readFile('README.md', 'utf8');
    const section = readme.split('## Configuration')[1]?.split('\n## ')[0] ?? '';
    const rows = section.split('\n').map((line) => line.split('|')[1] ?? '');
    const names = rows.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, n = '']) => n));
    expect(names.sort()).toEqual(await settingNames());
  });
});
