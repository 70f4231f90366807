import { every, type Job } from '../ops/schedule.ts';
import type { Feature, SlackDeps } from '../slack/app/feature.ts';
import { createAnswerAsk } from '../slack/upkeep/answer-ask.ts';
import { createAskOwner } from '../slack/upkeep/ask-owner.ts';
import { createFindContact } from '../slack/upkeep/find-contact.ts';
import type { Gaps } from '../slack/upkeep/gaps.ts';
import { createLibraryReport } from '../slack/upkeep/library-report.ts';
import { createMuteFeature } from '../slack/upkeep/ask-person.ts';
import { createRateAnswer } from '../slack/upkeep/rate-answer.ts';
import { createReviewArticles, type ReviewArticlesDeps } from '../slack/upkeep/review-articles.ts';
import { NotWrittenError, writeVerified } from '../sources/folder/write-verified.ts';
import type { CountShown } from '../upkeep/count-shown.ts';
import { planNotices, type ContactOf } from '../upkeep/plan-notices.ts';
import { pathInSource } from '../upkeep/review-book.ts';
import type { Articles } from './open-articles.ts';
import type { Base } from './open-base.ts';

export interface UpkeepParts extends SlackDeps {
  readonly base: Base;
  readonly articles: Articles;
  /** What the token may do. */
  readonly scopes: readonly string[];
  readonly shown: CountShown;
  readonly gaps: Gaps;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * What keeps articles alive: answers are rated, owners are asked, and editors see how the library
 * stands and what nothing answers.
 */
export function createUpkeep(parts: UpkeepParts): {
  readonly features: readonly Feature[];
  readonly jobs: readonly Job[];
} {
  const { base, articles, store, wake, shown, gaps } = parts;
  const { config, timers } = base;
  const { reviews: book } = articles;
  const findContact = createFindContact(parts);
  const contactOf: ContactOf = async (article) => {
    const contact = await findContact(article.owner);
    return contact?.id === book.disownedBy(article) ? undefined : contact;
  };
  const refresh = async () => {
    book.take(await store.listMarks());
  };
  const deps = { ...parts, book, contactOf, topicOwners: config.topicOwners };
  const writeDay = createWriteDay(base);
  const plan = async (): Promise<void> => {
    await planNotices({ ...deps, refresh });
    wake();
  };
  const isAsked = config.reviews !== 'off';
  return {
    features: [
      createMuteFeature(deps),
      createRateAnswer(deps),
      createAskOwner(deps),
      createAnswerAsk(deps),
      gaps.feature,
      createReviewArticles({ ...deps, gapsOf: gaps.listOpenFor, refresh, writeDay }),
      createLibraryReport({
        ...deps,
        habits: { asksOwners: isAsked, keepsGaps: config.gaps.isOn },
        deadLinks: articles.library.deadLinks,
      }),
    ],
    jobs: [
      every(minuteMs, timers.elapsed, refresh),
      every(minuteMs, timers.elapsed, shown.flush),
      ...(isAsked ? [every(hourMs, timers.elapsed, plan)] : []),
    ],
  };
}

/** Where the files are ours to write; elsewhere `export-reviews` brings the days home. */
function createWriteDay({ config, settings, log }: Base): ReviewArticlesDeps['writeDay'] {
  return async (article, day) => {
    const place = settings.find(({ id }) => id === article.source)?.place;
    if (config.reviews !== 'write' || place?.kind !== 'folder') return;
    try {
      await writeVerified(place.dir, pathInSource(article), day);
    } catch (error) {
      if (!(error instanceof NotWrittenError)) throw error;
      const { path } = article;
      log.warn({ path, reason: error.message }, 'a review is in the database, not in its file');
    }
  };
}
