import { createSkippingTimers } from './skipping-timers.ts';
import { visibleText } from './visible-text.ts';
import { withGuidepost, type Bench, type Transport } from './with-guidepost.ts';

export interface DigestBench extends Bench {
  /** Sets everybody's clock, and wakes whoever in the bot waits for it. */
  readonly setClock: (time: string) => void;
  /** Types `/guide digest text` and returns the private reply. */
  readonly type: (user: string, text: string, channel?: string) => Promise<string>;
  /** What everybody in a channel can read, oldest first. */
  readonly said: (channel?: string) => readonly string[];
  /** What is said there after so many other things, as soon as it is said. */
  readonly hear: (channel: string | undefined, index: number) => Promise<string>;
}

export interface DigestBenchOptions {
  readonly transport?: Transport;
  readonly env?: Readonly<Record<string, string>>;
}

/** A bench on Tuesday 24 November 2026 at noon UTC. */
export async function withDigests(
  { transport = 'socket', env = {} }: DigestBenchOptions,
  test: (bench: DigestBench) => Promise<void>,
): Promise<void> {
  let aheadMs = Date.parse('2026-11-24T12:00:00Z') - Date.now();
  const now = (): Date => new Date(Date.now() + aheadMs);
  const { timers, wake } = createSkippingTimers();
  await withGuidepost({ transport, now, timers, env, slack: { now } }, async (bench) => {
    const { slack, channels } = bench;
    const privately = (user: string, channel: string) =>
      slack.messagesSeenBy(user, channel).filter(({ ephemeralTo }) => ephemeralTo === user);
    const said = (channel = channels.general) =>
      slack.workspace
        .messages(channel)
        .filter(({ botId, ephemeralTo }) => botId !== undefined && ephemeralTo === undefined)
        .map(visibleText);
    await test({
      ...bench,
      said,
      setClock: (time) => {
        aheadMs = Date.parse(time) - Date.now();
        wake();
      },
      type: async (user, text, channel = channels.general) => {
        const before = privately(user, channel).length;
        await slack.asUser(user).command('/guide', `digest ${text}`.trim(), { channel });
        return visibleText(await slack.waitFor(() => privately(user, channel)[before]));
      },
      hear: (channel, index) => slack.waitFor(() => said(channel)[index]),
    });
  });
}
