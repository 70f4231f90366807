import type { Button } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import type { Ask } from '../../../upkeep/ask.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatPlace } from '../../ask/button-values.ts';
import type { LinkTo } from '../../reply/article-links.ts';
import { renderName, summaryOf } from '../../reply/article-summary.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import {
  button,
  type Part,
  present,
  quote,
  richText,
  row,
  say,
  text,
  user,
} from '../../reply/rich-text.ts';
import { muteButton } from '../ask-person.ts';

export interface AskView {
  readonly ask: Ask;
  /** The article that came nearest when it was asked. */
  readonly nearest: Article | undefined;
  /** The one that answers it. */
  readonly article: Article | undefined;
  readonly linkTo: LinkTo;
}

/** A question with what is said before and after it. */
function aboutQuestion(
  { question }: Ask,
  before: Part,
  after: readonly Part[],
  buttons: readonly Button[] = [],
): Message {
  return messageOf(richText(before, quote(text(question)), ...after), row(buttons));
}

/** What an owner sees of a question: what is asked of them, and later what they said. */
export function renderAsked(view: AskView): Message {
  const { ask, nearest, linkTo } = view;
  const near =
    nearest && say`The nearest article is ${renderName({ article: nearest }, { linkTo })}`;
  return aboutQuestion(
    ask,
    say`${user(ask.asker)} has a question the guide didn’t answer:`,
    [...(near && ask.state === 'open' ? [near] : []), ...said(view)],
    buttonsFor(ask),
  );
}

function said({ ask: { state, answeredBy }, article, linkTo }: AskView): readonly Part[] {
  if (answeredBy === undefined) return [];
  const who = user(answeredBy);
  switch (state) {
    case 'promised':
      return [say`${who} will write an article. When it’s ready, link it here.`];
    case 'linked':
      return [
        say`${who} answered with ${article ? renderName({ article }, { linkTo }) : 'an article'}`,
      ];
    case 'declined':
      return [say`${who} says it’s somebody else’s.`];
    case 'open':
    case 'undelivered':
      return [];
  }
}

function buttonsFor({ id, state, to }: Ask): readonly Button[] {
  if (state !== 'open' && state !== 'promised') return [];
  return present<Button>(
    button({ label: 'Link an article', actionId: actionIds.askLink, value: id }),
    state === 'open' &&
      button({ label: 'I’ll write one', actionId: actionIds.askPromise, value: id }),
    button({ label: 'Not ours', actionId: actionIds.askDecline, value: id }),
    to.kind === 'user' && muteButton(),
  );
}

/** What the asker hears, once for each thing that becomes of the question. */
export function renderTold(view: AskView, isThanked = false): Message {
  const { ask } = view;
  const who = user(ask.answeredBy ?? ask.to.id);
  switch (ask.state) {
    case 'linked':
      return renderLinked(view, who, isThanked);
    case 'promised':
      return aboutQuestion(ask, say`${who} will write an article about your question:`, [
        say`I’ll send it to you when it’s ready.`,
      ]);
    case 'declined':
      return aboutQuestion(ask, say`${who} says your question is for somebody else:`, [
        say`I haven’t asked anybody else. Try a channel where somebody might know.`,
      ]);
    case 'open':
    case 'undelivered':
      return aboutQuestion(ask, say`I couldn’t reach anybody with your question:`, [
        say`Try a channel where somebody might know.`,
      ]);
  }
}

function renderLinked({ ask, article, linkTo }: AskView, who: Part, isThanked: boolean): Message {
  const hit = article && { article };
  return aboutQuestion(
    ask,
    say`${who} answered your question:`,
    [
      hit
        ? renderName(hit, { linkTo }, { bold: true })
        : say`The article they linked isn’t in the guide any more.`,
      ...(article && article.summary !== '' ? [text(summaryOf(article))] : []),
      ...(isThanked ? [say`I’ve passed on your thanks.`] : []),
    ],
    present<Button>(
      hit && button({ label: 'Read here', actionId: actionIds.read, value: formatPlace(hit) }),
      !isThanked && button({ label: 'Say thanks', actionId: actionIds.askThanks, value: ask.id }),
    ),
  );
}

export function renderThanked(ask: Ask): Message {
  return aboutQuestion(
    ask,
    say`${user(ask.asker)} says thanks for your answer to their question:`,
    [],
  );
}
