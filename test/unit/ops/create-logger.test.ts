import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../src/ops/create-logger.ts';

const secrets = ['xoxb-123-abc', 'xapp-1-A-2', 's"igning\\secret'];

function logAll(readable: boolean): string {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: 'debug', secrets, readable, output });
  for (const secret of secrets) {
    log.info(`message with ${secret}`);
    log.info({ token: secret, nested: { list: [secret] } }, 'fields');
    log.error({ err: new Error(`error with ${secret}`, { cause: new Error(secret) }) }, 'error');
    log.info({ [secret]: 1 }, 'key');
  }
  log.warn('another token: xoxb-999-zzz, XOXP-1-2, xoxe.xoxp-1-abc');
  return lines.join('');
}

describe.each([
  ['JSON', false],
  ['readable', true],
])('the %s log', (_, readable) => {
  it('never holds a secret, wherever it stood', () => {
    const written = logAll(readable);
    expect(written).toContain('message with [redacted]');
    for (const secret of secrets) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    expect(written).not.toMatch(/xoxb-999|XOXP-1-2|xoxp-1/);
  });
});

describe('the JSON log', () => {
  it('is one object a line, with a time', () => {
    const first = logAll(false).split('\n')[0] ?? '';
    expect(JSON.parse(first)).toMatchObject({ level: 30, msg: 'message with [redacted]' });
    expect(JSON.parse(first)).toHaveProperty('time');
  });

  it.each(['30', 'guidepost', '"', '{', 'level'])('stays that with %s for a secret', (secret) => {
    const lines: string[] = [];
    const output = { write: (line: string) => void lines.push(line) };
    const log = createLogger({ level: 'info', secrets: [secret], readable: false, output });
    log.info({ path: '/home/guidepost', secret }, 'ready after 30 s');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { path: '/home/guidepost', secret: '[redacted]', msg: 'ready after 30 s' },
    ]);
  });
});
