import { expect, it } from '@jest/globals';
import type { BotProcess } from '../../../demo/bot-process.ts';
import { createDemoClock } from '../../../demo/demo-clock.ts';
import { createDemo } from '../../../demo/demo.ts';
import { furnishWorkspace } from '../../../demo/furnish-workspace.ts';
import { createLocalSlack } from '../../../simulator/create-local-slack.ts';
import { readManifest } from '../../helpers/slack-settings.ts';

const monday = Date.parse('2026-11-30T09:00:00Z');

async function openDemo(nextDigestAt: () => number | undefined) {
  const slack = createLocalSlack({ manifest: await readManifest() });
  const clock = createDemoClock(() => new Date('2026-11-25T12:00:00Z'));
  const told: number[] = [];
  const bot: BotProcess = {
    state: () => 'ready',
    examples: () => [],
    restart: () => Promise.resolve(),
    setClock: (aheadMs) => void told.push(aheadMs),
    stop: () => Promise.resolve(),
    subscribe: () => undefined,
  };
  const cast = furnishWorkspace(slack);
  const demo = createDemo({
    slack,
    cast,
    bot,
    clock,
    nextDigestAt: () => Promise.resolve(nextDigestAt()),
  });
  return { demo, clock, told };
}

it('goes to the next digest, and the bot with it', async () => {
  const { demo, clock, told } = await openDemo(() => monday);
  expect(await demo.advanceToDigest()).toEqual({});
  expect(clock.now()).toEqual(new Date(monday));
  expect(told).toEqual([clock.aheadMs]);
});

it('says that a digest is on its way to whoever asks for it again at once', async () => {
  const { demo, clock, told } = await openDemo(() => monday);
  await demo.advanceToDigest();
  const { notice } = await demo.advanceToDigest();
  expect(notice).toContain('on its way');
  expect(clock.now()).toEqual(new Date(monday));
  expect(told).toHaveLength(1);
});

it('says how to set one up when none is to come', async () => {
  const { demo } = await openDemo(() => undefined);
  expect((await demo.advanceToDigest()).notice).toContain('/guide digest subscribe');
});
