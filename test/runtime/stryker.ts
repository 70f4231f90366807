/** What Stryker shares with the code that it has changed. */
interface Stryker {
  activeMutant?: string | undefined;
  /** Ours: it changes what runs while a module is read. */
  isOfModules?: boolean;
}

const place = globalThis as { readonly __stryker__?: Stryker };

function activeMutant(): string | undefined {
  return process.env['__STRYKER_ACTIVE_MUTANT__'];
}

/**
 * Switches to the change that Stryker tries now. Modules stay as they are from one to the next.
 *
 * @param tests those that reach a change within a function; every test, where it happens while a
 *   module is read
 */
export function switchMutant(tests: string | undefined): void {
  if (place.__stryker__ === undefined) return;
  place.__stryker__.activeMutant = activeMutant();
  place.__stryker__.isOfModules = tests === undefined;
}

/** The change for which every module has to be read again, if it is of that kind. */
export function mutantOfModules(): string | undefined {
  return place.__stryker__?.isOfModules === true ? activeMutant() : undefined;
}
