/**
 * What people meet when something goes wrong. The real program runs against the strict local Slack
 * while somebody asks twice a second, on both databases; each fault of scripts/faults/faults.ts
 * happens, and ends.
 *
 *   npm run prove-faults -- [--only WORDS] [--database sqlite|postgres] [--minutes 0.1]
 *                           [--per-second 2] [--seed N] [--write]
 *
 * Ends with 1 when an answer or a digest was lost or came twice, or the program died. The seed
 * makes the same choices again. --write puts the rows into docs/faults.md.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { subscribeChannels } from '../test/helpers/subscribe-channels.ts';
import type { Outcome } from './faults/client.ts';
import { canMount, faults, type Fault } from './faults/faults.ts';
import { openScene, type Engine, type Scene } from './faults/scene.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    database: { type: 'string' },
    minutes: { type: 'string', default: '1' },
    'per-second': { type: 'string', default: '2' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    write: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const digestCount = 10;
const startsWithinMs = 10_000;
/** Slack delivers what nobody acknowledged for the last time after six minutes. */
const settlesWithinMs = 8 * 60 * 1000;
const isSlowMs = 3_000;
const longMs = 5 * 60 * 1000;

interface Row {
  readonly fault: string;
  readonly database: string;
  readonly asked: string;
  readonly seen: string;
  /** What /readyz said in its midst. */
  readonly readiness: string;
  readonly untilNormal: string;
  readonly lost: string;
  readonly doubled: string;
  readonly memory: string;
}

async function prove(fault: Fault, engine: Engine, program: string): Promise<Row> {
  const { transport = 'socket', processes = 1, seconds = 60, balancerTriesMs = 0 } = fault;
  const scene = await openScene(
    { engine, transport, program, seed, balancerTriesMs },
    async (ground) => {
      await fault.prepare?.({ ...ground, engine });
    },
  );
  const lastsMs = seconds * minutes * 1_000;
  const asking = new AbortController();
  const happening = new AbortController();
  try {
    const { slack, client } = scene;
    // Some are due before it, most in its midst.
    const from = Date.now() + startsWithinMs;
    const channels = await subscribeChannels(scene.location, slack, {
      count: digestCount,
      dueAt: (n) => from + (lastsMs * n) / digestCount,
    });
    if (engine === 'sqlite') execFileSync('chown', ['-R', '--reference', scene.dir, scene.dataDir]);
    for (let n = 0; n < processes; n += 1) await (await scene.startBot()).ready;
    const steadily = client.askSteadily(1_000 / Number(values['per-second']), asking.signal);
    await delay(Math.max(2_000, from - Date.now()));
    const memoryBefore = await scene.memoryMb();
    const memory: number[] = [];
    const watching = setInterval(() => {
      void scene.memoryMb().then((mb) => memory.push(mb));
    }, 1_000);

    const begunAt = Date.now();
    const done = Promise.resolve(fault.do(scene, happening.signal));
    await delay(lastsMs * 0.8);
    const readiness = await askReadiness(scene);
    await delay(lastsMs * 0.2);
    happening.abort();
    await done;
    await fault.undo?.(scene);
    const endedAt = Date.now();

    const deadline = endedAt + settlesWithinMs;
    const isCalm = () => {
      const lately = client.outcomes().slice(-10);
      return lately.every((outcome) => outcome.askedAt > endedAt && isNormal(outcome));
    };
    await until(isCalm, deadline);
    asking.abort();
    await steadily;
    const digestsIn = () => channels.map((channel) => slack.workspace.messages(channel).length);
    const isSettled = () =>
      digestsIn().every((count) => count > 0) &&
      client.outcomes().every(({ kind }) => kind !== 'waiting');
    await until(isSettled, deadline);
    // What comes twice comes later.
    await delay(Math.min(5_000, lastsMs));
    clearInterval(watching);

    // Whether it grows shows only over time.
    if (lastsMs >= longMs) print(`memory, MB, on ${engine}: ${sample(memory, 20).join(' ')}\n`);

    const outcomes = client.outcomes();
    const lostAnswers = outcomes.filter(({ kind }) => kind === 'waiting').length;
    const doubledAnswers = outcomes.filter(({ copies }) => copies > 1).length;
    const digests = digestsIn();
    const lostDigests = digests.filter((count) => count === 0).length;
    const doubledDigests = digests.filter((count) => count > 1).length;
    const died = scene.bots.filter((bot) => bot.hasDied());
    for (const bot of died) print(bot.stderr() || bot.stdout().slice(-3_000));
    const hasFailed = lostAnswers + doubledAnswers + lostDigests + doubledDigests + died.length > 0;
    if (hasFailed) {
      process.exitCode = 1;
      const again = `--only '${fault.name}' --database ${engine} --minutes ${minutes} --seed ${seed}`;
      print(`FAILED; try it again: npm run prove-faults -- ${again}\n`);
      const file = path.join(tmpdir(), `guidepost-fault-${engine}-${seed}.log`);
      const log = [...scene.pastBots, ...scene.bots].map((bot) => bot.stdout()).join('\n---\n');
      const amiss = outcomes.filter(({ kind, copies }) => kind === 'waiting' || copies > 1);
      await writeFile(file, `${JSON.stringify(amiss, undefined, 2)}\n${log}`);
      print(`its log: ${file}\n`);
    }
    const during = outcomes.filter(({ askedAt }) => askedAt >= begunAt - isSlowMs);
    return {
      fault: fault.name,
      database: engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      asked: String(during.length),
      seen: `${describeSeen(during)}${died.length > 0 ? '; it died' : ''}`,
      readiness,
      untilNormal: describeMs(untilNormal(outcomes, endedAt)),
      lost: describeCounts(lostAnswers, lostDigests),
      doubled: describeCounts(doubledAnswers, doubledDigests),
      memory: `${memoryBefore} → ${await scene.memoryMb()} (${Math.max(memoryBefore, ...memory)})`,
    };
  } finally {
    happening.abort();
    asking.abort();
    await scene.parts.disposeAsync();
  }
}

/** Looks again and again, and leaves most of the time to Slack, which lives in this process too. */
async function until(isSo: () => boolean, deadline: number): Promise<void> {
  for (;;) {
    const beganAt = performance.now();
    if (isSo() || Date.now() >= deadline) return;
    await delay(Math.max(500, 20 * (performance.now() - beganAt)));
  }
}

/** So many of them, at equal distances, the last among them. */
function sample(values: readonly number[], count: number): readonly number[] {
  const step = Math.max(1, Math.ceil(values.length / count));
  return values.filter((_, i) => (values.length - 1 - i) % step === 0);
}

async function askReadiness({ bots, dir }: Scene): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${bots[0]?.port ?? 0}/readyz`);
    const checks = (await response.json()) as Record<string, string>;
    const amiss = Object.entries(checks).filter(
      ([name, words]) => name !== 'status' && words !== 'ok',
    );
    return [`${response.status}`, ...amiss.map(([name, words]) => `${name}: ${words}`)]
      .join('; ')
      .replaceAll(`${dir}/`, '');
  } catch {
    return 'nothing: it was down';
  }
}

function isNormal({ kind, askedAt, answeredAt = Infinity }: Outcome): boolean {
  return kind === 'answered' && answeredAt - askedAt < isSlowMs;
}

/** From its end until whatever was asked was answered at once, and nothing was owed any more. */
function untilNormal(outcomes: readonly Outcome[], endedAt: number): number {
  const moments = outcomes
    .filter((outcome) => !isNormal(outcome))
    .map(({ askedAt, answeredAt }) => (answeredAt ?? askedAt) - endedAt);
  return Math.max(0, ...moments);
}

function describeSeen(outcomes: readonly Outcome[]): string {
  const late = outcomes.filter((outcome) => outcome.kind === 'answered' && !isNormal(outcome));
  const longest = Math.max(
    ...late.map(({ askedAt, answeredAt = askedAt }) => answeredAt - askedAt),
  );
  const saying = (kind: Outcome['kind']) => {
    const which = outcomes.filter((outcome) => outcome.kind === kind);
    const words = [...new Set(which.map(({ said = '' }) => said.split('\n')[0]?.slice(0, 80)))];
    return which.length === 0 ? [] : [`${which.length} ${kind}: ${words.slice(0, 2).join('; ')}`];
  };
  const waiting = outcomes.filter(({ kind }) => kind === 'waiting').length;
  return [
    `${outcomes.filter(isNormal).length} answered at once`,
    ...(late.length > 0 ? [`${late.length} late, at most ${describeMs(longest)}`] : []),
    ...saying("Slack's error"),
    ...saying('other words'),
    ...(waiting > 0 ? [`${waiting} nothing`] : []),
  ].join('; ');
}

function describeMs(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

function describeCounts(answers: number, digests: number): string {
  return answers + digests === 0 ? '0' : `${answers} answers, ${digests} digests`;
}

const columns = [
  'fault',
  'database',
  'asked',
  'what people saw',
  '/readyz meanwhile',
  'until normal',
  'lost',
  'doubled',
  'memory, MB',
];

function lineOf(row: Row): string {
  const { fault, database, asked, seen, readiness, untilNormal, lost, doubled, memory } = row;
  const cells = [fault, database, asked, seen, readiness, untilNormal, lost, doubled, memory];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const document = 'docs/faults.md';

/** Puts rows in the places of the same fault and database, in the order of the list. */
async function keep(rows: readonly Row[]): Promise<void> {
  const text = await readFile(document, 'utf8');
  const isRow = (line: string) => line.startsWith('| ');
  const lines = text.split('\n');
  const first = lines.findIndex(isRow);
  const keyOf = (line: string) =>
    line
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.trim())
      .join('|');
  const kept = new Map(
    [...lines.filter(isRow).slice(2), ...rows.map(lineOf)].map((line) => [keyOf(line), line]),
  );
  const order = faults.flatMap(({ name }) => [`${name}|SQLite`, `${name}|PostgreSQL`]);
  const table = [
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...order.map((key) => kept.get(key)).filter((line) => line !== undefined),
  ];
  const rest = lines.filter((line) => !isRow(line));
  rest.splice(first, 0, ...table);
  await writeFile(document, rest.join('\n'));
  execFileSync('npx', ['prettier', '--write', '--log-level', 'warn', document]);
}

function print(text: string): void {
  process.stdout.write(text);
}

const dir = await mkdtemp(path.join(tmpdir(), 'guidepost-built-'));
try {
  execFileSync(process.execPath, ['scripts/build.ts', dir], { stdio: 'ignore' });
  execFileSync('chmod', ['-R', 'a+rX', dir]);
  print(`seed ${seed}\n`);
  for (const fault of faults.filter(({ name }) => name.includes(values.only))) {
    const engines = (fault.engines ?? (['sqlite', 'postgres'] as const)).filter(
      (engine) => values.database === undefined || values.database === engine,
    );
    if (fault.name.includes('disk') && !canMount()) {
      print(`left out, for want of the right to mount: ${fault.name}\n`);
      continue;
    }
    const rows = await Promise.all(
      engines.map((engine) => prove(fault, engine, path.join(dir, 'guidepost.js'))),
    );
    for (const row of rows) print(`${lineOf(row)}\n`);
    if (values.write) await keep(rows);
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
