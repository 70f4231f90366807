import type { Button, KnownBlock } from '@slack/types';
import type {
  Answer,
  AnswerHit,
  AnswerPage,
  Correction,
  MissingWord,
  Question,
} from '../../../answers/answer.ts';
import {
  renderLead,
  renderName,
  titleOf,
  type ArticleContext,
} from '../../reply/article-summary.ts';
import { count } from '../../../text/count.ts';
import { listWords } from '../../../text/list-words.ts';
import { cutText } from '../../reply/words.ts';
import { messageOf, richMessage, type Message } from '../../reply/message.ts';
import {
  actions,
  bold,
  bullets,
  button,
  code,
  context,
  plain,
  present,
  quiet,
  richText,
  row,
  say,
  text,
  type Part,
} from '../../reply/rich-text.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatAnswerState, markOf, type AnswerState } from '../button-values.ts';
import { articleList, readButton, readMenu } from './read-menu.ts';
import { topicButtons } from './topics.ts';

/** How many articles a page of an answer names: one at large, the others in a line each. */
export const pageSize = 5;

const maxQuestionShownChars = 250;
const maxWordShownChars = 60;
const maxMissingShown = 3;

export interface AnswerView extends ArticleContext {
  readonly state: AnswerState;
  /** Where there is somebody to share an article with; the question is not to be seen anywhere else. */
  readonly sharesIn: 'channel' | 'thread' | undefined;
  /** Whoever reads it may do so. */
  readonly mayShare: boolean;
  /** Whoever reads it has said that it helped. */
  readonly isRated: boolean;
  /** Somebody looks after what comes nearest. */
  readonly canAskOwner: boolean;
  /** The question is kept only if whoever asked it says so. */
  readonly canTellEditors: boolean;
}

/** The shape is in the README: one article at large, the others in a line each, and what to do next. */
export function renderAnswer(answer: Answer, view: AnswerView): Message {
  const asked = cutText(answer.question.text, maxQuestionShownChars);
  switch (answer.kind) {
    case 'found':
    case 'suggestion': {
      const heading = headingOf(answer);
      const [first] = answer.page.hits;
      const nearest = answer.kind === 'suggestion' ? answer.topics : [];
      return messageOf(
        view.sharesIn && !isListing(answer.question) && quiet(asked),
        renderCorrections(answer.corrections, view),
        heading !== '' && richText(bold(heading)),
        isListing(answer.question) || first === undefined
          ? renderListing(answer.page, view)
          : renderPage(answer.page, first, answer.question, view),
        nearest.length > 0 && context('Nearest topics'),
        topicButtons(nearest),
        answer.kind === 'suggestion' && renderWaysOut(view),
        view.isRated && context('You said this helped. Thanks.'),
      );
    }
    case 'nothing': {
      const nothing = say`Nothing in the guide matches: ${bold(asked)}`;
      const hasNearest = answer.topics.length > 0;
      return messageOf(
        richText(nothing, ...(hasNearest ? [text('Nearest topics:')] : [])),
        topicButtons(answer.topics, { all: true }),
        renderWaysOut(view),
      );
    }
    case 'empty': {
      const nothing =
        asked === '' ? say`There’s nothing to search for` : say`I can’t search for: ${bold(asked)}`;
      return richMessage(
        say`${nothing}\nAsk in a few words. Examples: ${code(`${view.command} help`)}`,
      );
    }
  }
}

/** What else there is to do when nothing answers. */
function renderWaysOut({ state, canAskOwner, canTellEditors }: AnswerView): readonly KnownBlock[] {
  const value = formatAnswerState(state);
  const spoken = 'Tell the editors, without my name, that nothing answers this';
  return row(
    canAskOwner && button({ label: 'Ask the owner', actionId: actionIds.askOwner, value }),
    canTellEditors &&
      button({ label: 'Tell the editors', actionId: actionIds.tellEditors, value, spoken }),
  );
}

/** A topic alone asks for its articles, and none of them answers better than another. */
function isListing({ words, phrases, tags }: Question): boolean {
  return tags.length > 0 && words === '' && phrases.length === 0;
}

type Sure = Extract<Answer, { kind: 'found' | 'suggestion' }>;

/** How sure it is, and what it lacks. Empty for an answer that needs no such words. */
function headingOf(answer: Sure): string {
  const { dropped, missing, page, question } = answer;
  if (isListing(question)) return nameTags(question);
  const lacks = describeMissing(missing);
  switch (dropped) {
    case 'phrases':
      return join('No article has exactly these words.', lacks, 'Closest matches:');
    case 'tags':
      return join(`Nothing under ${nameTags(question)} answers this.`, lacks, 'From other topics:');
    case undefined:
      break;
  }
  if (answer.kind === 'found') return lacks;
  if (lacks !== '') return join('Closest matches.', lacks);
  return page.total > 1 ? 'Perhaps one of these' : 'Perhaps this one';
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function nameTags({ tags }: Question): string {
  return tags
    .slice(0, 5)
    .map((tag) => `#${cutText(tag, maxWordShownChars)}`)
    .join(' ');
}

function describeMissing(missing: readonly MissingWord[]): string {
  const from = (where: MissingWord['from']): string =>
    listWords(
      missing
        .filter((word) => word.from === where)
        .slice(0, maxMissingShown)
        .map(({ word }) => `“${cutText(word, maxWordShownChars)}”`),
      'or',
    );
  const [nowhere, notFirst] = [from('library'), from('first')];
  return join(
    nowhere === '' ? '' : `Nothing here mentions ${nowhere}.`,
    notFirst === '' ? '' : `The first one doesn’t mention ${notFirst}.`,
  );
}

const asksForAge =
  /\b(?:new|newest|latest|recent|recently|changed?|changes|updated?|updates|current|currently|outdated|when)\b/i;

function renderPage(
  page: AnswerPage,
  first: AnswerHit,
  question: Question,
  view: AnswerView,
): readonly KnownBlock[] {
  const others = page.hits.slice(1);
  const isShared =
    view.sharesIn !== undefined && view.state.shared.includes(markOf(first.article.slug));
  const lead = renderLead(first, view, {
    showsAge: asksForAge.test(question.text),
    ...(isShared && {
      note: `You shared this in the ${view.sharesIn}.`,
    }),
  });
  const also = others.map((hit) => [...renderName(hit, view), ...tellApart(hit, page)]);
  return present<KnownBlock>(
    lead,
    actions(...leadButtons(first, view, isShared)),
    also.length > 0 && richText(bold('Also'), bullets(also)),
    row(pagingButtons(page, view), readMenu(others)),
  );
}

/** What another article on the page is called too comes with its topic. */
function tellApart({ article }: AnswerHit, { hits }: AnswerPage): Part {
  const isTwin = (other: AnswerHit): boolean =>
    other.article !== article && other.article.title === article.title;
  const [tag] = article.tags;
  return tag !== undefined && hits.some(isTwin) ? text(`  ${cutText(tag, maxWordShownChars)}`) : [];
}

function leadButtons(hit: AnswerHit, view: AnswerView, isShared: boolean): readonly Button[] {
  const value = formatAnswerState({ ...view.state, article: markOf(hit.article.slug) });
  const [label, where] =
    view.sharesIn === 'thread' ? ['Share in the thread', 'the thread'] : ['Share', 'this channel'];
  const spoken = `Share in ${where}: ${titleOf(hit.article)}`;
  return present(
    readButton(hit),
    view.mayShare && !isShared && button({ label, actionId: actionIds.share, value, spoken }),
    !view.isRated && button({ label: 'Helpful', actionId: actionIds.helpful, value }),
    !view.isRated && button({ label: 'Not helpful', actionId: actionIds.notHelpful, value }),
  );
}

/** A topic's articles, none at large. */
function renderListing(page: AnswerPage, view: AnswerView): readonly KnownBlock[] {
  const articles = page.hits.map(({ article }) => article);
  return articleList(articles, view, () => [], pagingButtons(page, view));
}

function pagingButtons(page: AnswerPage, { state }: AnswerView): readonly Button[] {
  const { offset, total, hits } = page;
  const end = offset + hits.length;
  const left = total - end;
  const to = (newOffset: number) => formatAnswerState({ ...state, offset: newOffset });
  return present(
    left > 0 &&
      button({
        label: `More (${left})`,
        actionId: actionIds.more,
        value: to(end),
        spoken: `More: ${count(left, 'article')}`,
      }),
    offset > 0 &&
      button({
        label: 'Back',
        actionId: actionIds.back,
        value: to(Math.max(0, offset - pageSize)),
      }),
    state.fromTopics &&
      button({ label: 'All topics', actionId: actionIds.allTopics, value: 'all' }),
  );
}

function renderCorrections(
  corrections: readonly Correction[],
  view: AnswerView,
): readonly KnownBlock[] {
  if (corrections.length === 0) return [];
  const words = corrections.map(({ corrected }) => cutText(corrected, maxWordShownChars));
  const typed = corrections.map((correction) => `“${cutText(correction.typed, 30)}”`).join(', ');
  return [
    {
      type: 'section',
      text: plain(`Showing results for ${words.join(', ')}.`),
      accessory: button({
        label: `Search for ${typed} instead`,
        actionId: actionIds.literal,
        value: formatAnswerState({ ...view.state, literal: true, offset: 0 }),
      }),
    },
  ];
}
