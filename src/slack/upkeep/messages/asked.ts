import type { Button } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import type { Ask } from '../../../upkeep/ask.ts';
import { actionIds } from '../../ask/action-ids.ts';
import { formatPlace } from '../../ask/button-values.ts';
import type { LinkTo } from '../../reply/article-links.ts';
import { bareHit, renderLine, summaryOf } from '../../reply/article-summary.ts';
import { fallbackText, type Message, richMessage, withRest } from '../../reply/message.ts';
import { actions, button, paragraph, quote, text, user } from '../../reply/rich-text.ts';
import { muteButton } from '../mute.ts';

export interface AskView {
  readonly ask: Ask;
  /** The article that came nearest when it was asked. */
  readonly nearest: Article | undefined;
  /** The one that answers it. */
  readonly article: Article | undefined;
  readonly linkTo: LinkTo;
}

/** A notification tells the question as well. */
function withQuestion(message: Message, { question }: Pick<Ask, 'question'>): Message {
  return { ...message, text: `${message.text} ${fallbackText(question)}` };
}

/** What an owner sees of a question: what is asked of them, and later what they said. */
export function renderAsked(view: AskView): Message {
  const { ask, nearest, linkTo } = view;
  const asked = richMessage(
    paragraph(user(ask.asker), text(' has a question the guide didn’t answer:')),
    quote(text(ask.question)),
    ...(nearest && ask.state === 'open'
      ? [paragraph(text('The nearest article is '), renderLine(bareHit(nearest), { linkTo }))]
      : []),
    ...said(view),
  );
  return withButtons(withQuestion(asked, ask), buttonsFor(ask));
}

/** Slack refuses a row without any. */
function withButtons(message: Message, buttons: readonly Button[]): Message {
  return buttons.length === 0 ? message : withRest(message, actions(...buttons));
}

function said({ ask, article, linkTo }: AskView) {
  const { state, answeredBy } = ask;
  if (answeredBy === undefined) return [];
  const who = user(answeredBy);
  switch (state) {
    case 'promised':
      return [paragraph(who, text(' will write an article. When it’s ready, link it here.'))];
    case 'linked':
      return [
        paragraph(
          who,
          text(' answered with '),
          ...(article ? [renderLine(bareHit(article), { linkTo })] : [text('an article')]),
        ),
      ];
    case 'declined':
      return [paragraph(who, text(' says it’s somebody else’s.'))];
    case 'open':
    case 'undelivered':
      return [];
  }
}

function buttonsFor({ id, state, to }: Ask): readonly Button[] {
  if (state !== 'open' && state !== 'promised') return [];
  return [
    button({ label: 'Link an article', actionId: actionIds.askLink, value: id }),
    ...(state === 'open'
      ? [button({ label: 'I’ll write one', actionId: actionIds.askPromise, value: id })]
      : []),
    button({ label: 'Not ours', actionId: actionIds.askDecline, value: id }),
    ...(to.kind === 'user' ? [muteButton()] : []),
  ];
}

/** What the asker hears, once for each thing that becomes of the question. */
export function renderTold(view: AskView, isThanked = false): Message {
  return withQuestion(tell(view, isThanked), view.ask);
}

function tell({ ask, article, linkTo }: AskView, isThanked: boolean): Message {
  const who = user(ask.answeredBy ?? ask.to.id);
  const asked = quote(text(ask.question));
  switch (ask.state) {
    case 'linked': {
      const message = richMessage(
        paragraph(who, text(' answered your question:')),
        asked,
        ...(article
          ? [
              paragraph(renderLine(bareHit(article), { linkTo }, { bold: true })),
              ...(article.summary === '' ? [] : [paragraph(text(summaryOf(article)))]),
            ]
          : [paragraph(text('The article they linked isn’t in the guide any more.'))]),
        ...(isThanked ? [paragraph(text('I’ve passed on your thanks.'))] : []),
      );
      const buttons = [
        ...(article
          ? [
              button({
                label: 'Read here',
                actionId: actionIds.read,
                value: formatPlace(bareHit(article)),
              }),
            ]
          : []),
        ...(isThanked
          ? []
          : [button({ label: 'Say thanks', actionId: actionIds.askThanks, value: ask.id })]),
      ];
      return withButtons(message, buttons);
    }
    case 'promised':
      return richMessage(
        paragraph(who, text(' will write an article about your question:')),
        asked,
        paragraph(text('I’ll send it to you when it’s ready.')),
      );
    case 'declined':
      return richMessage(
        paragraph(who, text(' says your question is for somebody else:')),
        asked,
        paragraph(text('I haven’t asked anybody else. Try a channel where somebody might know.')),
      );
    case 'open':
    case 'undelivered':
      return richMessage(
        paragraph(text('I couldn’t reach anybody with your question:')),
        asked,
        paragraph(text('Try a channel where somebody might know.')),
      );
  }
}

export function renderThanked(ask: Ask): Message {
  const thanks = richMessage(
    paragraph(user(ask.asker), text(' says thanks for your answer to their question:')),
    quote(text(ask.question)),
  );
  return withQuestion(thanks, ask);
}
