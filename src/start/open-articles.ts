import { join } from 'node:path';
import type { Library } from '../answers/library.ts';
import { openLibrary } from '../library/open-library.ts';
import { readParserVersion } from '../library/parser-version.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { describeProgress } from '../meaning/progress.ts';
import { createReviewBook } from '../upkeep/review-book.ts';
import { removeOldCopies } from '../sources/copies.ts';
import { nameSource } from '../sources/name-source.ts';
import type { Base } from './open-base.ts';

/** The articles in service, and where they come from. */
export type Articles = Awaited<ReturnType<typeof openArticles>>;

export async function openArticles(base: Base) {
  const { config, settings, env, timers, now, log, alarm, parts } = base;
  const { sleep } = timers;
  const meaning = await loadMeaning(base);
  if (meaning !== undefined) parts.defer(() => meaning.close());
  let loadedAt = now();
  const copiesDir = join(config.dataDir, 'sources');
  const sources = settings.map((each) =>
    nameSource(each, { copiesDir, env, sleep, random: Math.random, log }),
  );
  const library = openLibrary({
    sources,
    cacheDir: join(config.dataDir, 'articles'),
    parserVersion: readParserVersion(),
    onChange: () => {
      loadedAt = now();
      meaning?.update(library.current().articles);
      alarm.ring();
    },
    log,
  });
  parts.defer(library.close);
  const nearTo = meaning && ((question: string) => meaning.nearTo(question));
  return {
    library,
    /** As of this moment, with what the model knows. */
    current: (): Library => ({ ...library.current(), nearTo }),
    /** What the model doesn't know yet; nothing when `SEMANTIC` is off. */
    meaningWarning: config.semantic.kind === 'off' ? undefined : () => describeMeaning(meaning),
    /** Whether they still hold. */
    reviews: createReviewBook(now),
    sources,
    loadedAt: () => loadedAt,
    /** @throws OperatorError when there is nothing that could be served. */
    async load() {
      await removeOldCopies(copiesDir, settings, log);
      await library.loaded;
      meaning?.update(library.current().articles);
    },
  };
}

function describeMeaning(meaning: Meaning | undefined): string | undefined {
  if (meaning === undefined) return "the model isn't installed";
  const progress = meaning.progress();
  return progress.known < progress.total ? describeProgress(progress) : undefined;
}

/** The model, or the words for how to add it. */
async function loadMeaning({ config, timers, log }: Base): Promise<Meaning | undefined> {
  const { semantic, dataDir } = config;
  if (semantic.kind === 'off') return undefined;
  const { openMeaning } = await import('../meaning/open-meaning.ts');
  const { vectorsIn } = await import('../meaning/vectors.ts');
  return openMeaning({
    semantic,
    path: vectorsIn(dataDir),
    fetch,
    ...timers,
    random: Math.random,
    log,
  });
}
