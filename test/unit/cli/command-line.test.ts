import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createProgram, runCommandLine, type DemoOptions } from '../../../src/cli/command-line.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

async function guidepost(args: readonly string[], env: Record<string, string> = {}) {
  const output = { out: '', err: '' };
  const called: (object | DemoOptions)[] = [];
  const call = (given: object): Promise<void> => {
    called.push(given);
    return Promise.resolve();
  };
  const code = await runCommandLine(args, {
    out: (text) => (output.out += text),
    err: (text) => (output.err += text),
    colours: false,
    env: () => env,
    now: () => new Date('2026-11-25T09:00:00Z'),
    start: call,
    demo: call,
  });
  return { code, called, ...output };
}

const silent = { out: () => undefined, err: () => undefined };
const program = createProgram(
  {
    ...silent,
    colours: false,
    env: () => ({}),
    now: () => new Date(0),
    start: () => Promise.resolve(),
    demo: () => Promise.resolve(),
  },
  () => undefined,
);

describe('the command line', () => {
  it('lists its commands, without colours where nobody looks', async () => {
    const { code, out } = await guidepost(['--help']);
    expect(code).toBe(0);
    for (const { name } of program.commands.map((command) => ({ name: command.name() }))) {
      expect(out).toContain(`\n  ${name} `);
    }
    expect(out).not.toContain('\u001b');
  });

  it.each(program.commands.map((command) => command.name()))(
    'shows how %s is called, with an example',
    async (name) => {
      const { code, out } = await guidepost([name, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`Usage: guidepost ${name}`);
      expect(out).toMatch(new RegExp(`Examples:\n  guidepost ${name}`));
    },
  );

  it.each([
    [['akk'], "unknown command 'akk'\n(Did you mean ask?)"],
    [['ask'], "missing required argument 'question'"],
    [['ask', '--limit', '0', 'x'], 'Not a number from 1.'],
    [['check', '--loud'], "unknown option '--loud'"],
    [['check', 'a', 'b'], 'too many arguments'],
  ])('ends with 2 when it was called wrongly: %j', async (args, mistake) => {
    const { code, out, err } = await guidepost(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(mistake);
  });

  it('passes questions, options and exit codes on', async () => {
    const file = articleFile({ title: 'Retrying', body: 'Retry with jitter.' });
    await withFolder({ 'retries.md': file }, async (dir) => {
      const found = await guidepost(['ask', '--json', '--content', dir, 'the', 'jitter']);
      expect(found.code).toBe(0);
      expect(JSON.parse(found.out)).toMatchObject({ question: 'the jitter' });
      expect(await guidepost(['ask', 'giraffes'], { CONTENT_DIR: dir })).toMatchObject({ code: 1 });
      expect(await guidepost(['check', `${dir}/none`])).toMatchObject({ code: 2 });
      const explained = await guidepost(['check', '--explain', dir]);
      expect(explained.out).toContain('  title: Retrying  (title in the front matter)');
    });
  });

  it('ends with 2 when a setting that it needs is wrong, and asks for no other', async () => {
    const wrong = { DATABASE_URL: 'mysql://x', PORT: 'x' };
    const { code, err } = await guidepost(['export', 'U1ANNA'], wrong);
    expect(code).toBe(2);
    expect(err).toContain("DATABASE_URL isn't an address of PostgreSQL");
    expect(err).not.toMatch(/PORT|SLACK_BOT_TOKEN/);
  });

  it('starts the bot with the settings, and with the folder it was given', async () => {
    const { code, called } = await guidepost(['start', '--content', 'handbook'], { PORT: '1' });
    expect(code).toBeUndefined();
    expect(called).toEqual([{ PORT: '1', CONTENT_DIR: 'handbook' }]);
  });

  it('is described in the documentation, command by command', async () => {
    const text = await readFile('docs/command-line.md', 'utf8');
    const described = [...text.matchAll(/^\| `guidepost ([\w-]+)`/gm)].map(([, name]) => name);
    expect(described).toEqual(program.commands.map((command) => command.name()));
  });
});
