import { switchMutant } from './stryker.ts';

const exit = process.exit.bind(process);

/** The process as it is, for `shared-runtime.ts`; what a test file's run left in it goes again. */
class SharedEnvironment {
  readonly global = globalThis;
  readonly getVmContext = () => null;
  readonly #tests: string | undefined;

  constructor({ globalConfig }: { readonly globalConfig: { readonly testNamePattern?: string } }) {
    this.#tests = globalConfig.testNamePattern;
  }

  /** Jest has set a limit of 100 lines, which makes each error that a parser throws dear. */
  async setup(): Promise<void> {
    Error.stackTraceLimit = 10;
    switchMutant(this.#tests);
    return Promise.resolve();
  }

  async teardown(): Promise<void> {
    process.exit = exit;
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
    return Promise.resolve();
  }
}

export { SharedEnvironment as default };
