import { z } from 'zod';
import { articlesOf, type Answer } from '../../answers/answer.ts';
import { findAnswer } from '../../answers/answer-text.ts';
import type { Library } from '../../answers/library.ts';
import type { Contact } from '../../outbox/item.ts';
import { planAsk } from '../../upkeep/ask.ts';
import { listOwners } from '../../upkeep/list-owners.ts';
import { actionIds } from '../app/action-ids.ts';
import { findMarked, parseAnswerState } from '../ask/button-values.ts';
import type { Feature } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import { renderNotice } from '../reply/notice.ts';
import { topicsOf } from './gaps.ts';
import { askConfirmId, renderAskConfirm, renderAskSent } from './messages/ask-owner-form.ts';
import type { TopicOwners, UpkeepDeps } from './upkeep-deps.ts';

const metadata = z.object({
  question: z.string(),
  slug: z.string().optional(),
  to: z.object({ kind: z.enum(['user', 'channel']), id: z.string() }),
});

/** Whether there is anybody to ask about what this answer is about. */
export function canAskOwner(library: Library, topicOwners: TopicOwners, answer: Answer): boolean {
  return answer.kind !== 'empty' && ownersFor(library, topicOwners, answer).owners.length > 0;
}

/** @param mark of the article that was shown, if any */
function ownersFor({ articles }: Library, topicOwners: TopicOwners, answer: Answer, mark = '') {
  const shown = findMarked(articles, mark);
  const nearest = shown ?? articlesOf(answer)[0];
  const topics = [...(shown?.tags ?? []), ...topicsOf(answer)];
  return { nearest, owners: listOwners({ articles, nearest, topics, topicOwners }) };
}

/** Puts a question to an owner, when the person who asks has agreed to what goes along. */
export function createAskOwner(deps: UpkeepDeps): Feature {
  const { workspace, store, library, topicOwners, lookUpSight, now, wake } = deps;

  const canBeAsked = async ({ kind, id }: Contact, asker: string): Promise<boolean> => {
    if (id === asker) return false;
    if (kind === 'channel') {
      const sight = await lookUpSight({ surface: 'share', user: asker, channel: id });
      return sight.kind === 'allowed';
    }
    return !(await store.isMuted(id)) && (await workspace.person(id)).isMember;
  };

  const confirm: Listener = async (press) => {
    const state = parseAnswerState(press.value);
    if (state === undefined) return 'unreadable button';
    const answer = await findAnswer(library(), state.question, state, { offset: 0, limit: 1 });
    const { nearest, owners } = ownersFor(library(), topicOwners, answer, state.article);
    for (const to of owners) {
      if (!(await canBeAsked(to, press.user))) continue;
      const question = answer.question.text;
      const view = renderAskConfirm(
        { question, to },
        JSON.stringify({ question, slug: nearest?.slug, to }),
      );
      await press.show(view);
      return 'to be confirmed';
    }
    await press.respond(
      renderNotice(
        'Nobody else looks after this topic right now, so I haven’t asked anybody. Try a channel where somebody might know.',
      ),
    );
    return 'nobody to ask';
  };

  const submit: Listener = async ({ user, view, respond }) => {
    const { question, slug, to } = metadata.parse(JSON.parse(view?.private_metadata ?? ''));
    const asked = { asker: user, question, slug, to, askedAt: now() };
    const isNew = await store.addAsk((id) => planAsk({ id, ...asked }));
    if (isNew) wake();
    await respond(renderAskSent(to, isNew));
    return isNew ? 'asked the owner' : 'asked before';
  };

  return {
    buttons: { [actionIds.askOwner]: confirm },
    forms: { [askConfirmId]: submit },
  };
}
