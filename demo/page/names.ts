import type { WorkspaceView } from './api.ts';

export function personName(view: WorkspaceView, id: string): string {
  return view.people.find((person) => person.id === id)?.realName ?? id;
}

/** As a mention shows it. */
export function handle(view: WorkspaceView, id: string): string {
  return `@${view.people.find((person) => person.id === id)?.realName ?? id}`;
}

export function channelLabel(view: WorkspaceView, id: string): string {
  const channel = view.channels.find((known) => known.id === id);
  return channel === undefined ? 'a private channel' : `#${channel.name}`;
}

export function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter) => /\p{L}/u.test(letter))
    .slice(0, 2)
    .join('')
    .toUpperCase();
}
