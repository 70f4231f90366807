/**
 * Checks what can be checked of the image without a Docker engine: every file that the Dockerfile
 * copies exists and is let through by .dockerignore, and what the production stage installs and
 * copies, put into an empty folder, starts, passes its own health check and answers a question.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { createLocalSlack } from '../simulator/create-local-slack.ts';

const dockerfile = await readFile('Dockerfile', 'utf8');
const ignore = (await readFile('.dockerignore', 'utf8')).split('\n');
const allowed = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
const leftOut = ignore.filter((line) => line.startsWith('src/'));
const failures: string[] = [];

function check(isRight: boolean, what: string): void {
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'} ${what}\n`);
  if (!isRight) failures.push(what);
}

const stages = dockerfile.split(/^FROM /m).slice(1);
const production = stages.at(-1) ?? '';
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
  sources.split(' '),
);
check(stages.length === 2, 'the image is built in two stages');
for (const source of new Set(copied)) {
  const name = source.replace(/^\.\//, '');
  check(existsSync(name) && allowed.includes(name), `${name} exists and is sent to the build`);
}
check(/^USER (?!root)\w+$/m.test(production), 'the process does not run as root');
check(production.includes('npm ci --omit=dev'), 'only production dependencies are installed');
check(
  stages.every((stage) => stage.startsWith('node:24')),
  'both stages use Node 24',
);

for (const source of leftOut) check(existsSync(source), `${source} exists, and is left out`);

const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-image-'));
const buildDir = await mkdtemp(path.join(tmpdir(), 'guidepost-build-'));
const slack = createLocalSlack({ manifest: parse(await readFile('manifest.yml', 'utf8')) });
try {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'content']) {
    await cp(file, path.join(dir, file), { recursive: true });
  }
  execFileSync('npm', ['ci', '--omit=dev', '--silent'], { cwd: dir, stdio: 'inherit' });
  for (const file of ['package.json', 'tsconfig.json']) await cp(file, path.join(buildDir, file));
  await cp('src', path.join(buildDir, 'src'), {
    recursive: true,
    filter: (source) => !leftOut.includes(source),
  });
  await symlink(path.resolve('node_modules'), path.join(buildDir, 'node_modules'));
  const tsc = path.resolve('node_modules/.bin/tsc');
  execFileSync(tsc, ['--outDir', path.join(dir, 'dist')], { cwd: buildDir, stdio: 'inherit' });
  check(
    !existsSync(path.join(dir, 'node_modules/typescript')),
    'no development dependency is there',
  );

  await slack.listen();
  const user = slack.workspace.addUser({ name: 'mia' }).id;
  const channel = slack.workspace.addChannel({ name: 'general', members: [user] }).id;
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
  const compiled = leftOut.map((source) => source.replace(/^src/, 'dist').replace(/ts$/, 'js'));
  check(
    compiled.every((file) => !existsSync(path.join(dir, file))),
    'nothing that only developers call is there',
  );
  check(command === 'node', 'the image starts Node');
  const bot = spawn(process.execPath, args, {
    cwd: dir,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await readPort(bot.stdout);
    await slack.asUser(user).command('/guide', 'how do I roll back a release', { channel });
    const reply = await slack.waitFor(() => slack.messagesSeenBy(user, channel).at(-1));
    check(reply.text.includes('CI/CD'), 'it answers a question');
    const [, ...health] = readJsonInstruction(String.raw`HEALTHCHECK[^\n]*\\\n\s*CMD`);
    execFileSync(process.execPath, health, { env: { ...env, PORT: port } });
    check(true, 'its health check passes');
  } finally {
    bot.kill('SIGTERM');
  }
  const kib = execFileSync('du', ['-sk', dir], { encoding: 'utf8' }).split('\t')[0];
  process.stdout.write(
    `     everything above the base image: ${Math.round(Number(kib) / 1024)} MiB\n`,
  );
} finally {
  await slack.close();
  await rm(dir, { recursive: true, force: true });
  await rm(buildDir, { recursive: true, force: true });
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
