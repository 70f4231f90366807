import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { runManifest } from '../../src/cli/manifest.ts';
import { buildManifest, usualCommand } from '../../src/slack/install/build-manifest.ts';
import {
  listMissingScopes,
  optionalScopes,
  withoutLinkScope,
  withoutScope,
} from '../../src/slack/install/scopes.ts';

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly usage_hint: string;
      readonly should_escape: boolean;
    }[];
    readonly app_home: Record<string, boolean>;
  };
  readonly oauth_config: {
    readonly scopes: { readonly bot: readonly string[]; readonly bot_optional: readonly string[] };
  };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const text = await readFile('manifest.yml', 'utf8');
const manifest = parse(text) as Manifest;
/** With all that can be switched on. */
const whole = buildManifest(text, { unfurl: ['guide.example.com'] }).toJSON() as Manifest;
const sources = await readSources();

/** What Slack asks for each method that the code calls. Source: docs.slack.dev, "Methods". */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.unfurl': ['links:write'],
  // The kind of conversation decides; for digests: channels of both kinds, and people.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'team.info': ['team:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  // Needs users:read.email, and is called only where somebody added that: see docs/reviews.md.
  'users.lookupByEmail': [],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
/** What Slack asks for each event that the code listens to, and the manifest's name for it. */
const subscriptionsOfEvent: Readonly<Record<string, readonly (readonly [string, string?])[]>> = {
  // Needs no scope of its own.
  app_home_opened: [['app_home_opened', 'commands']],
  app_uninstalled: [['app_uninstalled']],
  tokens_revoked: [['tokens_revoked']],
  app_mention: [['app_mention', 'app_mentions:read']],
  channel_archive: [['channel_archive', 'channels:read']],
  channel_deleted: [['channel_deleted', 'channels:read']],
  channel_id_changed: [['channel_id_changed', 'channels:read']],
  channel_left: [['channel_left', 'channels:read']],
  channel_shared: [['channel_shared', 'channels:read']],
  channel_unarchive: [['channel_unarchive', 'channels:read']],
  channel_unshared: [['channel_unshared', 'channels:read']],
  group_archive: [['group_archive', 'groups:read']],
  group_deleted: [['group_deleted', 'groups:read']],
  group_left: [['group_left', 'groups:read']],
  group_unarchive: [['group_unarchive', 'groups:read']],
  member_joined_channel: [['member_joined_channel', 'channels:read']],
  link_shared: [['link_shared', 'links:read']],
  message: [['message.im', 'im:history']],
};

async function readSources(): Promise<string> {
  let text = '';
  for await (const file of glob('src/slack/**/*.ts')) text += await readFile(file, 'utf8');
  return text;
}

function findAll(pattern: RegExp): readonly string[] {
  return [...new Set([...sources.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();
}

const calledMethods = findAll(/\bclient\s*\.\s*((?:\w+\.)+\w+)\(/g).filter(
  (name) => !name.startsWith('websocket'),
);
const registeredEvents = findAll(/\bapp\.event\(\s*'(\w+)'/g);

describe('manifest.yml', () => {
  it('offers the command that the code answers, escaped and with a hint', () => {
    const [command, ...others] = manifest.features.slash_commands;
    expect(others).toEqual([]);
    expect(command).toMatchObject({ command: usualCommand, should_escape: true });
    expect(command?.usage_hint).toBeTruthy();
  });

  it('subscribes to the events that the code listens to, and no other', () => {
    const needed = registeredEvents.flatMap(
      (event) => subscriptionsOfEvent[event] ?? [[event, 'unknown'] as const],
    );
    expect(needed.map(([name]) => name).sort()).toEqual(
      [...whole.settings.event_subscriptions.bot_events].sort(),
    );
  });

  it('asks for the scopes that the code needs, and no other', () => {
    const needed = [
      'commands',
      ...calledMethods.flatMap((method) => scopesOfMethod[method] ?? [`? for ${method}`]),
      ...registeredEvents.flatMap((event) =>
        (subscriptionsOfEvent[event] ?? []).flatMap(([, scope]) => scope ?? []),
      ),
    ];
    expect([...new Set(needed)].sort()).toEqual([...whole.oauth_config.scopes.bot].sort());
  });

  it('gives a reason beside each scope', () => {
    const shown = buildManifest(text, { unfurl: ['guide.example.com'] }).toString();
    const lines = shown.split('\n').map((line) => line.trim());
    for (const scope of whole.oauth_config.scopes.bot) {
      expect(lines[lines.indexOf(`- ${scope}`) - 1]).toMatch(/^# [A-Z].{10,}\.$/);
    }
  });

  it('has each of its permissions explained in the README', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const explained = rows.flatMap((row) =>
      [...row.matchAll(/`([\w:.]+)`/g)].map(([, name]) => name),
    );
    expect(explained).toEqual(expect.arrayContaining([...whole.oauth_config.scopes.bot]));
  });

  it('has a word on what is lost without each of its scopes, and no other', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(Object.keys(withoutScope).sort()).toEqual([...bot].sort());
    expect(optional).toEqual(optionalScopes);
    expect(bot).toEqual(expect.arrayContaining([...optional]));
    expect(Object.keys({ ...withoutScope, ...withoutLinkScope }).sort()).toEqual(
      [...whole.oauth_config.scopes.bot].sort(),
    );
    expect(listMissingScopes(bot, true).map(({ scope }) => scope)).toEqual([
      'links:read',
      'links:write',
    ]);
    expect(
      listMissingScopes(
        bot.filter((scope) => scope !== 'im:write'),
        false,
      ),
    ).toEqual([{ scope: 'im:write', loss: withoutScope['im:write'] }]);
  });

  it('is made for Socket Mode, buttons and direct messages', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });
});

/** Slack's published schema, kept outside the project. */
const schemaFile = '../shared/slack/manifest.schema.2.0.0.json';
const describeWithSchema = existsSync(schemaFile) ? describe : describe.skip;

describeWithSchema("Slack's schema of a manifest", () => {
  it.each([
    {},
    { name: 'Team Handbook', command: '/kb' },
    { url: 'https://guide.example.com', name: 'Führer durchs Haus' },
    { unfurl: ['handbook.example.com', 'wiki.example.com'] },
  ])('accepts what is made for %j', async (choices) => {
    const schema = JSON.parse(await readFile(schemaFile, 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(buildManifest(text, choices).toJSON());
    expect(validate.errors).toBeNull();
  });
});

describe('guidepost manifest', () => {
  async function run(call: Parameters<typeof runManifest>[0]) {
    const output = { out: '', err: '' };
    const code = await runManifest(call, {
      out: (part) => (output.out += part),
      err: (part) => (output.err += part),
    });
    return { code, ...output };
  }

  it('prints manifest.yml as it is, reasons and all, when nothing is chosen', async () => {
    const { code, out } = await run({});
    expect(code).toBe(0);
    expect(parse(out)).toEqual(manifest);
    expect(out.match(/# /g)).toHaveLength((text.match(/# /g) ?? []).length - 2);
  });

  it('changes the name and the command wherever they stand', async () => {
    const { out } = await run({ json: true, name: 'Team Handbook', command: '/kb' });
    expect(out).not.toMatch(/guidepost|\/guide/i);
    expect(JSON.parse(out)).toMatchObject({
      display_information: { name: 'Team Handbook' },
      features: {
        bot_user: { display_name: 'team-handbook' },
        slash_commands: [{ command: '/kb' }],
      },
    });
  });

  it('gives Slack an address to deliver to in place of a socket', async () => {
    const { out } = await run({ url: 'https://guide.example.com/' });
    const address = 'https://guide.example.com/slack/events';
    expect(parse(out)).toMatchObject({
      features: { slash_commands: [{ url: address }] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: address },
        interactivity: { request_url: address },
      },
    });
  });

  it('asks to hear of links only for the domains that are named', async () => {
    const { out } = await run({ unfurl: ['handbook.example.com'] });
    const { features, oauth_config: oauth, settings } = parse(out) as typeof manifest;
    expect(features).toMatchObject({ unfurl_domains: ['handbook.example.com'] });
    expect(oauth.scopes.bot).toEqual(expect.arrayContaining(['links:read', 'links:write']));
    expect(settings.event_subscriptions.bot_events).toContain('link_shared');
    expect(text).not.toMatch(/links:|link_shared|unfurl/);
  });

  it("gives a link that fills in Slack's form with the same manifest", async () => {
    const { out, err } = await run({ json: true, name: 'Où & "quoi"?' });
    const link = new URL(err.split('\n').find((line) => line.startsWith('https://')) ?? '');
    expect(link.searchParams.get('new_app')).toBe('1');
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(JSON.parse(out));
  });

  it.each([
    [{ url: 'http://guide.example.com' }, /^--url needs an https address/],
    [{ command: 'kb' }, /^--command needs a slash/],
    [{ name: '-'.repeat(3) }, /^--name needs/],
    [{ unfurl: ['https://guide.example.com/'] }, /^--unfurl needs one to five domains/],
    [{ unfurl: Array(6).fill('guide.example.com') as string[] }, /^--unfurl needs/],
  ])('refuses %j', async (call, mistake) => {
    await expect(run(call)).rejects.toThrow(mistake);
  });

  it('tells every mistake at once', async () => {
    const call = { url: 'guide.example.com', command: 'kb', name: '-' };
    await expect(run(call)).rejects.toThrow(
      /^--url needs .*\n--command needs .*\n--name needs .*$/,
    );
  });
});
