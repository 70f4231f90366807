import { editDistance } from './edit-distance.ts';

const maxNearest = 3;

/**
 * What a misspelt word was probably meant to be, nearest first; empty when nothing is near. A third
 * of its letters may be wrong, three at the most.
 */
export function listNearest(word: string, candidates: readonly string[]): readonly string[] {
  const typed = word.toLowerCase();
  const maxEdits = Math.min(3, Math.max(1, Math.floor(typed.length / 3)));
  const near = candidates
    .map((candidate) => ({
      candidate,
      edits: editDistance(typed, candidate.toLowerCase(), maxEdits),
    }))
    .filter(({ edits }) => edits <= maxEdits)
    .sort((a, b) => a.edits - b.edits);
  const best = near[0]?.edits ?? 0;
  return near
    .filter(({ edits }) => edits <= best + 1)
    .slice(0, maxNearest)
    .map(({ candidate }) => candidate);
}
