import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { act } from '../../../demo/act.ts';
import { furnishWorkspace } from '../../../demo/furnish-workspace.ts';
import { viewWorkspace, type WorkspaceView } from '../../../demo/workspace-view.ts';
import { createLocalSlack } from '../../../simulator/create-local-slack.ts';

const manifest: unknown = parse(await readFile('manifest.yml', 'utf8'));
const slack = createLocalSlack({ manifest });
const cast = furnishWorkspace(slack);
const [ada, mia = '', gus = '', sam = ''] = cast;

function see(person: string): WorkspaceView {
  return viewWorkspace(slack, person, {
    cast,
    botState: 'ready',
    plannedFailures: 0,
    now: new Date(0),
  });
}

function channelNames(person: string): readonly string[] {
  return see(person).channels.map(({ name }) => name);
}

it('shows each person the channels they can read', () => {
  expect(channelNames(ada)).toEqual(['backend', 'incidents', 'partner-northwind', 'guidepost']);
  expect(channelNames(gus)).toEqual(['backend', 'partner-northwind', 'guidepost']);
  expect(channelNames(sam)).toEqual(['partner-northwind']);
});

it('says of each person what they are', () => {
  const roles = see(mia)
    .people.filter(({ id }) => cast.includes(id))
    .map(({ role }) => role);
  expect(roles.sort()).toEqual(['admin', 'guest', 'member', 'outsider']);
});

it('shows a message that is for one person to that person alone', () => {
  const [backend] = see(mia).channels;
  const { botUserId } = slack.installation;
  const channel = backend?.id ?? '';
  slack.workspace.post({ channel, user: botUserId, text: 'for Mia', ephemeralTo: mia });
  const heard = (person: string): boolean =>
    see(person).messages.some(({ text, isEphemeral }) => text === 'for Mia' && isEphemeral);
  expect([mia, ada].map(heard)).toEqual([true, false]);
});

it('lets somebody invite the bot, as Slack does', async () => {
  const incidents = see(mia).channels.find(({ name }) => name === 'incidents');
  expect(incidents?.hasBot).toBe(false);
  await act(slack, mia, {
    kind: 'write',
    channel: incidents?.id ?? '',
    text: '/invite @guidepost',
  });
  expect(see(mia).channels.find(({ name }) => name === 'incidents')?.hasBot).toBe(true);
});

/** Writes as Ada; what Slack itself says to that, to her alone. */
async function hearAfter(text: string, channel: string, thread?: string): Promise<string> {
  const toldBy = (person: string): WorkspaceView['messages'] =>
    see(person).messages.filter(({ author }) => author === 'USLACKBOT');
  const before = new Set(toldBy(ada).map(({ ts }) => ts));
  const others = toldBy(mia).length;
  await act(slack, ada, { kind: 'write', channel, text, ...(thread !== undefined && { thread }) });
  expect(toldBy(mia)).toHaveLength(others);
  const told = toldBy(ada).find(({ ts }) => !before.has(ts));
  expect(told?.thread).toBe(told && thread);
  return told?.text ?? '';
}

it('tells who mentions the bot where it is not, or invites somebody else', async () => {
  const { channels } = see(ada);
  const [backend = '', , partners = '', direct = ''] = channels.map(({ id }) => id);
  slack.removeBot(backend);
  expect(await hearAfter('hello @mia', backend)).toBe('');
  expect(await hearAfter('@guidepost retries', backend)).toContain('Type `/invite @guidepost`');
  expect(await hearAfter('/invite @sam', backend)).toContain('only knows `/invite @guidepost`');
  expect(see(ada).channels[0]?.hasBot).toBe(false);
  expect(await hearAfter('/invite @guidepost', backend)).toContain('is in this channel now');
  expect(await hearAfter('/invite @guidepost', backend)).toContain('already');
  expect(await hearAfter('@guidepost retries', partners)).toBe('');
  expect(await hearAfter('/invite @guidepost', direct)).toContain('direct message');
});

it('has no commands in threads', async () => {
  const [message] = see(ada).messages;
  const { channel = '', ts = '' } = message ?? {};
  expect(await hearAfter('/guide x', channel, ts)).toContain('not supported in threads');
});
