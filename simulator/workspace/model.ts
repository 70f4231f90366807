import type { Typed } from '../block-kit/block-shape.ts';

export type UserKind =
  'member' | 'admin' | 'owner' | 'guest' | 'singleChannelGuest' | 'stranger' | 'bot';

export interface User {
  readonly id: string;
  /** The workspace the person belongs to: a stranger's is another one. */
  readonly teamId: string;
  /** The handle, without `@`. */
  readonly name: string;
  readonly realName: string;
  /** Empty while the person has chosen none. */
  readonly displayName: string;
  readonly kind: UserKind;
  readonly isPrimaryOwner: boolean;
  /** An IANA zone. */
  readonly timeZone: string;
  readonly locale: string;
  readonly email: string | undefined;
  readonly deleted: boolean;
  /** For a bot user only. */
  readonly botId: string | undefined;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';
export type PostingRule = 'everyone' | 'admins' | 'threadsOnly' | 'noThreads';

export interface Channel {
  readonly id: string;
  /** Without `#`; empty for a direct message. */
  readonly name: string;
  readonly kind: ChannelKind;
  /** Shared with another organisation by Slack Connect. */
  readonly isExtShared: boolean;
  readonly isArchived: boolean;
  readonly isGeneral: boolean;
  /** A user's id. */
  readonly creator: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly members: ReadonlySet<string>;
  readonly topic: string;
  readonly purpose: string;
  readonly previousNames: readonly string[];
  readonly postingRule: PostingRule;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

interface Edit {
  readonly text: string;
  readonly blocks: readonly Typed[] | undefined;
  /** When this version stopped being the current one; a `ts`. */
  readonly until: string;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** Who wrote it: a person, or the bot user. */
  readonly user: string;
  /** Set when an app wrote it. */
  readonly botId: string | undefined;
  readonly text: string;
  readonly blocks: readonly Typed[] | undefined;
  readonly attachments: readonly unknown[] | undefined;
  readonly metadata: Metadata | undefined;
  /** The `ts` of the thread's first message; undefined outside threads. */
  readonly threadTs: string | undefined;
  /** A reply that is shown in the channel too. */
  readonly isBroadcast: boolean;
  readonly subtype: string | undefined;
  /** The one person who sees it; undefined when everyone in the channel does. */
  readonly ephemeralTo: string | undefined;
  /** The trigger of the command it answers, in the acknowledgement or by its response URL. */
  readonly answers: string | undefined;
  readonly editedBy: string | undefined;
  /** Earlier versions, oldest first. */
  readonly edits: readonly Edit[];
  readonly isDeleted: boolean;
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  /** Previews by `chat.unfurl`, by the URL they stand for. */
  readonly unfurls: Readonly<Record<string, unknown>>;
  /** Whether Slack finds and marks up names, channels and URLs in the text itself. */
  readonly parse: 'none' | 'full';
  readonly linkNames: boolean;
  /** `false` shows the text as typed, with no formatting. */
  readonly mrkdwn: boolean;
  readonly unfurlLinks: boolean | undefined;
  readonly unfurlMedia: boolean | undefined;
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}
