import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';

export interface InstallationWatchDeps {
  readonly client: Pick<WebClient, 'auth'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Logger;
}

export interface InstallationWatch {
  /** Slack says that the app was taken away, or that our token was. */
  readonly lost: (how: 'app_uninstalled' | 'tokens_revoked') => void;
  /** Why nothing can be said in Slack; undefined while we are installed. */
  readonly problem: () => string | undefined;
  readonly close: () => void;
}

const checkEveryMs = 60_000;
const words = {
  app_uninstalled: 'the app was uninstalled',
  tokens_revoked: 'the bot token was revoked',
} as const;

/**
 * Whoever takes the app away tells us before any call fails. From then on we are not ready, until the
 * token works again: somebody may have pressed the button by mistake, or a message of Slack's is late.
 */
export function createInstallationWatch({
  client,
  sleep,
  log,
}: InstallationWatchDeps): InstallationWatch {
  const closing = new AbortController();
  let problem: string | undefined;

  const waitUntilMended = async (): Promise<void> => {
    for (;;) {
      await sleep(checkEveryMs, closing.signal);
      if (closing.signal.aborted) return;
      const works = await client.auth.test().then(
        () => true,
        () => false,
      );
      if (!works) continue;
      problem = undefined;
      log.info('the bot token works again');
      return;
    }
  };

  return {
    lost: (how) => {
      const isKnown = problem !== undefined;
      problem = words[how];
      log.error(
        { event: how },
        `${words[how]}: nothing is delivered. Install it again and start with the new token; ` +
          'guidepost forget --workspace deletes what is stored.',
      );
      if (!isKnown) void waitUntilMended();
    },
    problem: () => problem,
    close: () => {
      closing.abort();
    },
  };
}
