/**
 * Makes the package: `dist` has the program bundled with everything it needs, the demo and its page,
 * the articles and the manifest. A few files are read where there were more than a thousand, and
 * nothing has to be installed beside it. `npm pack ./dist` packs it.
 */
import { cp, glob, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundlePage } from '../demo/build-page.ts';

const [outdir = 'dist'] = process.argv.slice(2);
const packageJson = JSON.parse(await readFile('package.json', 'utf8')) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
} & Readonly<Record<string, unknown>>;
const { peerDependencies } = packageJson;
/** A file of ours that is started as a process or a worker of its own: its ending is the starter's. */
const startedFile = /new URL\(`\.\/([\w-]+)\$\{extname\(import\.meta\.url\)\}`/g;

const entryPoints: Record<string, string> = { guidepost: 'bin/guidepost.ts' };
for await (const file of glob(['src/**/*.ts', 'demo/*.ts'])) {
  const text = await readFile(file, 'utf8');
  if (/new URL\('[^']+\.ts'/.test(text)) throw new Error(`${file}: in a bundle there is no .ts`);
  for (const [, name = ''] of text.matchAll(startedFile)) {
    entryPoints[name] = path.join(path.dirname(file), `${name}.ts`);
  }
}

/** Bolt brings it for a receiver of its own; ours take what Slack sends. Loading it takes a while. */
const withoutExpress: Plugin = {
  name: 'without express',
  setup: (bundling) => {
    bundling.onResolve({ filter: /^express$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'left out',
    }));
    bundling.onLoad({ filter: /.*/, namespace: 'left out' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

await rm(outdir, { recursive: true, force: true });
const { metafile, outputFiles } = await build({
  entryPoints,
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Not minified: a stack trace still says where it was, and starting is no slower for it.
  legalComments: 'none',
  // esbuild builds the page in the repository; a peer is installed by those who want it.
  external: ['esbuild', 'pg-native', ...Object.keys(peerDependencies)],
  // Only the file that starts a process is "main"; in a bundle each of them would take itself for it.
  define: { 'import.meta.main': 'false' },
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);",
  },
  plugins: [withoutExpress],
  metafile: true,
  write: false,
});
await mkdir(outdir, { recursive: true });
for (const { path: file, contents } of outputFiles) await writeFile(file, contents);

const pageDir = path.join(outdir, 'page');
await mkdir(pageDir);
for (const name of ['index.html', 'page.css', 'favicon.svg']) {
  await cp(path.join('demo/page', name), path.join(pageDir, name));
}
await writeFile(path.join(pageDir, 'page.js'), await bundlePage());
await writeFile(path.join(outdir, 'licenses.txt'), await collectLicenses());
// Which its module reads from beside itself.
for (const name of ['index.aff', 'index.dic']) {
  await cp(path.join('node_modules/dictionary-en', name), path.join(outdir, name));
}
for (const name of ['content', 'manifest.yml', 'README.md']) {
  await cp(name, path.join(outdir, name), { recursive: true });
}
await writeFile(path.join(outdir, 'package.json'), describePackage());

const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(`${outdir}: ${(bytes / 1e6).toFixed(1)} MB of program\n`);

/** The terms of every package in the bundle, which ask to be kept with it. */
async function collectLicenses(): Promise<string> {
  const packages = new Set<string>();
  for (const input of Object.keys(metafile.inputs)) {
    const [, dir] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (dir !== undefined) packages.add(dir);
  }
  const texts: string[] = [];
  for (const dir of [...packages].sort()) {
    const { name, version, license } = JSON.parse(
      await readFile(path.join(dir, 'package.json'), 'utf8'),
    ) as Record<'name' | 'version' | 'license', string>;
    const file = (await readdir(dir)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(path.join(dir, file), 'utf8');
    texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

function describePackage(): string {
  const { name, version, type, engines, peerDependenciesMeta } = packageJson;
  const bin = { guidepost: 'guidepost.js' };
  const files = ['*', '!.cache'];
  const described = {
    name,
    version,
    type,
    engines,
    bin,
    files,
    peerDependencies,
    peerDependenciesMeta,
  };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}
