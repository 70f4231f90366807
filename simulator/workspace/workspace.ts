import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Change, ChangeListener } from './changes.ts';
import type {
  Channel,
  ChannelKind,
  Message,
  PostingRule,
  Team,
  User,
  UserGroup,
  UserKind,
} from './model.ts';

export interface NewUser {
  readonly name: string;
  readonly kind?: UserKind;
  readonly id?: string;
  readonly realName?: string;
  readonly displayName?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly email?: string;
  readonly teamId?: string;
  /** What a stranger's organisation is called. */
  readonly teamName?: string;
  readonly isPrimaryOwner?: boolean;
  readonly botId?: string;
}

export interface NewChannel {
  readonly name?: string;
  readonly kind?: ChannelKind;
  readonly id?: string;
  readonly creator?: string;
  readonly members?: readonly string[];
  readonly isExtShared?: boolean;
  readonly isArchived?: boolean;
  readonly isGeneral?: boolean;
  readonly postingRule?: PostingRule;
}

/** A message before it has its place in time; what is left out is empty. */
export type NewMessage = Pick<Message, 'channel' | 'user' | 'text'> & Partial<Message>;

/**
 * The state of one workspace: people, channels, messages. Every value in it is replaced, never changed,
 * so what a reader holds stays as it was. It keeps no rules of permission; the callers do.
 */
export class Workspace {
  readonly team: Team;
  readonly users = new Map<string, User>();
  /** Other organisations, by their ids. */
  readonly otherTeams = new Map<string, Team>();
  readonly channels = new Map<string, Channel>();
  readonly userGroups = new Map<string, UserGroup>();
  readonly ids: Ids;
  readonly now: Clock;
  readonly #messages = new Map<string, Map<string, Message>>();
  readonly #listeners = new Set<ChangeListener>();

  constructor({ team, ids, now }: { team: Team; ids: Ids; now: Clock }) {
    this.team = team;
    this.ids = ids;
    this.now = now;
  }

  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  addUser(user: NewUser): User {
    const kind = user.kind ?? 'member';
    const isForeign = kind === 'stranger';
    const added: User = {
      id: user.id ?? this.ids.next('U'),
      teamId: user.teamId ?? (isForeign ? this.ids.next('T') : this.team.id),
      name: user.name,
      realName: user.realName ?? user.name,
      displayName: user.displayName ?? user.name,
      kind,
      isPrimaryOwner: user.isPrimaryOwner ?? false,
      timeZone: user.timeZone ?? 'Europe/Berlin',
      locale: user.locale ?? 'en-GB',
      email: user.email,
      deleted: false,
      botId: user.botId ?? (kind === 'bot' ? this.ids.next('B') : undefined),
    };
    if (isForeign) {
      const { teamName: name = 'Elsewhere' } = user;
      this.otherTeams.set(added.teamId, { id: added.teamId, name, domain: name.toLowerCase() });
    }
    this.users.set(added.id, added);
    this.announce({ kind: 'userAdded', user: added });
    return added;
  }

  changeUser(id: string, change: Partial<Omit<User, 'id'>>): User {
    const user = { ...this.user(id), ...change };
    this.users.set(id, user);
    this.announce({ kind: 'userChanged', user });
    return user;
  }

  addUserGroup({ handle, users }: { handle: string; users: readonly string[] }): UserGroup {
    const group: UserGroup = { id: this.ids.next('S'), handle, name: handle, users };
    this.userGroups.set(group.id, group);
    return group;
  }

  addChannel(channel: NewChannel): Channel {
    const kind = channel.kind ?? 'public';
    const creator = channel.creator ?? channel.members?.[0] ?? '';
    const added: Channel = {
      id: channel.id ?? this.ids.next(kind === 'im' ? 'D' : 'C'),
      name: channel.name ?? '',
      kind,
      isExtShared: channel.isExtShared ?? false,
      isArchived: channel.isArchived ?? false,
      isGeneral: channel.isGeneral ?? false,
      creator,
      created: Math.floor(this.now().getTime() / 1000),
      members: new Set(channel.members),
      topic: '',
      purpose: '',
      previousNames: [],
      postingRule: channel.postingRule ?? 'everyone',
    };
    this.channels.set(added.id, added);
    this.#messages.set(added.id, new Map());
    this.announce({ kind: 'channelCreated', channel: added });
    return added;
  }

  changeChannel(id: string, change: Partial<Omit<Channel, 'id'>>): Channel {
    const channel = { ...this.channel(id), ...change };
    this.channels.set(id, channel);
    return channel;
  }

  join(channelId: string, user: string, inviter?: string): void {
    const before = this.channel(channelId);
    if (before.members.has(user)) return;
    const channel = this.changeChannel(channelId, { members: new Set([...before.members, user]) });
    this.announce({ kind: 'memberJoined', channel, user, inviter });
  }

  leave(channelId: string, user: string, by?: string): void {
    const before = this.channel(channelId);
    if (!before.members.has(user)) return;
    const members = new Set([...before.members].filter((member) => member !== user));
    const channel = this.changeChannel(channelId, { members });
    this.announce({ kind: 'memberLeft', channel, user, by });
  }

  deleteChannel(id: string, by: string): void {
    const channel = this.channel(id);
    this.channels.delete(id);
    this.#messages.delete(id);
    this.announce({ kind: 'channelDeleted', channel, by });
  }

  /** As happens when a channel is first shared or made private on some plans: same channel, new id. */
  changeChannelId(oldId: string): Channel {
    const channel = { ...this.channel(oldId), id: this.ids.next('C') };
    const messages = [...this.messages(oldId)].map((message) => ({
      ...message,
      channel: channel.id,
    }));
    this.channels.delete(oldId);
    this.#messages.delete(oldId);
    this.channels.set(channel.id, channel);
    this.#messages.set(channel.id, new Map(messages.map((message) => [message.ts, message])));
    this.announce({ kind: 'channelIdChanged', channel, oldId });
    return channel;
  }

  /** The direct message of these people, made when it is not there yet. */
  openDirectMessage(users: readonly string[]): Channel {
    const members = new Set(users);
    const kind = members.size > 2 ? 'mpim' : 'im';
    for (const channel of this.channels.values()) {
      const isSame =
        channel.members.size === members.size &&
        [...members].every((id) => channel.members.has(id));
      if (channel.kind === kind && isSame) return channel;
    }
    const name = kind === 'mpim' ? `mpdm-${users.join('--').toLowerCase()}-1` : '';
    return this.addChannel({ kind, members: users, name });
  }

  post(message: NewMessage): Message {
    const posted: Message = {
      ts: this.ids.ts(),
      botId: undefined,
      blocks: undefined,
      attachments: undefined,
      metadata: undefined,
      threadTs: undefined,
      isBroadcast: false,
      subtype: undefined,
      ephemeralTo: undefined,
      answers: undefined,
      editedBy: undefined,
      edits: [],
      isDeleted: false,
      reactions: [],
      unfurls: {},
      parse: 'none',
      linkNames: false,
      mrkdwn: true,
      unfurlLinks: undefined,
      unfurlMedia: undefined,
      ...message,
    };
    this.#store(posted);
    this.announce({ kind: 'messagePosted', message: posted });
    return posted;
  }

  /** Replaces words and blocks and keeps the version before in `edits`; `by` is shown as the editor. */
  edit(message: Message, change: Partial<Message>, by: string | undefined): Message {
    const edit = { text: message.text, blocks: message.blocks, until: this.ids.ts() };
    const editedBy = by ?? message.editedBy;
    const edited = { ...message, ...change, editedBy, edits: [...message.edits, edit] };
    this.#store(edited);
    this.announce({ kind: 'messageChanged', message: edited, previous: message });
    return edited;
  }

  /** Changes what is no edit in Slack's eyes, such as previews. */
  decorate(message: Message, change: Partial<Message>): Message {
    const changed = { ...message, ...change };
    this.#store(changed);
    this.announce({ kind: 'messageChanged', message: changed, previous: message });
    return changed;
  }

  delete(message: Message): void {
    const deleted = { ...message, isDeleted: true };
    this.#store(deleted);
    this.announce({ kind: 'messageDeleted', message: deleted });
  }

  react(message: Message, user: string, name: string): void {
    const others = message.reactions.filter((reaction) => reaction.name !== name);
    const users = message.reactions.find((reaction) => reaction.name === name)?.users ?? [];
    const changed = { ...message, reactions: [...others, { name, users: [...users, user] }] };
    this.#store(changed);
    this.announce({ kind: 'reactionAdded', message: changed, user, name });
  }

  /** Throws for an id that is not there: a mistake of the test, not of the bot. */
  user(id: string): User {
    const user = this.users.get(id);
    if (user === undefined) throw new Error(`No user ${id} in the local Slack`);
    return user;
  }

  /** Throws for an id that is not there: a mistake of the test, not of the bot. */
  channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new Error(`No channel ${id} in the local Slack`);
    return channel;
  }

  /** Everything ever posted there, oldest first, ephemeral and deleted messages included. */
  messages(channelId: string): readonly Message[] {
    return [...(this.#messages.get(channelId)?.values() ?? [])];
  }

  /** The message as it stands now; undefined when deleted or never posted. */
  message(channelId: string, ts: string): Message | undefined {
    const message = this.#messages.get(channelId)?.get(ts);
    return message?.isDeleted === false ? message : undefined;
  }

  #store(message: Message): void {
    const messages = this.#messages.get(message.channel);
    if (messages === undefined) throw new Error(`No channel ${message.channel} in the local Slack`);
    messages.set(message.ts, message);
  }
}
