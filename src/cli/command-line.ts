import { styleText } from 'node:util';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { AskCall } from './ask.ts';
import type { CheckContentCall } from './check-content.ts';
import type { Clock } from '../ops/clock.ts';
import { packageFile, packageVersion } from '../ops/package-file.ts';
import type { ManifestCall } from './manifest.ts';
import { useProxy } from '../ops/proxy.ts';
import { OperatorError } from '../text/operator-error.ts';
import { findContent, mayHaveArticles } from './find-content.ts';
import type { Io } from './io.ts';

export interface CommandLineDeps extends Pick<Io, 'out' | 'err'> {
  /** A person looks at what is printed. */
  readonly colours: boolean;
  /** The settings; read only by the commands that need them. */
  readonly env: () => Io['env'];
  readonly now: Clock;
  /** Starts the bot. It sets the exit code itself when it cannot. */
  readonly start: (env: Io['env']) => Promise<void>;
  readonly demo: (options: DemoOptions) => Promise<void>;
}

export interface DemoOptions {
  readonly content: string;
  readonly port: string;
  readonly data?: string | undefined;
}

/** What every command ends with; docs/command-line.md explains them. */
export const exitCodes = { done: 0, negative: 1, calledWrongly: 2 } as const;

/** Runs one command and returns the exit code. */
export async function runCommandLine(
  args: readonly string[],
  deps: CommandLineDeps,
): Promise<number | undefined> {
  let exitCode: number | undefined = exitCodes.done;
  const program = createProgram(deps, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof OperatorError) {
      deps.err(`${error.message}\n`);
      return error.name === 'StoreError' ? exitCodes.negative : exitCodes.calledWrongly;
    }
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.calledWrongly;
  }
}

/** Every command with its options and examples. Their bodies are imported when they are called. */
export function createProgram(
  deps: CommandLineDeps,
  exitWith: (code: number | undefined) => void,
): Command {
  const { out, err, colours, env, now } = deps;
  const io = (): Io => ({ out, err, env: env() });
  const program = new Command('guidepost')
    .description('A Slack bot that answers from a folder of Markdown.')
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .configureHelp({
      // Taken out again where nobody looks, or where NO_COLOR is set.
      styleTitle: (title) => styleText('bold', title, { validateStream: false }),
      styleCommandText: (name) => styleText('cyan', name, { validateStream: false }),
      styleOptionText: (name) => styleText('cyan', name, { validateStream: false }),
    })
    .showHelpAfterError('(add --help to see how it is called)')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', examples('guidepost demo', 'guidepost ask --help'));
  const command = (name: string, description: string, ...calls: readonly string[]): Command =>
    program
      .command(name)
      .description(description)
      .addHelpText('after', examples(...calls));
  const contentOption = [
    '--content <folder>',
    'the articles (default: CONTENT_DIR, ./content or .)',
  ] as const;
  const readPlaces = async () => (await import('../ops/config.ts')).parsePlaces(env());
  const contentOf = async (given: string | undefined): Promise<string> =>
    given ?? findContent(await readPlaces());

  command(
    'start',
    'start the bot; settings come from the environment and .env',
    'guidepost start',
    'guidepost start --content handbook',
  )
    .option('--content <folder>', 'the articles (default: CONTENT_DIR, or ./content)')
    .action(async ({ content }: { content?: string }) => {
      await deps.start({ ...env(), ...(content !== undefined && { CONTENT_DIR: content }) });
      // Running, or refused with an exit code of its own.
      exitWith(undefined);
    });

  command(
    'demo',
    'try the bot in a small Slack of its own, in your browser',
    'guidepost demo',
    'guidepost demo --content handbook --port 5000',
  )
    .option(...contentOption)
    .option('--port <number>', 'where the page is served', '4000')
    .option('--data <folder>', 'where the bot keeps its data (default: a temporary folder)')
    .action(async ({ content, ...options }: Partial<DemoOptions> & { port: string }) => {
      const own = await contentOf(content);
      // Somebody who has no articles yet tries it with ours.
      const isEmpty = content === undefined && !(await mayHaveArticles(own));
      await deps.demo({ ...options, content: isEmpty ? packageFile('content') : own });
      exitWith(undefined);
    });

  command(
    'check',
    'check every article and say how to mend it',
    'guidepost check',
    'guidepost check --explain handbook',
  )
    .argument('[folder]', contentOption[1])
    .option('--strict', 'every article must give its title and summary, and use no unknown key')
    .option('--explain', "print each article's values and where they came from")
    .action(async (folder: string | undefined, call: CheckContentCall) => {
      const { runCheckContent } = await import('./check-content.ts');
      const { semantic, dataDir } = await readPlaces();
      const vectors = semantic.kind === 'off' ? undefined : dataDir;
      const content = await contentOf(folder);
      exitWith(await runCheckContent(content, { ...call, dataDir: vectors }, io()));
    });

  command(
    'ask',
    'print what would be answered, and what the score is made of',
    'guidepost ask how do I roll back a release',
    'guidepost ask --content handbook --json "#oncall pager"',
  )
    .argument('<question...>', 'the question, in your own words')
    .option(...contentOption)
    .option('--limit <number>', 'how many articles', parseLimit, 3)
    .option('--json', 'print JSON')
    .action(async (words: string[], call: Partial<AskCall> & { limit: number }) => {
      const { runAsk } = await import('./ask.ts');
      const content = await contentOf(call.content);
      exitWith(await runAsk(words.join(' '), { ...call, content }, io()));
    });

  command(
    'manifest',
    'print the manifest of your Slack app, and a link that creates it',
    'guidepost manifest',
    'guidepost manifest --command /kb --name Handbook',
    'guidepost manifest --url https://guide.example.com > manifest.yml',
  )
    .option('--url <address>', 'receive over HTTP at this https address (default: Socket Mode)')
    .option('--command <name>', 'what people type; set COMMAND to the same', '/guide')
    .option('--name <name>', "the app's name", 'Guidepost')
    .option(
      '--unfurl <domains...>',
      'show what links to articles on these domains lead to; set UNFURL_LINKS=on too',
    )
    .option('--json', 'print JSON')
    .action(async (options: ManifestCall) => {
      const { runManifest } = await import('./manifest.ts');
      exitWith(await runManifest(options, io()));
    });

  command(
    'doctor',
    'look at everything the bot needs, and say how to mend it',
    'guidepost doctor',
    'guidepost doctor --url https://guide.example.com',
  )
    .option('--url <address>', 'the address at which Slack reaches the bot over HTTP, to try it')
    .action(async ({ url }: { url?: string }) => {
      const { runDoctor } = await import('./doctor.ts');
      useProxy(env());
      exitWith(await runDoctor({ ...io(), colours, now, fetch, url }));
    });

  const stored = () => import('./stored-data.ts');

  command(
    'backup',
    'copy the database while the bot runs, and verify the copy',
    'guidepost backup /backups/guidepost-2026-11-25.db',
  )
    .argument('<file>', 'the file to write; it must not exist yet')
    .action(async (file: string) => {
      exitWith(await (await stored()).runBackup(file, io()));
    });

  command(
    'restore',
    'put a backup in place of the database; stop the bot first',
    'guidepost restore /backups/guidepost-2026-11-25.db',
  )
    .argument('<file>', 'a file that guidepost backup has written')
    .action(async (file: string) => {
      exitWith(await (await stored()).runRestore(file, io()));
    });

  command(
    'export',
    'print everything stored that names a person, as JSON',
    'guidepost export U0123ABCD > person.json',
  )
    .argument('<user>', "the person's user id")
    .action(async (user: string) => {
      exitWith(await (await stored()).runExport(user, io()));
    });

  command(
    'forget',
    'delete what is stored about a person, or about a workspace',
    'guidepost forget U0123ABCD',
    'guidepost forget --workspace T0123ABCD',
  )
    .argument('[user]', "the person's user id")
    .option('--workspace <team>', 'everything of this workspace')
    .action(async (userId: string | undefined, { workspace }: { workspace?: string }) => {
      exitWith(await (await stored()).runForget({ userId, workspace }, io()));
    });

  command(
    'export-reviews',
    "write into each file the day on which somebody said it's still right",
    'guidepost export-reviews',
    'guidepost export-reviews ~/src/handbook --source handbook',
  )
    .argument(
      '[checkout]',
      'a checkout of a source in git (default: every source that is a folder)',
    )
    .option('--source <name>', 'which source that is')
    .action(async (checkout: string | undefined, { source }: { source?: string }) => {
      const { runExportReviews } = await import('./export-reviews.ts');
      exitWith(await runExportReviews({ checkout, source }, io()));
    });

  return program;
}

function examples(...calls: readonly string[]): string {
  return `\nExamples:\n${calls.map((call) => `  ${call}\n`).join('')}`;
}

function parseLimit(value: string): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('Not a number from 1.');
  return limit;
}
