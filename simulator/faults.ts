export type Fault =
  | { readonly kind: 'http'; readonly status: number; readonly afterEffect?: boolean }
  | { readonly kind: 'error'; readonly error: string; readonly afterEffect?: boolean }
  /** The connection is cut, before anything was done or after all of it. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** Done at once, answered late. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'rateLimited'; readonly retryAfterS: number };

/** A Web API method, or any use of a response URL. */
export type FaultTarget = string;

export interface FaultScope {
  /** How many requests it befalls; 1 when left out. */
  readonly times?: number;
  /** Only requests with these arguments. */
  readonly when?: (args: Readonly<Record<string, unknown>>) => boolean;
}

interface Planned extends FaultScope {
  readonly fault: Fault;
  left: number;
}

/** Mishaps planned for requests to come; `response_url` is the target for response URLs. */
export class Faults {
  readonly #planned = new Map<FaultTarget, Planned[]>();

  /** The next matching requests go wrong, in the order in which faults were planned. */
  next(target: FaultTarget, fault: Fault, scope: FaultScope = {}): void {
    const planned = this.#planned.get(target) ?? [];
    this.#planned.set(target, [...planned, { ...scope, fault, left: scope.times ?? 1 }]);
  }

  take(target: FaultTarget, args: Readonly<Record<string, unknown>>): Fault | undefined {
    const planned = this.#planned.get(target);
    const found = planned?.find(({ left, when }) => left > 0 && (when?.(args) ?? true));
    if (found === undefined) return undefined;
    found.left -= 1;
    return found.fault;
  }

  /** Targets whose planned faults have not all happened yet. */
  pending(): readonly FaultTarget[] {
    return [...this.#planned].flatMap(([target, planned]) =>
      planned.some(({ left }) => left > 0) ? [target] : [],
    );
  }

  clear(): void {
    this.#planned.clear();
  }
}
