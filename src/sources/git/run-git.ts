import { spawn } from 'node:child_process';

/** How git may be run for one source. */
export interface GitAccess {
  /** Where programs, keys and proxies are found: the variables of this process that git may see. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The only transport git may use, such as `https`; undefined for none at all. */
  readonly protocol: string | undefined;
  /** Sent with every request over http; holds the token. */
  readonly authorization?: string | undefined;
  /** The file of a private key, for ssh. */
  readonly sshKey?: string | undefined;
}

export interface GitRun {
  readonly dir: string;
  readonly args: readonly string[];
  readonly access: GitAccess;
  readonly input?: string | undefined;
  /** Ended when nothing was heard from it for so long. */
  readonly idleMs?: number;
  /** Ended after so long, whatever it says. */
  readonly maxMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** git did not do what it was asked. `output` is what it wrote to standard error. */
export class GitError extends Error {
  readonly output: string;

  constructor(command: string, output: string, options?: ErrorOptions) {
    const lines = output.split(/[\r\n]+/).filter((line) => !isProgress.test(line));
    super(`git ${command} failed: ${lines.join('\n').trim().slice(-500)}`, options);
    this.name = 'GitError';
    this.output = output;
  }
}

const isProgress = /\d+% \(\d+\/\d+\)|^remote: *$/;
const defaultIdleMs = 60_000;
/** More than the largest repository takes over a slow line. */
const defaultMaxMs = 60 * 60_000;
/** A string holds no more. */
const maxOutputBytes = 400 * 1024 * 1024;
const keptOutputChars = 20_000;
/** What of our environment git and ssh need; nothing else of it is their business. */
const passedOn = [
  'PATH',
  'HOME',
  'SSH_AUTH_SOCK',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'TMPDIR',
];

/**
 * Runs git and resolves with its standard output.
 *
 * A repository is data from strangers: no hook, monitor, pager, signature program or credential
 * helper runs, no configuration but ours is read besides the repository's own, and no transport but
 * the one that its address names. The token travels in the environment, where other users of the
 * machine cannot see it.
 *
 * @throws GitError
 */
export function runGit(run: GitRun): Promise<Buffer> {
  const { dir, args, access, input = '', signal } = run;
  const { idleMs = defaultIdleMs, maxMs = defaultMaxMs } = run;
  const command =
    args.find((arg, at) => !arg.startsWith('-') && args[at - 1] !== '-c') ?? args.join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--no-pager', ...args], {
      cwd: dir,
      env: gitEnvironment(access),
      // A group of its own: ending git must end what it has started too.
      detached: true,
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let output = '';
    let ended: string | undefined;
    const end = (why: string): void => {
      ended ??= why;
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const limit = setTimeout(end, maxMs, 'timed out');
    let idle = setTimeout(end, idleMs, 'timed out');
    const heard = (): void => {
      clearTimeout(idle);
      idle = setTimeout(end, idleMs, 'timed out');
    };
    const abort = (): void => {
      end('stopped');
    };
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();

    child.on('error', (error) => {
      finish(new GitError(command, error.message, { cause: error }));
    });
    // Where no more files may be open, it has no streams either.
    if (child.pid === undefined) return;
    child.stdout.on('data', (chunk: Buffer) => {
      heard();
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxOutputBytes) end('more output than can be read');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      heard();
      output = (output + text).slice(-keptOutputChars);
    });
    // It may end before it has read everything; its exit says why.
    child.stdin.on('error', () => undefined).end(input);
    child.on('close', (code) => {
      if (code === 0 && ended === undefined) finish();
      else finish(new GitError(command, ended === undefined ? output : `${output}\n${ended}`));
    });
    function finish(error?: Error): void {
      clearTimeout(limit);
      clearTimeout(idle);
      signal?.removeEventListener('abort', abort);
      if (error === undefined) resolve(Buffer.concat(chunks));
      else reject(error);
    }
  });
}

function gitEnvironment(access: GitAccess): NodeJS.ProcessEnv {
  const settings: readonly (readonly [string, string])[] = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    // Another process may share the copy: it has a lock for milliseconds.
    ['core.filesRefLockTimeout', '1000'],
    ['credential.helper', ''],
    ['fetch.recurseSubmodules', 'false'],
    // One pack a fetch, so that its size can be watched.
    ['fetch.unpackLimit', '1'],
    ['gc.autoDetach', 'false'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '30'],
    ['log.showSignature', 'false'],
    ['safe.directory', '*'],
    ...(access.authorization === undefined
      ? []
      : ([
          ['http.extraHeader', `Authorization: ${access.authorization}`],
          // The token would go along, to whomever the server names.
          ['http.followRedirects', 'false'],
        ] as const)),
  ];
  const key = access.sshKey;
  return {
    ...Object.fromEntries(passedOn.map((name) => [name, access.env[name]])),
    LC_ALL: 'C',
    // Not every build of git looks at SSL_CERT_FILE by itself.
    GIT_SSL_CAINFO: access.env['GIT_SSL_CAINFO'] ?? access.env['SSL_CERT_FILE'],
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ALLOW_PROTOCOL: access.protocol ?? 'none',
    GIT_SSH_COMMAND: [
      'ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15',
      ...(key === undefined ? [] : [`-o IdentitiesOnly=yes -i ${quoteForShell(key)}`]),
    ].join(' '),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([name, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, name],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
