import type { DigestSettings } from './subscription.ts';

/** Of a new digest, as far as nothing else was said. @param timeZone the person's, if they have one. */
export function defaultSettings(timeZone = 'UTC'): DigestSettings {
  return {
    schedule: { weekday: 1, time: '09:00', timeZone },
    topics: [],
    evenIfEmpty: false,
    withUpkeep: false,
  };
}
