import type { StateValues } from '../workspace/views.ts';

/** What people chose in the selects of messages; each sees their own choice. */
export class MessageStates {
  readonly #values = new Map<string, StateValues>();

  get(user: string, ts: string): StateValues {
    return this.#values.get(`${user} ${ts}`) ?? {};
  }

  set(user: string, ts: string, values: StateValues): void {
    this.#values.set(`${user} ${ts}`, values);
  }
}
