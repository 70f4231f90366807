import { useEffect, useState } from 'react';
import type { WorkspaceView } from './api.ts';

/** The channels in which something was said since this person last looked there. */
export function useUnread(
  view: WorkspaceView | undefined,
  here: string | undefined,
): ReadonlySet<string> {
  // By person and channel: the `ts` of the last message that was seen.
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (view === undefined) return;
    setSeen((known) => {
      const next = new Map(known);
      for (const { id } of view.channels) {
        const key = `${view.me} ${id}`;
        if (id === here || !next.has(key)) next.set(key, lastIn(view, id));
      }
      return next;
    });
  }, [view, here]);
  const channels = view?.channels ?? [];
  const isUnread = ({ id }: { id: string }): boolean =>
    view !== undefined && id !== here && lastIn(view, id) > (seen.get(`${view.me} ${id}`) ?? '~');
  return new Set(channels.filter(isUnread).map(({ id }) => id));
}

function lastIn(view: WorkspaceView, channel: string): string {
  return view.messages.findLast((message) => message.channel === channel)?.ts ?? '';
}
