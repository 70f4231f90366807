import type { LocalSlack } from '../simulator/create-local-slack.ts';
import { act, type Acted, type Action } from './act.ts';
import type { BotProcess } from './bot-process.ts';
import type { DemoClock } from './demo-clock.ts';
import type { Cast } from './furnish-workspace.ts';
import { createPlannedFailures } from './planned-failures.ts';
import { viewTraffic, type ExchangeView } from './traffic-view.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

/** Everything the page can ask for. */
export interface Demo {
  /** What this person sees; the first of the cast when `as` is empty. */
  view(as: string): WorkspaceView;
  /** The exchanges after this number, oldest first. */
  traffic(after: number): readonly ExchangeView[];
  act(as: string, action: Action): Promise<Acted>;
  advance(minutes: number): void;
  /** Moves the clock to when the bot next has a digest to send. */
  advanceToDigest(): Promise<Acted>;
  failNextPost(): void;
  restartBot(): Promise<void>;
  /** Calls back after every change of what there is to see. */
  subscribe(listener: () => void): () => void;
}

export interface DemoDeps {
  readonly slack: LocalSlack;
  readonly cast: Cast;
  readonly bot: BotProcess;
  readonly clock: DemoClock;
  /** Milliseconds since 1970; undefined when no digest is to come. */
  readonly nextDigestAt: () => Promise<number | undefined>;
}

export function createDemo({ slack, cast, bot, clock, nextDigestAt }: DemoDeps): Demo {
  const failures = createPlannedFailures(slack.faults);
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const advance = (ms: number): void => {
    clock.advance(ms);
    bot.setClock(clock.aheadMs);
    tell();
  };
  slack.subscribe(tell);
  bot.subscribe(tell);
  return {
    view: (as) =>
      viewWorkspace(slack, as === '' ? cast[0] : as, {
        cast,
        botState: bot.state(),
        plannedFailures: failures.count(),
        now: clock.now(),
      }),
    traffic: (after) => viewTraffic(slack.traffic, after),
    act: (as, action) => act(slack, as, action),
    advance(minutes) {
      advance(minutes * 60_000);
    },
    async advanceToDigest() {
      const at = await nextDigestAt();
      if (at === undefined) {
        return {
          notice: 'No digest is coming up. As an admin, set one up first: /guide digest subscribe',
        };
      }
      const ahead = at - clock.now().getTime();
      if (ahead <= 0)
        return { notice: 'A digest is due now and on its way. Give it a few seconds.' };
      advance(ahead);
      return {};
    },
    failNextPost() {
      failures.plan();
      tell();
    },
    restartBot: () => bot.restart(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
