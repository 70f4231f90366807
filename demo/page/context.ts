import { createContext, useContext } from 'react';
import type { Acted, Action, WorkspaceView } from './api.ts';

/** What every part of the page may need: whose screen it is, and how to do things there. */
export interface Screen {
  readonly view: WorkspaceView;
  /** Does it as the person at the screen; what Slack says in passing is shown. */
  readonly act: (action: Action) => Promise<Acted>;
}

export const ScreenContext = createContext<Screen | undefined>(undefined);

export function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  if (screen === undefined) throw new Error('There is no screen around this part');
  return screen;
}
