/**
 * The bot as it is, in a process of its own, except for its clock: the page can move that, so the
 * process that started this one says how far ahead it is. Nothing is read from `.env`, where
 * somebody may keep the tokens of a real workspace.
 */
import { run } from '../src/main.ts';

let aheadMs = Number(process.argv[2] ?? 0);
process.on('message', (message) => {
  if (typeof message === 'number') aheadMs = message;
});
// A bot that cannot start ends, as it does without a page that waits for it.
process.channel?.unref();
// The page has gone, however it went.
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});

const bot = await run({ env: process.env, now: () => new Date(Date.now() + aheadMs) });
if (bot !== undefined) process.send?.(bot.examples());
