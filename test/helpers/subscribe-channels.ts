import { randomUUID } from 'node:crypto';
import type { LocalSlack } from '../../simulator/create-local-slack.ts';
import type { StoreLocation } from '../../src/store/open-dialect.ts';
import { openStore } from '../../src/store/open-store.ts';
import { makeSettings, makeSubscription } from './make-subscription.ts';

/** New channels with the bot in them, each with a digest that is due at `dueAt` of its number. */
export async function subscribeChannels(
  location: StoreLocation,
  slack: LocalSlack,
  { count, dueAt }: { readonly count: number; readonly dueAt: (n: number) => number },
): Promise<readonly string[]> {
  const store = await openStore(location, {
    now: Date.now,
    newId: randomUUID,
    onProblem: () => undefined,
  });
  const digests = store.forWorkspace(slack.workspace.team.id);
  const channels: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const members = [slack.installation.botUserId];
    const channelId = slack.workspace.addChannel({ name: `team-${n}`, members }).id;
    const subscription = makeSubscription({
      id: randomUUID(),
      channelId,
      settings: makeSettings({ evenIfEmpty: true }),
      next: { week: '2020-W01', at: dueAt(n) },
    });
    await digests.changeSubscription(channelId, Date.now(), () => ({
      change: { action: 'subscribed', actor: 'U1', subscription, notices: [] },
    }));
    channels.push(channelId);
  }
  await store.close();
  return channels;
}
