#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Everything else is imported below: an older Node could not even read it.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`Guidepost needs Node 24 or later, and this is ${process.version}.\n`);
  process.exit(2);
}
// Compiling is a third of the time that a start takes. Kept where nobody else may write, unlike /tmp.
const cacheDir = import.meta.url.endsWith('.ts') ? '../node_modules/.cache/guidepost/' : '.cache/';
const { NODE_COMPILE_CACHE: chosen = '' } = process.env;
module.enableCompileCache(
  // An empty one would be the working directory.
  chosen === '' ? fileURLToPath(new URL(cacheDir, import.meta.url)) : chosen,
);
const { runCommandLine } = await import('../src/cli/command-line.ts');
const { readEnv } = await import('../src/ops/read-env.ts');
const { systemClock } = await import('../src/ops/clock.ts');

const exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colours: process.stdout.isTTY && process.stdout.hasColors(),
  env: readEnv,
  now: systemClock,
  start: async (env) => {
    const { run } = await import('../src/main.ts');
    await run({ env, now: systemClock });
    // Written at the end otherwise, which a bot that is killed never reaches.
    module.flushCompileCache();
  },
  demo: async (options) => {
    const { runDemo } = await import('../demo/run-demo.ts');
    await runDemo(options);
  },
});
// A bot that runs, or could not start, has its own.
if (exitCode !== undefined) process.exitCode = exitCode;
