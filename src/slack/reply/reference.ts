/** Without the letters and digits that are mistaken for each other (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short name for one failure, said to the person and written to the log: `7F3K-2Q`.
 * @param random at least 6 random bytes
 */
export function formatReference(random: Uint8Array): string {
  const letters = [...random.slice(0, 6)].map((byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
