import type { LocalSlack } from '../simulator/create-local-slack.ts';
import type { Channel, Message, User } from '../simulator/workspace/model.ts';
import type { View } from '../simulator/workspace/views.ts';
import { canRead } from '../simulator/workspace/visibility.ts';
import type { BotState } from './bot-process.ts';

/** The local Slack has checked its shape and given it an id. */
export interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly [field: string]: unknown;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly role: 'admin' | 'member' | 'guest' | 'outsider' | 'app';
  readonly timeZone: string;
}

export interface ChannelView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  readonly isShared: boolean;
  readonly isArchived: boolean;
  readonly isMember: boolean;
  readonly hasBot: boolean;
  readonly members: number;
}

export interface MessageView {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What the app shows below links. */
  readonly previews: readonly (readonly Block[])[];
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
}

export interface FormView {
  readonly id: string;
  readonly title: string;
  readonly submit: string | undefined;
  readonly close: string;
  readonly blocks: readonly Block[];
}

/** All that one person has on the screen. */
export interface WorkspaceView {
  readonly team: string;
  readonly me: string;
  readonly bot: string;
  /** Whom one can act as. */
  readonly cast: readonly string[];
  readonly people: readonly PersonView[];
  readonly channels: readonly ChannelView[];
  readonly messages: readonly MessageView[];
  /** What the app shows of itself; undefined until it was opened. */
  readonly home: { readonly id: string; readonly blocks: readonly Block[] } | undefined;
  readonly shortcuts: readonly { callbackId: string; name: string; isGlobal: boolean }[];
  /** The modal on top. */
  readonly modal: FormView | undefined;
  readonly commands: readonly { command: string; hint: string; description: string }[];
  readonly botState: BotState;
  /** Posts of the bot that will fail. */
  readonly plannedFailures: number;
  /** ISO 8601. */
  readonly now: string;
}

/** What the page must know beside what is in the workspace. */
export interface DemoState {
  readonly cast: readonly string[];
  readonly botState: BotState;
  readonly plannedFailures: number;
  readonly now: Date;
}

export function viewWorkspace(slack: LocalSlack, me: string, state: DemoState): WorkspaceView {
  const { workspace, installation } = slack;
  const { features } = installation.manifest;
  const channels = [...workspace.channels.values()].filter((channel) =>
    channel.kind === 'im' ? channel.members.has(me) : canRead(workspace.user(me), channel),
  );
  const modal = slack.modalsOf(me).at(-1);
  const home = slack.homeOf(me);
  return {
    team: workspace.team.name,
    me,
    bot: installation.botUserId,
    cast: state.cast,
    people: [...workspace.users.values()].map(viewPerson),
    channels: channels.map((channel) => viewChannel(channel, slack, me)),
    messages: channels.flatMap(({ id }) => slack.messagesSeenBy(me, id).map(viewMessage)),
    modal: modal && viewForm(modal),
    home: home && { id: home.id, blocks: home.blocks },
    shortcuts: features.shortcuts.map(({ callback_id: callbackId, name, type }) => ({
      callbackId,
      name,
      isGlobal: type === 'global',
    })),
    commands: features.slash_commands.map(({ command, usage_hint: hint = '', description }) => ({
      command,
      hint,
      description,
    })),
    botState: state.botState,
    plannedFailures: state.plannedFailures,
    now: state.now.toISOString(),
  };
}

function viewPerson({ id, name, realName, kind, timeZone }: User): PersonView {
  return { id, name, realName, role: roles[kind], timeZone };
}

const roles: Readonly<Record<User['kind'], PersonView['role']>> = {
  owner: 'admin',
  admin: 'admin',
  member: 'member',
  guest: 'guest',
  singleChannelGuest: 'guest',
  stranger: 'outsider',
  bot: 'app',
};

function viewChannel(
  channel: Channel,
  { workspace, installation }: LocalSlack,
  me: string,
): ChannelView {
  const { id, kind, name, members, isExtShared, isArchived } = channel;
  const other = [...members].find((member) => member !== me);
  return {
    id,
    name: kind === 'im' && other !== undefined ? workspace.user(other).realName : name,
    kind: kind === 'public' || kind === 'private' ? kind : 'direct',
    isShared: isExtShared,
    isArchived,
    isMember: members.has(me),
    hasBot: members.has(installation.botUserId),
    members: members.size,
  };
}

function viewMessage(message: Message): MessageView {
  const { channel, ts, threadTs, user, text, blocks = [], ephemeralTo, edits, unfurls } = message;
  return {
    channel,
    ts,
    thread: threadTs,
    author: user,
    text,
    blocks,
    previews: Object.values(unfurls).map((unfurl) => (unfurl as { blocks: Block[] }).blocks),
    isEphemeral: ephemeralTo !== undefined,
    isEdited: edits.length > 0,
  };
}

function viewForm({ id, title, submit, close, blocks }: View): FormView {
  return {
    id,
    title: plainText(title) ?? '',
    submit: plainText(submit),
    close: plainText(close) ?? 'Close',
    blocks,
  };
}

function plainText(object: View['title']): string | undefined {
  return typeof object?.['text'] === 'string' ? object['text'] : undefined;
}
