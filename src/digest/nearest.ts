import leven from 'leven';

/** Longer words are not misspelt, they are something else. */
const maxWordChars = 40;

/** What a misspelt word was probably meant to be, nearest first; empty when nothing is near. */
export function listNearest(
  word: string,
  candidates: readonly string[],
  limit = 3,
): readonly string[] {
  if (word.length > maxWordChars) return [];
  const typed = word.toLowerCase();
  const maxDistance = Math.min(3, Math.max(1, Math.floor(typed.length / 3)));
  const near = candidates
    .map((candidate) => ({
      candidate,
      // Stops counting one above, so that what is farther is told apart.
      distance: leven(typed, candidate.toLowerCase(), { maxDistance: maxDistance + 1 }),
    }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance);
  const best = near[0]?.distance ?? 0;
  return near
    .filter(({ distance }) => distance <= best + 1)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
