import type { Channel, Message, User } from './model.ts';

/** What has just happened in the workspace. Told once, after the fact. */
export type Change =
  | { readonly kind: 'messagePosted'; readonly message: Message }
  | { readonly kind: 'messageChanged'; readonly message: Message; readonly previous: Message }
  | { readonly kind: 'messageDeleted'; readonly message: Message }
  | { readonly kind: 'userAdded'; readonly user: User }
  | { readonly kind: 'userChanged'; readonly user: User }
  | { readonly kind: 'channelCreated'; readonly channel: Channel }
  | {
      readonly kind: 'memberJoined';
      readonly channel: Channel;
      readonly user: string;
      readonly inviter: string | undefined;
    }
  | {
      readonly kind: 'memberLeft';
      readonly channel: Channel;
      readonly user: string;
      readonly by: string | undefined;
    }
  | { readonly kind: 'channelArchived'; readonly channel: Channel; readonly by: string }
  | { readonly kind: 'channelUnarchived'; readonly channel: Channel; readonly by: string }
  | { readonly kind: 'channelShared' | 'channelUnshared'; readonly channel: Channel }
  | { readonly kind: 'channelRenamed'; readonly channel: Channel }
  | { readonly kind: 'channelDeleted'; readonly channel: Channel; readonly by: string }
  | {
      readonly kind: 'channelIdChanged';
      readonly channel: Channel;
      readonly oldId: string;
    }
  | { readonly kind: 'channelChanged'; readonly channel: Channel }
  | {
      readonly kind: 'reactionAdded';
      readonly message: Message;
      readonly user: string;
      readonly name: string;
    }
  | {
      readonly kind: 'homeOpened';
      readonly user: string;
      readonly channel: string;
      readonly tab: 'home' | 'messages';
      /** The Home tab that was published before; undefined for none. */
      readonly view: unknown;
    }
  | { readonly kind: 'linkShared'; readonly message: Message; readonly urls: readonly string[] }
  /** It stands in what somebody is still writing. */
  | { readonly kind: 'linkWritten'; readonly user: string; readonly urls: readonly string[] }
  | { readonly kind: 'viewsChanged'; readonly user: string }
  | { readonly kind: 'tokensRevoked' }
  | { readonly kind: 'appUninstalled' };

export type ChangeListener = (change: Change) => void;
