/** Remembers which events were handled, because Slack delivers again when it is unsure. */
export interface EventLedger {
  /**
   * Does the work unless the same id was handled in the last ten minutes. A delivery that comes while
   * the first is still being handled waits for it and shares its outcome. Work that failed is
   * forgotten, so that the next delivery tries again.
   * @returns false when there was nothing left to do.
   */
  once(id: string, work: () => Promise<void>): Promise<boolean>;
}

const rememberMs = 10 * 60 * 1000;

export function createEventLedger(now: () => Date): EventLedger {
  /** In the order of arrival. */
  const events = new Map<string, { readonly done: Promise<void>; readonly at: number }>();

  const forgetOld = (nowMs: number): void => {
    for (const [id, { at }] of events) {
      if (nowMs - at < rememberMs) return;
      events.delete(id);
    }
  };

  return {
    async once(id, work) {
      const nowMs = now().getTime();
      forgetOld(nowMs);
      const earlier = events.get(id);
      if (earlier !== undefined) {
        await earlier.done;
        return false;
      }
      const done = work();
      events.set(id, { done, at: nowMs });
      try {
        await done;
        return true;
      } catch (error) {
        events.delete(id);
        throw error;
      }
    },
  };
}
