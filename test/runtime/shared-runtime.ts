import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Framework, useFramework } from './globals.ts';
import { mutantOfModules } from './stryker.ts';

const require = createRequire(import.meta.url);
const globalsUrl = new URL('./globals.ts', import.meta.url).href;

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/tests', import.meta.url)));
// A worker with a gigabyte of heap takes half a second to give that back in order, after which Jest
// ends it and speaks of leaks. Whoever exits while exiting is gone at once.
process.once('exit', () => {
  if (process.send !== undefined) process.exit();
});
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === '@jest/globals') return { url: globalsUrl, shortCircuit: true };
    const found = next(specifier, context);
    const mutant = mutantOfModules();
    const isOurs = found.url.startsWith('file:') && !/\/node_modules\/|\?/.test(found.url);
    return mutant !== undefined && isOurs && found.url !== globalsUrl
      ? { ...found, url: `${found.url}?mutant=${mutant}` }
      : found;
  },
});

/**
 * Has Node itself import the test files, where Jest builds every module anew for each of them in a
 * context of `node:vm`. A worker so compiles and runs once what its files share, which can be done
 * because no module here keeps state and no test replaces a module. These are the methods that
 * Jest's runner and its framework call.
 */
class SharedRuntime {
  static #files = 0;

  readonly unstable_shouldLoadAsEsm = () => true;
  readonly getSourceMaps = () => new Map();
  readonly getAllCoverageInfoCopy = () => undefined;
  readonly enterTestCode = () => undefined;
  readonly leaveTestCode = () => undefined;
  readonly teardown = () => undefined;

  async unstable_importModule(file: string): Promise<void> {
    SharedRuntime.#files += 1;
    await import(`${pathToFileURL(file).href}?file=${SharedRuntime.#files}`);
  }

  /** The framework itself, which holds the tests of one file, so that each file has its own. */
  requireInternalModule(file: string): unknown {
    Reflect.deleteProperty(require.cache, file);
    return require(file);
  }

  requireModule(file: string): unknown {
    return require(file);
  }

  setGlobalsForRuntime(framework: Framework): void {
    useFramework(framework);
  }
}

export { SharedRuntime as default };
