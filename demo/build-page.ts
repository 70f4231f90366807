import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './cache-dir.ts';

interface PageFile {
  readonly type: string;
  readonly body: string;
}

/** By their path on the page's server. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const pageDir = fileURLToPath(new URL('page/', import.meta.url));
const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * The page's script is bundled when its sources or its packages have changed, and kept. What is
 * installed has it already.
 */
export async function buildPage(onBuild: () => void): Promise<PageFiles> {
  const built = await readFile(join(pageDir, 'page.js'), 'utf8').catch(() => undefined);
  const script = built ?? (await bundleOnce(onBuild));
  const page = async (name: string): Promise<string> => readFile(join(pageDir, name), 'utf8');
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: await page('index.html') }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: await page('page.css') }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: script }],
    ['/favicon.svg', { type: 'image/svg+xml', body: await page('favicon.svg') }],
  ]);
}

async function bundleOnce(onBuild: () => void): Promise<string> {
  const sources = (await readdir(pageDir)).filter((name) => /\.(tsx?|css|html)$/.test(name)).sort();
  const texts = [...sources.map((name) => join(pageDir, name)), join(root, 'package-lock.json')];
  const hash = createHash('sha256');
  for (const path of texts) hash.update(await readFile(path));
  const bundle = join(cacheDir, `${hash.digest('hex').slice(0, 16)}.js`);

  const kept = await readFile(bundle, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  onBuild();
  const script = await bundlePage();
  await mkdir(cacheDir, { recursive: true });
  // In one step: a second start may be reading it.
  const unfinished = `${bundle}.${process.pid}`;
  await writeFile(unfinished, script);
  await rename(unfinished, bundle);
  return script;
}

export async function bundlePage(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(pageDir, 'main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
