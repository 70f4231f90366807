import type { User } from './model.ts';
import type { Workspace } from './workspace.ts';

/** How names come out: in messages bare, in escaped commands with their label. */
export type NameStyle = 'message' | 'command';

const tokens =
  /(?<url>https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"])|@(?<handle>[\p{L}\p{N}][\p{L}\p{N}._-]*)|#(?<channel>[\p{L}\p{N}][\p{L}\p{N}_-]*)|(?<special>[&<>])/gu;
const broadcasts = new Set(['here', 'channel', 'everyone']);
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * What Slack makes of what a person types: names and URLs become references in angle brackets, the three
 * special characters are escaped, so nothing that is typed can be mistaken for a reference.
 */
export function markUpTyped(typed: string, workspace: Workspace, style: NameStyle): string {
  return typed.replaceAll(tokens, (match, ...rest) => {
    const { url, handle, channel, special } = rest.at(-1) as Record<string, string | undefined>;
    if (special !== undefined) return entities[special] ?? match;
    if (url !== undefined) return `<${url.replaceAll('&', '&amp;')}>`;
    if (handle !== undefined) return handleReference(handle, workspace, style) ?? match;
    return channelReference(channel ?? '', workspace, style) ?? match;
  });
}

function handleReference(handle: string, workspace: Workspace, style: NameStyle) {
  const name = handle.toLowerCase();
  const user = findIn(workspace.users, (candidate) => candidate.name === name);
  if (user !== undefined) return userReference(user, style);
  if (style === 'message' && broadcasts.has(name)) return `<!${name}>`;
  const group = findIn(workspace.userGroups, (candidate) => candidate.handle === name);
  return group === undefined ? undefined : `<!subteam^${group.id}|@${group.handle}>`;
}

function userReference({ id, name }: User, style: NameStyle): string {
  return style === 'message' ? `<@${id}>` : `<@${id}|${name}>`;
}

function channelReference(name: string, workspace: Workspace, style: NameStyle) {
  const channel = findIn(workspace.channels, (candidate) => candidate.name === name);
  if (channel === undefined) return undefined;
  // The name of a private channel is left out of what an app is told.
  const label = style === 'command' && channel.kind !== 'public' ? '' : channel.name;
  return `<#${channel.id}|${label}>`;
}

/** Without a copy of them all: thousands of channels are looked through for every name. */
function findIn<T>(all: ReadonlyMap<string, T>, isWanted: (value: T) => boolean): T | undefined {
  for (const value of all.values()) if (isWanted(value)) return value;
  return undefined;
}
