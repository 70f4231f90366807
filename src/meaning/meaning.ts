import type { Logger } from 'pino';
import type { Article } from '../content/article.ts';
import type { Nearness } from '../answers/nearness.ts';
import { compareText } from '../text/compare-text.ts';
import { cutPassages, type MeaningPassage } from './cut-passages.ts';
import { EmbedError, type Embedder } from './embedder.ts';
import { describeProgress, type MeaningProgress } from './progress.ts';
import { cosineOf, packVector, type PackedVector, type Vectors } from './vectors.ts';

export interface Meaning {
  /**
   * Undefined, and never later than its patience lasts, when the model can't say: then the words decide.
   * Asks the model once for a question that is asked again.
   */
  nearTo(question: string): Promise<Nearness | undefined>;
  /** The library has changed. What has no vector yet gets one in the background. */
  update(articles: readonly Article[]): void;
  progress(): MeaningProgress;
  close(): Promise<void>;
}

export interface MeaningDeps {
  readonly embedder: Embedder;
  readonly vectors: Vectors;
  /** Monotonic, in milliseconds. */
  readonly elapsed: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** So long a question waits for its vector; 300 when not given. */
  readonly patienceMs?: number;
  readonly log: Logger;
}

/** Nobody waits longer than that for what only helps to find. */
const longestWaitMs = 300;
/** After a failure, questions go by words alone for so long. */
const breakMs = 10_000;
const firstRetryMs = 1_000;
const longestRetryMs = 5 * 60 * 1000;
/** A passage that takes longer has no answer to come. */
const passagesTimeoutMs = 2 * 60 * 1000;
const passagesAtOnce = 8;
const tellEveryMs = 60_000;
/** About two milliseconds of comparing; the event loop is free in between. */
const comparedAtOnce = 2_000;
/** An article that comes back to what was asked means it more than one that says it in passing. */
const bestPassages = 3;
const rememberedQuestions = 200;

interface Known {
  readonly slug: string;
  readonly passages: readonly MeaningPassage[];
}

/** Keeps a vector for every passage of the library, and compares questions with them. */
export function createMeaning(deps: MeaningDeps): Meaning {
  const { embedder, vectors, elapsed, sleep, random, patienceMs = longestWaitMs, log } = deps;
  const cut = new WeakMap<Article, readonly MeaningPassage[]>();
  const asked = new Map<string, Float32Array>();
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let library: readonly Known[] = [];
  let brokenUntil = -Infinity;
  let filling: Promise<void> | undefined;

  const embedQuestion = async (question: string): Promise<Float32Array | undefined> => {
    const earlier = asked.get(question);
    if (earlier !== undefined) return earlier;
    if (elapsed() < brokenUntil) return undefined;
    const giveUp = new AbortController();
    const patience = sleep(patienceMs, giveUp.signal).then(() => {
      giveUp.abort();
    });
    try {
      const options = { urgent: true, signal: AbortSignal.any([giveUp.signal, closing.signal]) };
      const [vector] = await embedder.embed([question], options);
      if (vector === undefined) return undefined;
      asked.set(question, vector);
      const [oldest] = asked.keys();
      if (asked.size > rememberedQuestions && oldest !== undefined) asked.delete(oldest);
      return vector;
    } catch (error) {
      if (!(error instanceof EmbedError)) throw error;
      brokenUntil = elapsed() + (error.retryAfterMs ?? breakMs);
      log.warn({ err: error }, 'a question goes by its words alone: no vector for it');
      return undefined;
    } finally {
      giveUp.abort();
      await patience;
    }
  };

  const listMissing = (): readonly MeaningPassage[] => {
    const missing = new Map<string, MeaningPassage>();
    for (const { passages } of library) {
      for (const passage of passages) {
        if (vectors.get(passage.hash) === undefined) missing.set(passage.hash, passage);
      }
    }
    return [...missing.values()];
  };

  const embedPassages = async (passages: readonly MeaningPassage[]): Promise<void> => {
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(passagesTimeoutMs)]);
    const texts = passages.map(({ text }) => text);
    const made = await embedder.embed(texts, { urgent: false, signal });
    vectors.add(
      passages.flatMap(({ hash }, i): (readonly [string, PackedVector])[] => {
        const vector = made[i];
        return vector === undefined ? [] : [[hash, packVector(vector)]];
      }),
    );
  };

  const progress = (): MeaningProgress => {
    const total = library.reduce((sum, { passages }) => sum + passages.length, 0);
    return { known: total - listMissing().length, total };
  };

  /** Until every passage of the library has its vector. The library may change meanwhile. */
  const fill = async (): Promise<void> => {
    let failures = 0;
    let tellAt = elapsed();
    for (;;) {
      const missing = listMissing();
      if (missing.length === 0 || isClosing()) break;
      for (let start = 0; start < missing.length; start += passagesAtOnce) {
        if (isClosing()) return;
        if (elapsed() >= tellAt) {
          log.info(`meaning: ${describeProgress(progress())} have their vector`);
          tellAt = elapsed() + tellEveryMs;
        }
        try {
          await embedPassages(missing.slice(start, start + passagesAtOnce));
          failures = 0;
        } catch (error) {
          if (isClosing()) return;
          failures += 1;
          const backoffMs = Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs);
          const asks = error instanceof EmbedError ? (error.retryAfterMs ?? 0) : 0;
          log.warn({ err: error, failures }, 'passages could not be embedded; trying again');
          await sleep(Math.max(asks, backoffMs * (0.5 + random() / 2)), closing.signal);
          break;
        }
      }
    }
    if (isClosing()) return;
    vectors.tidy(new Set(library.flatMap(({ passages }) => passages.map(({ hash }) => hash))));
    log.info(`meaning: ${describeProgress(progress())} have their vector`);
  };

  return {
    async nearTo(question) {
      const vector = await embedQuestion(question);
      return vector && (await compare(vector, library, vectors));
    },

    update(articles) {
      library = articles.map((article) => {
        const passages = cut.get(article) ?? cutPassages(article);
        cut.set(article, passages);
        return { slug: article.slug, passages };
      });
      if (listMissing().length === 0) return;
      filling ??= fill().finally(() => {
        filling = undefined;
      });
    },

    progress,

    async close() {
      closing.abort();
      await embedder.close();
      await filling;
      vectors.close();
    },
  };
}

interface Near {
  readonly slug: string;
  /** Between the highest cosine of its passages and the mean of its best three. */
  readonly cosine: number;
  readonly section: number | undefined;
  readonly from: number;
}

async function compare(
  question: Float32Array,
  library: readonly Known[],
  vectors: Vectors,
): Promise<Nearness | undefined> {
  const articles: Near[] = [];
  let compared = 0;
  for (const { slug, passages } of library) {
    const best: Near[] = [];
    for (const { hash, section, from } of passages) {
      const vector = vectors.get(hash);
      if (vector?.values.length !== question.length) continue;
      const cosine = cosineOf(question, vector);
      const place = best.findIndex((other) => cosine > other.cosine);
      if (place >= 0 || best.length < bestPassages) {
        best.splice(place < 0 ? best.length : place, 0, { slug, cosine, section, from });
        best.length = Math.min(best.length, bestPassages);
      }
      compared += 1;
      if (compared % comparedAtOnce === 0) await new Promise((next) => setImmediate(next));
    }
    const [nearest] = best;
    if (nearest === undefined) continue;
    const meanOfBest = best.reduce((total, { cosine }) => total + cosine, 0) / best.length;
    const cosine = (nearest.cosine + meanOfBest) / 2;
    articles.push({ ...nearest, cosine });
  }
  if (articles.length === 0) return undefined;
  // What any of them is near to this question says nothing, and depends on the model.
  const mean = articles.reduce((sum, { cosine }) => sum + cosine, 0) / articles.length;
  const nearnessOf = ({ cosine }: Near): number =>
    mean >= 1 ? 0 : Math.max(0, (cosine - mean) / (1 - mean));
  return new Map(
    articles
      .sort((a, b) => b.cosine - a.cosine || compareText(a.slug, b.slug))
      .map((near) => [near.slug, { ...near, nearness: nearnessOf(near) }]),
  );
}
