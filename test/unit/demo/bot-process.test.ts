import { expect, it } from '@jest/globals';
import { createBotProcess } from '../../../demo/bot-process.ts';

// As while packages are being installed: Node itself is one of them.
it('says so when there is no Node to start the bot with, and can be asked again', async () => {
  const log: string[] = [];
  const bot = createBotProcess({
    env: {},
    aheadMs: () => 0,
    onLog: (line) => log.push(line),
    execPath: '/nowhere/node',
  });
  for (const attempt of [1, 2]) {
    await expect(bot.restart()).rejects.toThrow('The bot has ended by itself');
    expect(bot.state()).toBe('stopped');
    expect(log).toHaveLength(attempt);
    expect(log.at(-1)).toContain('/nowhere/node ENOENT');
  }
  await bot.stop();
});
