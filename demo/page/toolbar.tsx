import { useState, type ReactNode } from 'react';
import {
  advance,
  advanceToDigest,
  failNextPost,
  restartBot,
  type Acted,
  type WorkspaceView,
} from './api.ts';
import { useScreen } from './context.ts';

const botStates: Readonly<Record<WorkspaceView['botState'], string>> = {
  starting: 'Bot starting',
  ready: 'Bot ready',
  stopped: 'Bot stopped',
};

/** What only a demo can do: move the clock, break Slack, restart the bot, look at the wire. */
export function Toolbar({
  isTrafficOpen,
  toggleTraffic,
  tell,
}: {
  readonly isTrafficOpen: boolean;
  readonly toggleTraffic: () => void;
  /** Shows what there is to be told. */
  readonly tell: (acted: Acted) => void;
}): ReactNode {
  const { view } = useScreen();
  const [isRestarting, setRestarting] = useState(false);
  const timeZone = view.people.find(({ id }) => id === view.me)?.timeZone ?? 'UTC';
  const now = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(view.now));
  return (
    <header className="toolbar">
      <p className="clock">
        <time dateTime={view.now}>{now}</time> <small>{timeZone}</small>
      </p>
      <button type="button" onClick={() => void advance(60)}>
        + 1 hour
      </button>
      <button type="button" onClick={() => void advance(24 * 60)}>
        + 1 day
      </button>
      <button type="button" onClick={() => void advanceToDigest().then(tell)}>
        To the next digest
      </button>
      <button
        type="button"
        aria-pressed={view.plannedFailures > 0}
        onClick={() => void failNextPost()}
      >
        {view.plannedFailures > 0 ? 'The next post will fail' : 'Fail the next post'}
      </button>
      <button
        type="button"
        aria-disabled={isRestarting}
        onClick={() => {
          if (isRestarting) return;
          setRestarting(true);
          void restartBot().finally(() => {
            setRestarting(false);
          });
        }}
      >
        Restart the bot
      </button>
      <p className={`bot-state ${view.botState}`} role="status">
        {botStates[view.botState]}
      </p>
      <button type="button" aria-expanded={isTrafficOpen} onClick={toggleTraffic}>
        Traffic
      </button>
    </header>
  );
}
