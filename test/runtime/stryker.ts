/** What Stryker shares with the code that it has changed. */
interface Stryker {
  activeMutant?: string | undefined;
  /** Known of a change within a function, unknown of one that happens while a module is read. */
  readonly hitLimit?: number | undefined;
}

const place = globalThis as { readonly __stryker__?: Stryker };

function activeMutant(): string | undefined {
  return process.env['__STRYKER_ACTIVE_MUTANT__'];
}

/** Switches to the change that Stryker tries now. Modules stay as they are from one to the next. */
export function switchMutant(): void {
  if (place.__stryker__ !== undefined) place.__stryker__.activeMutant = activeMutant();
}

/** The change for which every module has to be read again, if it is of that kind. */
export function mutantOfModules(): string | undefined {
  return place.__stryker__?.hitLimit === undefined ? activeMutant() : undefined;
}
