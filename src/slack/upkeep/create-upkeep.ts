import type { Kind } from '../../outbox/kind.ts';
import { actionIds } from '../ask/action-ids.ts';
import type { Feature } from '../app/feature.ts';
import type { Message } from '../reply/message.ts';
import { renderNotice } from '../reply/notice.ts';
import { createAnswerAsk, type AnswerAskDeps } from './answer-ask.ts';
import { canAskOwner, createAskOwner, type AskOwnerDeps } from './ask-owner.ts';
import type { Gaps } from './gaps.ts';
import { askConfirmId } from './messages/ask-owner-form.ts';
import { renderGaps, renderHomeGaps } from './messages/gaps.ts';
import { createMuteFeature } from './mute.ts';
import { createRateAnswer } from './rate-answer.ts';

export interface UpkeepDeps extends Omit<AnswerAskDeps, 'now'>, AskOwnerDeps {
  readonly store: AnswerAskDeps['store'];
  readonly gaps: Gaps;
  /** How long questions are kept. */
  readonly gapsDays: number;
  /** The slash command people type. */
  readonly command: string;
}

/** What becomes of an answer after it was given: ratings, questions to owners, gaps. */
export function createUpkeep(deps: UpkeepDeps): {
  readonly features: readonly Feature[];
  readonly kinds: Readonly<Record<string, Kind<Message>>>;
} {
  const { store, library, topicOwners, gaps, gapsDays, command, now } = deps;
  const askOwner = createAskOwner(deps);
  const answerAsk = createAnswerAsk({ ...deps, now: () => now().getTime() });
  const rating = createRateAnswer({
    ...deps,
    canAskOwner: (answer) => canAskOwner(library(), topicOwners, answer),
  });
  const asking: Feature = {
    buttons: [
      [actionIds.askOwner, askOwner.confirm],
      [actionIds.tellEditors, gaps.tell],
    ],
    forms: [[askConfirmId, askOwner.submit]],
  };
  const listing: Feature = {
    words: [
      [
        'gaps',
        async (userId) => {
          const open = await gaps.listOpenFor(userId);
          if (open !== undefined) return { message: renderGaps(open, gapsDays), outcome: 'gaps' };
          const message = renderNotice(
            'Only editors and people who own articles can see questions without an answer.',
          );
          return { message, outcome: 'gaps refused' };
        },
      ],
    ],
    homeSections: [
      async (userId) => renderHomeGaps((await gaps.listOpenFor(userId)) ?? [], command),
    ],
  };
  return {
    kinds: answerAsk.kinds,
    features: [
      createMuteFeature(store, now),
      rating,
      asking,
      answerAsk.feature,
      ...(gaps.isOn ? [listing] : []),
    ],
  };
}
