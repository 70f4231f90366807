import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  act,
  loadWorkspace,
  watchChanges,
  type Acted,
  type Action,
  type WorkspaceView,
} from './api.ts';
import { ScreenContext, type Screen } from './context.ts';
import { Conversation, Thread } from './conversation.tsx';
import { FormDialog } from './form-dialog.tsx';
import { Home } from './home.tsx';
import { homePlace, Sidebar } from './sidebar.tsx';
import { Toolbar } from './toolbar.tsx';
import { Traffic } from './traffic.tsx';
import { useUnread } from './use-unread.ts';

const noticeMs = 8000;

export function App(): ReactNode {
  const [me, setMe] = useState('');
  const [view, setView] = useState<WorkspaceView>();
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const [thread, setThread] = useState<string>();
  const [isTrafficOpen, setTrafficOpen] = useState(false);
  const [notice, setNotice] = useState<string>();

  const newest = useRef(0);
  useEffect(
    () =>
      watchChanges(() => {
        setVersion((known) => known + 1);
      }),
    [],
  );
  useEffect(() => {
    newest.current += 1;
    const asked = newest.current;
    void loadWorkspace(me).then((loaded) => {
      // An answer that was overtaken by a later one is out of date.
      if (asked === newest.current) setView(loaded);
    });
  }, [me, version]);
  useEffect(() => {
    if (notice === undefined) return undefined;
    const timer = setTimeout(() => {
      setNotice(undefined);
    }, noticeMs);
    return () => {
      clearTimeout(timer);
    };
  }, [notice]);

  const tell = useCallback((acted: Acted) => {
    if (acted.notice !== undefined) setNotice(acted.notice);
  }, []);
  const doIt = useCallback(
    async (action: Action) => {
      // As the person whose screen is shown, also while another's is being fetched.
      const acted = await act(view?.me ?? '', action);
      tell(acted);
      return acted;
    },
    [view?.me, tell],
  );
  const screen = useMemo<Screen | undefined>(
    () => (view === undefined ? undefined : { view, act: doIt }),
    [view, doIt],
  );
  // Where the person is, or the first channel when they cannot see that one.
  const channel = view?.channels.find(({ id }) => id === chosen) ?? view?.channels[0];
  const isHome = chosen === homePlace;
  const unread = useUnread(view, channel?.id);
  if (screen === undefined || view === undefined || channel === undefined)
    return <p className="loading">Loading ...</p>;

  const actAs = (id: string): void => {
    setMe(id);
    setNotice(undefined);
  };
  const go = (next: string): void => {
    setChosen(next);
    setThread(undefined);
    setNotice(undefined);
  };
  return (
    <ScreenContext value={screen}>
      <Toolbar
        tell={tell}
        isTrafficOpen={isTrafficOpen}
        toggleTraffic={() => {
          setTrafficOpen(!isTrafficOpen);
        }}
      />
      <Sidebar here={isHome ? homePlace : channel.id} go={go} actAs={actAs} unread={unread} />
      <main>
        {isHome ? (
          <Home />
        ) : (
          <Conversation key={channel.id} channel={channel} openThread={setThread} />
        )}
        {thread !== undefined && (
          <Thread
            key={thread}
            channel={channel}
            ts={thread}
            close={() => {
              setThread(undefined);
            }}
          />
        )}
      </main>
      {isTrafficOpen && (
        <Traffic
          version={version}
          close={() => {
            setTrafficOpen(false);
          }}
        />
      )}
      {view.modal !== undefined && <FormDialog key={view.modal.id} form={view.modal} />}
      <p className="notice" role="alert" hidden={notice === undefined}>
        {notice}
      </p>
    </ScreenContext>
  );
}
