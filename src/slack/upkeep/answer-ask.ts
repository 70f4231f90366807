import { z } from 'zod';
import type { Article } from '../../content/article.ts';
import type { Kind } from '../../outbox/kind.ts';
import { askKinds, decideAnswer, planThanks, type Ask, type AskAnswer } from '../../upkeep/ask.ts';
import { findPlace } from '../ask/button-values.ts';
import type { Feature } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { actionIds } from '../app/action-ids.ts';
import { createFindLinked } from '../reply/article-links.ts';
import type { Message } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import type { Respond } from '../reply/respond.ts';
import { createAskKind, lateAfterMs } from './ask-person.ts';
import { renderLinkForm, linkFields, linkFormId } from './messages/ask-owner-form.ts';
import { renderAsked, renderThanked, renderTold, type AskView } from './messages/asked.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

const aboutAsk = z.object({ askId: z.string(), state: z.string().optional() });
const gone = renderNotice('That question isn’t open any more.');

/** How owners answer the questions that are put to them, and askers hear of it. */
export function createAnswerAsk(deps: UpkeepDeps): Feature {
  const { store, library, linkTo, wake, now } = deps;

  const viewOf = (ask: Ask): AskView => {
    const find = (wanted: string | undefined): Article | undefined =>
      library().articles.find(({ slug }) => slug === wanted);
    const [nearest, article] = [find(ask.slug), find(ask.answerSlug)];
    return { ask, nearest, article, linkTo };
  };

  const change = async (
    id: string,
    answer: AskAnswer,
    by: string | undefined,
  ): Promise<Ask | undefined> => {
    const changed = await store.changeAsk(id, now(), (ask) =>
      decideAnswer(ask, answer, { by, now: now() }),
    );
    if (changed) wake();
    return changed;
  };

  /** The message is from now on what has become of the question. */
  const answer = async (
    id: string,
    said: AskAnswer,
    by: string,
    respond: Respond,
  ): Promise<string> => {
    const ask = await change(id, said, by);
    if (ask === undefined) await respond(gone);
    else await respond(renderAsked(viewOf(ask)), 'inPlace');
    return ask === undefined ? 'answered before' : said.kind;
  };
  const answerWith =
    (kind: 'promised' | 'declined'): Listener =>
    ({ value, user, respond }) =>
      answer(value, { kind }, user, respond);

  const openLinkForm: Listener = async ({ show }) => {
    await show(renderLinkForm());
    return 'link form';
  };

  const submitLink: Listener = async ({ user, values, origin, refuse, finish }) => {
    const { articles } = library();
    const chosen = values[linkFields.article]?.selected_option?.value ?? '';
    const typed = values[linkFields.address]?.value ?? '';
    const article =
      createFindLinked(articles, linkTo)(typed)?.article ??
      (typed === '' ? findPlace(articles, chosen)?.article : undefined);
    if (article === undefined) {
      const errors = {
        [linkFields.address]:
          typed === ''
            ? 'Choose an article, or paste its link.'
            : 'That link doesn’t lead to an article in the guide. A new article is found within seconds.',
      };
      await refuse(errors);
      return 'no article';
    }
    const asked = origin();
    return answer(asked.value, { kind: 'linked', slug: article.slug }, user, async (...said) => {
      await finish();
      await asked.respond(...said);
    });
  };

  const thank: Listener = async ({ value, respond }) => {
    const ask = await store.getAsk(value);
    const item = ask && planThanks(ask, now());
    if (!ask || !item) {
      await respond(gone);
      return 'ask gone';
    }
    await store.enqueue(item, now());
    wake();
    await respond(renderTold(viewOf(ask), true), 'inPlace');
    return 'thanked';
  };

  /** In the words of the moment; nothing where those are none. */
  const saying =
    (render: (ask: Ask, state?: string) => Message | undefined): Kind<Message>['compose'] =>
    async ({ about }) => {
      const { askId, state } = aboutAsk.parse(about);
      const ask = await store.getAsk(askId);
      const words = ask && render(ask, state);
      return words ? { words } : { kind: 'cancelled', reason: 'no longer open' };
    };

  return {
    kinds: {
      [askKinds.ask]: createAskKind(deps, {
        compose: saying((ask) => (ask.state === 'open' ? renderAsked(viewOf(ask)) : undefined)),
        onRefused: async ({ about }) => {
          await change(aboutAsk.parse(about).askId, { kind: 'undelivered' }, undefined);
        },
      }),
      // An answer to what somebody asked comes at once, whatever they muted.
      [askKinds.told]: {
        lateAfterMs,
        compose: saying((ask, state) =>
          ask.state === state ? renderTold(viewOf(ask)) : undefined,
        ),
      },
      [askKinds.thanks]: createAskKind(deps, {
        compose: saying(renderThanked),
      }),
    },
    buttons: {
      [actionIds.askLink]: openLinkForm,
      [actionIds.askPromise]: answerWith('promised'),
      [actionIds.askDecline]: answerWith('declined'),
      [actionIds.askThanks]: thank,
    },
    forms: { [linkFormId]: submitLink },
  };
}
