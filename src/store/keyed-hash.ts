import { createHmac } from 'node:crypto';

/** What tells people apart without naming them; only with the key can a name be tried on it. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}
