/**
 * Checks what can be checked of the image without a Docker engine: every file that the Dockerfile
 * copies exists and is let through by .dockerignore, and what the production stage copies, put into
 * an empty folder, starts there, passes its own health check and answers a question, although nothing
 * but its data folder can be written.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { createLocalSlack } from '../simulator/create-local-slack.ts';

const dockerfile = await readFile('Dockerfile', 'utf8');
const allowed = (await readFile('.dockerignore', 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));
const failures: string[] = [];

function check(isRight: boolean, what: string): void {
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (!isRight) failures.push(what);
}

const stages = dockerfile.split(/^FROM /m).slice(1);
const production = stages.at(-1) ?? '';
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) (\S+)$/gm)].flatMap(
  ([, sources = '']) => sources.split(' '),
);
check(stages.length === 2, 'the image is built in two stages');
for (const source of new Set(copied)) {
  const name = source.replace(/^\.\//, '');
  check(existsSync(name) && allowed.includes(name), `${name} exists and is sent to the build`);
}
check(/^USER (?!root)\w+$/m.test(production), 'the process does not run as root');
check(!production.includes('npm '), 'nothing is installed beside the program');
check(
  stages.every((stage) => stage.startsWith('node:24')),
  'both stages use Node 24',
);

const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-image-'));
const slack = createLocalSlack({ manifest: parse(await readFile('manifest.yml', 'utf8')) });
try {
  execFileSync(process.execPath, ['scripts/build.ts', path.join(dir, 'dist')], {
    stdio: 'inherit',
  });
  await cp('content', path.join(dir, 'content'), { recursive: true });
  const data = path.join(dir, 'data');
  await mkdir(data);
  // As the image's user, who owns the data folder and nothing else.
  const user = process.getuid?.() === 0 ? { uid: 1_000, gid: 1_000 } : {};
  if (user.uid !== undefined) {
    await chmod(dir, 0o755);
    await chown(data, user.uid, user.gid);
  }
  execFileSync(process.execPath, ['dist/guidepost.js', 'check', 'content'], { cwd: dir });

  await slack.listen();
  const asker = slack.workspace.addUser({ name: 'mia' }).id;
  const channel = slack.workspace.addChannel({ name: 'general', members: [asker] }).id;
  const { botToken, appToken } = slack.installation;
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    CONTENT_DIR: 'content',
    DATA_DIR: 'data',
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
  };
  const [command = '', ...args] = readJsonInstruction('CMD');
  check(command === 'node', 'the image starts Node');
  const bot = spawn(process.execPath, args, {
    cwd: dir,
    env,
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await readPort(bot.stdout);
    await slack.asUser(asker).command('/guide', 'how do I roll back a release', { channel });
    const reply = await slack.waitFor(() => slack.messagesSeenBy(asker, channel).at(-1));
    check(reply.text.includes('CI/CD'), 'it answers a question');
    const [, ...health] = readJsonInstruction(String.raw`HEALTHCHECK[^\n]*\\\n\s*CMD`);
    execFileSync(process.execPath, health, { env: { ...env, PORT: port } });
    check(true, 'its health check passes');
  } finally {
    const stopped = once(bot, 'exit');
    bot.kill('SIGTERM');
    // What it has beside its database goes as it stops.
    if (bot.exitCode === null) await stopped;
  }
  const kib = execFileSync('du', ['-sk', dir], { encoding: 'utf8' }).split('\t')[0];
  process.stdout.write(
    `     everything above the base image: ${Math.round(Number(kib) / 1024)} MiB\n`,
  );
} finally {
  await slack.close();
  await rm(dir, { recursive: true, force: true });
}
process.stdout.write(
  'left out: building and running the image itself, for want of a Docker engine\n',
);
if (failures.length > 0) process.exitCode = 1;

/** The arguments of an instruction in its JSON form. */
function readJsonInstruction(name: string): readonly string[] {
  const [, json = '[]'] = new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(production) ?? [];
  return JSON.parse(json) as string[];
}

/** Goes on reading after the port is known: a bot whose log nobody reads any more ends. */
function readPort(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    output.setEncoding('utf8').on('data', (chunk) => {
      text += String(chunk);
      const [, port] = /"port":(\d+)/.exec(text) ?? [];
      if (port !== undefined) resolve(port);
    });
    output.on('end', () => {
      reject(new Error(`the bot ended:\n${text}`));
    });
  });
}
