import { z } from 'zod';
import { InvalidSettingsError } from '../text/operator-error.ts';
import {
  httpUrl,
  isCommandName,
  isHttpUrl,
  isPostgresUrl,
  oneOf,
  onOrOff,
  peopleAndGroups,
  setting,
  topicOwners,
  unset,
  wholeNumber,
} from './setting-kinds.ts';

/** Every setting, checked. `.env.example` lists and explains them. */
export type Config = ReturnType<typeof parseConfig>;
/** Where articles and data are: all that is needed by commands that run without Slack. */
export type Places = ReturnType<typeof parsePlaces>;

const placesShape = z.object({
  CONTENT_DIR: setting(z.string().optional()),
  DATA_DIR: setting(z.string().default('data')),
  DATABASE_URL: setting(
    z
      .string()
      .refine(isPostgresUrl, {
        error:
          "isn't an address of PostgreSQL, such as postgres://user:password@host/database; " +
          'in a password, write "%" as %25, "@" as %40 and "/" as %2F',
      })
      .optional(),
  ),
  SEMANTIC: setting(
    z
      .string()
      .refine((value) => value === 'off' || value === 'local' || isHttpUrl(value), {
        error: 'must be off, local, or the address of an embeddings server',
      })
      .default('off'),
  ),
  SEMANTIC_MODEL: setting(z.string().default('all-minilm')),
  SEMANTIC_KEY: setting(z.string().optional()),
});

const shape = placesShape.extend({
  SLACK_BOT_TOKEN: setting(
    z
      .string({
        error: 'is missing; copy the "Bot User OAuth Token" (xoxb-...) from "OAuth & Permissions"',
      })
      .startsWith('xoxb-', {
        error: ({ input }) =>
          String(input).startsWith('xapp-')
            ? 'is an app-level token, which belongs in SLACK_APP_TOKEN; a bot token starts with xoxb-'
            : "isn't a bot token; it must start with xoxb-",
      }),
  ),
  SLACK_APP_TOKEN: setting(
    z
      .string()
      .startsWith('xapp-', {
        error: ({ input }) =>
          String(input).startsWith('xoxb-')
            ? 'is a bot token, which belongs in SLACK_BOT_TOKEN; an app-level token starts with xapp-'
            : "isn't an app-level token; it must start with xapp-",
      })
      .optional(),
  ),
  SLACK_SIGNING_SECRET: setting(z.string().optional()),
  SLACK_API_URL: setting(
    httpUrl("isn't an absolute http or https address").default('https://slack.com/api/'),
  ),
  HOST: setting(z.string().default('0.0.0.0')),
  PORT: wholeNumber('port', [0, 65_535], 3000),
  COMMAND: setting(
    z
      .string()
      .refine(isCommandName, {
        error: "isn't a command; write a slash and small letters, digits, - or _, such as /kb",
      })
      .default('/guide'),
  ),
  REQUESTS_PER_MINUTE: wholeNumber('rate', [1, 99_999], 30),
  WORKSPACE_REQUESTS_PER_MINUTE: wholeNumber('rate', [1, 99_999], 1_000),
  // A digest that was missed is looked for in what was delivered in the last weeks.
  RETENTION_DAYS: wholeNumber('number of days', [30, 9_999], 400),
  EXTERNAL_CHANNELS: oneOf(['refuse', 'ask', 'allow'], 'refuse'),
  GUESTS: oneOf(['refuse', 'read', 'share'], 'read'),
  DIGEST_POLICY: oneOf(['admins', 'members'], 'admins'),
  DIGEST_MANAGERS: peopleAndGroups,
  EDITORS: peopleAndGroups,
  GAPS: onOrOff,
  GAPS_DAYS: wholeNumber('number of days', [1, 999], 90),
  TOPIC_OWNERS: topicOwners,
  REVIEWS: oneOf(['off', 'ask', 'write'], 'ask'),
  DIGEST_POSTS_PER_MINUTE: wholeNumber('rate', [1, 1_000], 240),
  ARTICLE_BASE_URL: setting(
    httpUrl(
      "isn't an absolute http or https address; give the place your articles are published under, " +
        'such as https://handbook.example.com/articles/',
    ).optional(),
  ),
  UNFURL_LINKS: onOrOff,
  READER: onOrOff,
  READER_OPEN_TO_NETWORK: onOrOff,
  METRICS: onOrOff,
  SENTRY_DSN: setting(
    z
      .string()
      .regex(/^https?:\/\/\w+@[^/]+(?:\/.*)?\/\d+$/, {
        error: "isn't a DSN, such as https://key@sentry.example.com/1",
      })
      .optional(),
  ),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error'], 'info'),
});

/**
 * Turns the environment into a Config.
 * @throws InvalidSettingsError that names every setting that is missing or wrong, at once.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>) {
  const parsed = shape.safeParse(env);
  const problems = parsed.success ? [] : parsed.error.issues.map(describeIssue);
  if (!unset(env['SLACK_APP_TOKEN']) && !unset(env['SLACK_SIGNING_SECRET'])) {
    problems.push(
      'SLACK_APP_TOKEN is missing; create an app-level token (xapp-...) with connections:write under ' +
        '"Basic Information" for Socket Mode, or set SLACK_SIGNING_SECRET to receive HTTP requests',
    );
  }
  const reader = shape
    .pick({ READER: true, READER_OPEN_TO_NETWORK: true, HOST: true })
    .safeParse(env);
  if (reader.success) problems.push(...listReaderProblems(reader.data, env));
  if (!parsed.success || problems.length > 0) throw refuse(problems);

  const { data } = parsed;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = data;
  return {
    ...placesOf(data),
    slack: {
      botToken: data.SLACK_BOT_TOKEN,
      /** How Slack reaches us: a socket that we open, or signed requests to a port. */
      transport:
        appToken === undefined
          ? { kind: 'http' as const, signingSecret }
          : { kind: 'socket' as const, appToken },
      /** Always ends with `/`. */
      apiUrl: data.SLACK_API_URL,
    },
    server: { host: data.HOST, port: data.PORT },
    /** The slash command people type, as in the manifest. */
    command: data.COMMAND,
    /** Requests a minute. */
    limits: {
      perPerson: data.REQUESTS_PER_MINUTE,
      perWorkspace: data.WORKSPACE_REQUESTS_PER_MINUTE,
    },
    /** How long the audit, deliveries and old versions of articles are kept. */
    retentionDays: data.RETENTION_DAYS,
    /** Who may see what: of channels that other organisations share, and of guests. */
    sight: { external: data.EXTERNAL_CHANNELS, guests: data.GUESTS },
    digest: {
      /** Who may change a channel's digest, besides workspace admins and its creator. */
      policy: {
        everyMember: data.DIGEST_POLICY === 'members',
        ...data.DIGEST_MANAGERS,
      },
      postsPerMinute: data.DIGEST_POSTS_PER_MINUTE,
    },
    /** Who looks after the whole library. */
    editors: data.EDITORS,
    /** Questions that find nothing: whether they are kept, and what people say about answers for how long. */
    gaps: { isOn: data.GAPS, days: data.GAPS_DAYS },
    /** By topic: whom questions go to that its articles do not answer. */
    topicOwners: data.TOPIC_OWNERS,
    /** Whether owners are asked about articles that are due, and their word is written into files. */
    reviews: data.REVIEWS,
    /** Articles without a `url` of their own are linked below this; always ends with `/`. */
    articleBaseUrl: data.ARTICLE_BASE_URL,
    reader: readerAccess(data),
    /** Whether links to articles are shown with what they lead to. */
    unfurlsLinks: data.UNFURL_LINKS,
    /** Where errors are reported to. */
    sentryDsn: data.SENTRY_DSN,
    /** Whether `/metrics` is served. */
    metrics: data.METRICS,
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * The settings of commands that run without Slack.
 * @throws InvalidSettingsError as parseConfig does.
 */
export function parsePlaces(env: Readonly<Record<string, string | undefined>>) {
  const parsed = placesShape.safeParse(env);
  if (!parsed.success) throw refuse(parsed.error.issues.map(describeIssue));
  return placesOf(parsed.data);
}

/** Where the articles are, whatever else is wrong. */
export function parseContent(env: Readonly<Record<string, string | undefined>>) {
  return contentOf(placesShape.pick({ CONTENT_DIR: true }).parse(env));
}

function contentOf({ CONTENT_DIR: dir }: Pick<z.infer<typeof placesShape>, 'CONTENT_DIR'>) {
  return {
    contentDir: dir ?? 'content',
    /** Somebody chose that folder; it is not the one that is taken otherwise. */
    isContentDirSet: dir !== undefined,
  };
}

function placesOf(settings: z.infer<typeof placesShape>) {
  const { DATA_DIR: dataDir, DATABASE_URL: url } = settings;
  const { SEMANTIC: where, SEMANTIC_MODEL: model, SEMANTIC_KEY: key } = settings;
  return {
    ...contentOf(settings),
    dataDir,
    /** A file in `dataDir`, or a PostgreSQL whose address may hold a password. */
    database:
      url === undefined ? { kind: 'sqlite' as const, dataDir } : { kind: 'postgres' as const, url },
    /** What finds articles that share no word with the question. */
    semantic:
      where === 'off'
        ? { kind: 'off' as const }
        : where === 'local'
          ? { kind: 'local' as const }
          : { kind: 'server' as const, url: new URL(where), model, key },
  };
}

type ReaderSettings = Pick<z.infer<typeof shape>, 'READER' | 'READER_OPEN_TO_NETWORK'>;

/** Whether articles are served as pages, which ask nobody to sign in, and to whom. */
function readerAccess({ READER, READER_OPEN_TO_NETWORK }: ReaderSettings) {
  if (!READER) return 'off';
  return READER_OPEN_TO_NETWORK ? 'network' : 'thisMachine';
}

/** Pages without sign-in leave this machine only on purpose. */
function listReaderProblems(
  settings: ReaderSettings & Pick<z.infer<typeof shape>, 'HOST'>,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  switch (readerAccess(settings)) {
    case 'off':
      return [];
    case 'thisMachine':
      return isLoopback(settings.HOST)
        ? []
        : [
            'READER serves every article without sign-in, and HOST can be reached from other machines; ' +
              'set HOST=127.0.0.1, or READER_OPEN_TO_NETWORK=on if whoever reaches it may read everything',
          ];
    case 'network':
      return unset(env['ARTICLE_BASE_URL']) === undefined
        ? [
            'ARTICLE_BASE_URL is missing; give the address under which people reach the pages, such as ' +
              'https://guide.example.com/articles/',
          ]
        : [];
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

/** What must never be written anywhere: the logger takes these out of every line. */
export function listSecrets(config: Config): readonly string[] {
  const { botToken, transport } = config.slack;
  const database = config.database.kind === 'postgres' ? URL.parse(config.database.url) : null;
  const password = database?.password ?? '';
  return [
    botToken,
    transport.kind === 'socket' ? transport.appToken : transport.signingSecret,
    password,
    decodeURIComponent(password),
    database?.searchParams.get('password') ?? '',
    config.semantic.kind === 'server' ? (config.semantic.key ?? '') : '',
  ].filter((secret) => secret !== '');
}

/** No value is ever in it. */
function refuse(problems: readonly string[]): InvalidSettingsError {
  return new InvalidSettingsError(
    'settings',
    problems,
    'Every setting is explained in .env.example.',
  );
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}
