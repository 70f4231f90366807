import type { Acted, Action } from '../act.ts';
import type { ExchangeView } from '../traffic-view.ts';
import type { WorkspaceView } from '../workspace-view.ts';

export type { Acted, Action, ExchangeView, WorkspaceView };
export type * from '../workspace-view.ts';

export function loadWorkspace(as: string): Promise<WorkspaceView> {
  return getJson<WorkspaceView>(`/api/workspace?as=${encodeURIComponent(as)}`);
}

export function loadTraffic(after: number): Promise<readonly ExchangeView[]> {
  return getJson<readonly ExchangeView[]>(`/api/traffic?after=${after}`);
}

/** Does something in somebody's name. What went wrong comes back as a notice. */
export function act(as: string, action: Action): Promise<Acted> {
  return post({ kind: 'act', as, action });
}

export function advance(minutes: number): Promise<Acted> {
  return post({ kind: 'advance', minutes });
}

export function advanceToDigest(): Promise<Acted> {
  return post({ kind: 'advanceToDigest' });
}

export function failNextPost(): Promise<Acted> {
  return post({ kind: 'failNextPost' });
}

export function restartBot(): Promise<Acted> {
  return post({ kind: 'restartBot' });
}

/** Calls back at once and after every change, also when the connection comes back. */
export function watchChanges(listener: () => void): () => void {
  const source = new EventSource('/api/changes');
  source.addEventListener('message', listener);
  return () => {
    source.close();
  };
}

async function getJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

async function post(body: object): Promise<Acted> {
  try {
    const response = await fetch('/api', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Acted;
  } catch {
    return { notice: 'The demo doesn’t answer. Is it still running?' };
  }
}
