import type { KnownBlock } from '@slack/types';
import type { Answer, AnswerHit, AnswerPage, Correction, Topic } from '../../../answers/answer.ts';
import { actionIds } from '../action-ids.ts';
import { formatAnswerState, markOf, type AnswerState } from '../answer-state.ts';
import { cutText } from '../../reply/cut-text.ts';
import {
  renderHit,
  titleOf,
  type ArticleContext,
  type HitOptions,
} from '../../reply/article-summary.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { actions, button, context, paragraph, richText, text } from '../../reply/rich-text.ts';

/** How many articles a page of an answer shows. */
export const pageSize = 3;

const maxQuestionShownChars = 250;
const maxWordShownChars = 60;

export interface AnswerView extends ArticleContext {
  readonly state: AnswerState;
  /** `asker`: only one person sees it, and it has buttons. `thread`: everybody does, and it has none. */
  readonly audience: 'asker' | 'thread';
  /** There is a channel to share an article with. */
  readonly canShare: boolean;
}

/** The shape is in the README: the question, three articles, and what to do next. */
export function renderAnswer(answer: Answer, view: AnswerView): Message {
  const asked = cutText(answer.question.text, maxQuestionShownChars);
  switch (answer.kind) {
    case 'found': {
      const titles = titlesOf(answer.page.hits);
      return {
        text: fallbackText(
          `${correctedText(answer.corrections)}Found: ${titles}. You asked: ${asked}`,
        ),
        blocks: [
          context(`You asked: ${asked}`),
          ...renderCorrections(answer.corrections, view),
          ...renderPage(answer.page, view),
        ],
      };
    }
    case 'suggestion': {
      const titles = titlesOf(answer.page.hits);
      return {
        text: fallbackText(
          `${correctedText(answer.corrections)}${nearLine(answer)} ${titles}. You asked: ${asked}`,
        ),
        blocks: [
          context(`You asked: ${asked}`),
          ...renderCorrections(answer.corrections, view),
          richText(paragraph(text(nearLine(answer)))),
          ...renderPage(answer.page, view),
          renderTopics(answer.topics),
        ],
      };
    }
    case 'nothing':
      return {
        text: fallbackText(`Nothing in the guide matches: ${asked}`),
        blocks: [
          richText(
            paragraph(
              text('Nothing in the guide matches: '),
              text(asked, { bold: true }),
              text(nothingThereEither(answer.corrections)),
            ),
          ),
          renderTopics(answer.topics),
        ],
      };
    case 'empty':
      return {
        text: fallbackText(`There is nothing to search for in: ${asked}`),
        blocks: [
          richText(
            paragraph(
              text(
                asked === ''
                  ? 'There is nothing to search for'
                  : 'There is nothing to search for in: ',
              ),
              text(asked, { bold: true }),
              text('\nAsk in a few words. Examples: '),
              text('/guide help', { code: true }),
            ),
          ),
        ],
      };
  }
}

/** Says what these articles are not, so that none is taken for an answer. */
function nearLine({ dropped, question }: Extract<Answer, { kind: 'suggestion' }>): string {
  switch (dropped) {
    case undefined:
      return 'No article answers this. What comes nearest:';
    case 'phrases':
      return 'No article has exactly these words. What comes nearest:';
    case 'tags': {
      const asked = question.tags.map((tag) => `#${cutText(tag, maxWordShownChars)}`).slice(0, 5);
      return `Nothing under ${asked.join(' ')} answers this. From other topics:`;
    }
  }
}

function titlesOf(hits: readonly AnswerHit[]): string {
  return hits.map((hit) => titleOf(hit.article)).join('; ');
}

function renderPage(page: AnswerPage, view: AnswerView): readonly KnownBlock[] {
  const hits = page.hits.flatMap((hit, i) =>
    renderHit(hit, view, { rank: page.offset + i + 1, ...renderSharing(hit, view) }),
  );
  return [...hits, ...renderPaging(page, view)];
}

/** A button to share the article, or the note that it was shared. */
function renderSharing(
  { article }: AnswerHit,
  { audience, canShare, state }: AnswerView,
): HitOptions {
  if (audience === 'thread' || !canShare) return {};
  if (state.shared.includes(markOf(article.slug)))
    return { note: 'You shared this in the channel.' };
  return {
    button: button({
      label: 'Share in channel',
      actionId: actionIds.share,
      value: `${article.slug}|${formatAnswerState(state)}`,
      spoken: `Share in channel: ${titleOf(article)}`,
    }),
  };
}

function renderPaging(page: AnswerPage, view: AnswerView): readonly KnownBlock[] {
  const { offset, total, hits } = page;
  const end = offset + hits.length;
  const shown =
    offset === 0 ? `Showing ${end} of ${total}` : `Showing ${offset + 1} to ${end} of ${total}`;
  if (view.audience === 'thread') {
    return end < total ? [context(`${shown}. Ask with /guide to page through all of them.`)] : [];
  }

  const at = (newOffset: number) => formatAnswerState({ ...view.state, offset: newOffset });
  const buttons = [
    ...(offset > 0
      ? [
          button({
            label: 'Back',
            actionId: actionIds.back,
            value: at(Math.max(0, offset - pageSize)),
          }),
        ]
      : []),
    ...(end < total
      ? [button({ label: 'More results', actionId: actionIds.more, value: at(end) })]
      : []),
    ...(view.state.fromTopics
      ? [button({ label: 'All topics', actionId: actionIds.allTopics, value: 'all' })]
      : []),
  ];
  return [
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ...(total > hits.length ? [context(shown)] : []),
  ];
}

function renderCorrections(
  corrections: readonly Correction[],
  view: AnswerView,
): readonly KnownBlock[] {
  if (corrections.length === 0) return [];
  const corrected = listCorrected(corrections);
  const typed = corrections.map((correction) => `"${cutText(correction.typed, 30)}"`).join(', ');
  const line = richText(
    paragraph(text('Showing results for '), text(corrected, { italic: true }), text('.')),
  );
  if (view.audience === 'thread') return [line];
  const literal = button({
    label: `Search instead for ${typed}`,
    actionId: actionIds.literal,
    value: formatAnswerState({ ...view.state, literal: true, offset: 0 }),
  });
  return [line, actions(literal)];
}

function correctedText(corrections: readonly Correction[]): string {
  if (corrections.length === 0) return '';
  return `Showing results for ${listCorrected(corrections)}. `;
}

function nothingThereEither(corrections: readonly Correction[]): string {
  if (corrections.length === 0) return '';
  const meant = corrections.map(({ corrected }) => `"${cutText(corrected, maxWordShownChars)}"`);
  return `\nDid you mean ${meant.join(', ')}? Nothing there either.`;
}

function listCorrected(corrections: readonly Correction[]): string {
  return corrections.map(({ corrected }) => cutText(corrected, maxWordShownChars)).join(', ');
}

function renderTopics(topics: readonly Topic[]): KnownBlock {
  const nearest = topics.map(({ tag, count }) => `${cutText(tag, 60)} (${count})`).join(', ');
  return richText(
    paragraph(
      text(nearest === '' ? '' : `Nearest topics: ${nearest}. `),
      text('All topics: '),
      text('/guide topics', { code: true }),
    ),
  );
}
