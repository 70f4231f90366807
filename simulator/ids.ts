import type { Clock, Random } from './clock.ts';

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const hexadecimal = '0123456789abcdef';

export interface Ids {
  /** Such as `U` and ten more letters and digits. */
  next(prefix: string): string;
  secret(length: number): string;
  uuid(): string;
  /** A message's `ts`: seconds and microseconds, later than every one before. */
  ts(): string;
}

export function createIds({ now, random }: { now: Clock; random: Random }): Ids {
  let lastMicros = 0;
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return {
    next: (prefix) => prefix + draw(capitals, 10),
    secret: (length) => draw(hexadecimal, length),
    uuid: () => [8, 4, 4, 4, 12].map((length) => draw(hexadecimal, length)).join('-'),
    ts: () => {
      lastMicros = Math.max(lastMicros + 1, now().getTime() * 1000);
      const seconds = Math.floor(lastMicros / 1e6);
      return `${seconds}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
  };
}
