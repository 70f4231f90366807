import type { Article } from '../../content/article.ts';
import type { Contact } from '../../outbox/item.ts';
import { listDueFor, noticeKind } from '../../upkeep/plan-notices.ts';
import { dayOf, pathInSource } from '../../upkeep/review-book.ts';
import type { ReviewMark } from '../../upkeep/upkeep-store.ts';
import type { Feature } from '../app/feature.ts';
import type { Interaction, Listener } from '../receive/interaction.ts';
import { actionIds } from '../app/action-ids.ts';
import { renderNotice } from '../reply/notice.ts';
import { createAskKind } from './ask-person.ts';
import type { Gaps } from './gaps.ts';
import { renderReviewNotice } from './messages/review-notice.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

export interface ReviewArticlesDeps extends UpkeepDeps {
  /** Takes in what other processes kept. */
  readonly refresh: () => Promise<void>;
  /** Writes the day into the article's file, where that is allowed. It says itself why it didn't. */
  readonly writeDay: (article: Article, day: string) => Promise<void>;
  readonly gapsOf: Gaps['listOpenFor'];
}

/** The monthly message to an owner, and its buttons. */
export function createReviewArticles(deps: ReviewArticlesDeps): Feature {
  const { store, book, library, contactOf, refresh, isEditor, gapsOf, contextFor, now } = deps;

  /** As things stand now; `answeredBy` is whoever pressed a button of it. */
  const render = async (contact: Contact, answeredBy?: string) => {
    const { articles } = library();
    const due = await listDueFor(contact, book.listDue(articles), contactOf);
    const done = articles.flatMap((article) => {
      const said = lastWord(article, [contact.id, answeredBy ?? contact.id]);
      if (said === undefined) return [];
      const state = book.stateOf(article);
      const until = 'day' in state ? state.day : undefined;
      return [{ article, verdict: said.verdict, until }];
    });
    const context = await contextFor([]);
    const isForChannel = contact.kind === 'channel';
    // What was asked belongs to people: a channel may have others in it.
    const gaps = isForChannel ? [] : ((await gapsOf(contact.id)) ?? []);
    return { due, message: renderReviewNotice({ due, done, isForChannel, gaps }, context) };
  };

  /** What one of them said this month. */
  const lastWord = (article: Article, ids: readonly string[]): ReviewMark | undefined => {
    const month = Date.parse(dayOf(new Date(now())).slice(0, 7));
    return ids
      .flatMap((id) => book.saidBy(article, id, month) ?? [])
      .sort((a, b) => b.at - a.at)[0];
  };

  /** It is on disk before it counts. */
  const keep = async (article: Article, said: Pick<ReviewMark, 'verdict' | 'by' | 'at'>) => {
    const { slug, source, fingerprint } = article;
    await store.putMark({ ...said, slug, source, path: pathInSource(article), fingerprint });
    await refresh();
    if (said.verdict === 'right') await deps.writeDay(article, dayOf(new Date(said.at)));
  };

  const say =
    (verdict: ReviewMark['verdict']): Listener =>
    async (press) => {
      const article = library().articles.find(({ slug }) => slug === press.value);
      if (article === undefined) {
        await press.respond(renderNotice('That article isn’t in the guide any more.'));
        return 'article gone';
      }
      const contact = await contactOf(article);
      if (contact === undefined || !(await maySay(press, contact))) {
        await press.respond(renderNotice('Somebody else looks after that article now.'));
        return 'not theirs';
      }
      await keep(article, {
        verdict,
        // A channel says that it isn't the owner, and not whoever pressed the button.
        by: verdict === 'notMine' ? contact.id : press.user,
        at: now(),
      });
      const { message } = await render(contact, press.user);
      await press.respond(message, 'inPlace');
      return verdict;
    };

  const maySay = async ({ user, channel }: Interaction, { id }: Contact): Promise<boolean> =>
    id === user || id === channel || (await isEditor(user));

  return {
    kinds: {
      [noticeKind]: createAskKind(deps, {
        compose: async ({ recipient: { kind, id } }) => {
          await refresh();
          const contact: Contact = { kind: kind === 'channel' ? 'channel' : 'user', id };
          const { due, message } = await render(contact);
          return due.length > 0 ? { words: message } : { kind: 'cancelled', reason: 'nothing due' };
        },
      }),
    },
    buttons: {
      [actionIds.reviewRight]: say('right'),
      [actionIds.reviewNeedsWork]: say('needsWork'),
      [actionIds.reviewNotMine]: say('notMine'),
    },
  };
}
