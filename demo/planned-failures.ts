import type { Faults } from '../simulator/faults.ts';

/** Every way in which the bot can post something. */
const posts = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'response_url'];

/** Slack answers the bot's next post with a 500, whichever way it is posted. */
export function createPlannedFailures(faults: Faults): { plan(): void; count(): number } {
  let planned = 0;
  const take = (): boolean => {
    if (planned === 0) return false;
    planned -= 1;
    return true;
  };
  return {
    plan() {
      planned += 1;
      for (const target of posts) {
        faults.next(target, { kind: 'http', status: 500 }, { when: take });
      }
    },
    count: () => planned,
  };
}
