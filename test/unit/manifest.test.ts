import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { guideCommand } from '../../src/slack/ask/guide-command.ts';

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly usage_hint: string;
      readonly should_escape: boolean;
    }[];
    readonly app_home: Record<string, boolean>;
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const text = await readFile('manifest.yml', 'utf8');
const manifest = parse(text) as Manifest;
const sources = await readSources();

/** What Slack asks for each method that the code calls. Source: docs.slack.dev, "Methods". */
const scopesOfMethod: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  // The kind of conversation decides; for digests: channels of both kinds, and people.
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.update': [],
};
/** What Slack asks for each event that the code listens to, and the manifest's name for it. */
const subscriptionsOfEvent: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  app_mention: [['app_mention', 'app_mentions:read']],
  channel_archive: [['channel_archive', 'channels:read']],
  channel_deleted: [['channel_deleted', 'channels:read']],
  channel_id_changed: [['channel_id_changed', 'channels:read']],
  channel_left: [['channel_left', 'channels:read']],
  channel_unarchive: [['channel_unarchive', 'channels:read']],
  group_archive: [['group_archive', 'groups:read']],
  group_deleted: [['group_deleted', 'groups:read']],
  group_left: [['group_left', 'groups:read']],
  group_unarchive: [['group_unarchive', 'groups:read']],
  member_joined_channel: [['member_joined_channel', 'channels:read']],
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
    expect(command).toMatchObject({ command: guideCommand, should_escape: true });
    expect(command?.usage_hint).toBeTruthy();
  });

  it('subscribes to the events that the code listens to, and no other', () => {
    const needed = registeredEvents.flatMap(
      (event) => subscriptionsOfEvent[event] ?? [[event, 'unknown'] as const],
    );
    expect(needed.map(([name]) => name).sort()).toEqual(
      [...manifest.settings.event_subscriptions.bot_events].sort(),
    );
  });

  it('asks for the scopes that the code needs, and no other', () => {
    const needed = [
      'commands',
      ...calledMethods.flatMap((method) => scopesOfMethod[method] ?? [`? for ${method}`]),
      ...registeredEvents.flatMap((event) =>
        (subscriptionsOfEvent[event] ?? []).map(([, scope]) => scope),
      ),
    ];
    expect([...new Set(needed)].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  });

  it('gives a reason beside each scope', () => {
    const lines = text.split('\n').map((line) => line.trim());
    for (const scope of manifest.oauth_config.scopes.bot) {
      expect(lines[lines.indexOf(`- ${scope}`) - 1]).toMatch(/^# [A-Z].{10,}\.$/);
    }
  });

  it('has each of its permissions explained in the README', async () => {
    const readme = await readFile('README.md', 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const explained = rows.flatMap((row) =>
      [...row.matchAll(/`([\w:.]+)`/g)].map(([, name]) => name),
    );
    expect(explained).toEqual(expect.arrayContaining([...manifest.oauth_config.scopes.bot]));
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
  it('accepts ours', async () => {
    const schema = JSON.parse(await readFile(schemaFile, 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    validate(manifest);
    expect(validate.errors).toBeNull();
  });
});
