import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import type { LibraryState } from '../../../upkeep/library-state.ts';
import { renderDay } from '../../reply/age.ts';
import { bareHit, renderLine, type ArticleContext } from '../../reply/article-summary.ts';
import { cutText } from '../../reply/cut-text.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { bullets, context, paragraph, plain, richText, text } from '../../reply/rich-text.ts';

type Line = readonly RichTextElement[];

const maxTitles = 5;
const maxLinks = 5;
const maxTopics = 15;
const maxTagChars = 40;
const maxProblemChars = 150;

/** What happens besides, as it is configured. */
export interface UpkeepHabits {
  readonly asksOwners: boolean;
  readonly keepsGaps: boolean;
}

/** How the library stands, for an editor. */
export function renderLibraryState(
  state: LibraryState,
  view: ArticleContext,
  { asksOwners, keepsGaps }: UpkeepHabits,
): Message {
  const lines = listLines(state, view);
  const habits = [
    ...(asksOwners ? ['I ask owners about their articles once a month.'] : []),
    ...(keepsGaps ? [`Questions without an answer: ${view.command} gaps`] : []),
  ];
  return {
    text: fallbackText(`The guide has ${count(state.articles, 'article')}. ${summarise(state)}`),
    blocks: [
      richText(
        paragraph(text(`The guide has ${count(state.articles, 'article')}.`, { bold: true })),
        ...(lines.length === 0
          ? [paragraph(text('None of them needs attention right now.'))]
          : [bullets(lines)]),
      ),
      ...renderTopics(state),
      ...(habits.length === 0 ? [] : [context(habits.join(' '))]),
    ],
  };
}

/** The figures alone, on an editor's Home tab. */
export function renderHomeState(state: LibraryState, command: string): readonly KnownBlock[] {
  return [
    { type: 'header', text: plain('The state of the guide') },
    context(`${count(state.articles, 'article')}. ${summarise(state)} More: ${command} library`),
  ];
}

function summarise(state: LibraryState): string {
  const { pastDate, needsWork, withoutOwner, neverFound, unhelpful, deadLinks } = state;
  const figures = [
    [pastDate.length, 'past the review date'],
    [needsWork.length, 'known to need work'],
    [withoutOwner.length, 'without an owner'],
    [neverFound?.articles.length ?? 0, 'not found by anybody'],
    [unhelpful.length, 'found but not helpful'],
  ] as const;
  const said = figures.flatMap(([amount, words]) => (amount === 0 ? [] : [`${amount} ${words}`]));
  if (deadLinks.length > 0) said.push(count(deadLinks.length, 'dead link'));
  return said.length === 0 ? 'None of them needs attention right now.' : `${said.join(', ')}.`;
}

function listLines(state: LibraryState, view: ArticleContext): readonly Line[] {
  const { pastDate, needsWork, withoutOwner, neverFound, unhelpful, deadLinks } = state;
  const titles = (articles: readonly Article[]): Line => listTitles(articles, view);
  const line = (amount: number, words: string, rest: Line): readonly Line[] =>
    amount === 0 ? [] : [[...text(`${amount} ${words}: `, { bold: true }), ...rest]];
  const never = neverFound?.articles ?? [];
  const since = neverFound === undefined ? '' : ` since ${renderDay(neverFound.since)}`;
  return [
    ...line(pastDate.length, 'past the review date', titles(pastDate)),
    ...line(needsWork.length, 'known to need work', titles(needsWork)),
    ...line(withoutOwner.length, 'without an owner', titles(withoutOwner)),
    ...line(never.length, `not found by anybody${since}`, titles(never)),
    ...line(
      unhelpful.length,
      'found but not helpful',
      titles(unhelpful.map(({ article }) => article)),
    ),
    ...line(
      deadLinks.length,
      deadLinks.length === 1 ? 'dead link' : 'dead links',
      text(
        listed(
          deadLinks.map(({ path, line: at, message }) =>
            cutText(`${path}, line ${at}: ${message}`, maxProblemChars),
          ),
          maxLinks,
        ),
      ),
    ),
  ];
}

function listTitles(articles: readonly Article[], view: ArticleContext): Line {
  const more = articles.length - maxTitles;
  return [
    ...articles
      .slice(0, maxTitles)
      .flatMap((article, index) => [
        ...text(index === 0 ? '' : '; '),
        ...renderLine(bareHit(article), view),
      ]),
    ...text(more > 0 ? `; and ${more} more` : ''),
  ];
}

function listed(items: readonly string[], max: number): string {
  const more = items.length - max;
  return [...items.slice(0, max), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function renderTopics({ topics }: LibraryState): readonly KnownBlock[] {
  if (topics.length === 0) return [];
  const said = topics.map(({ tag, count: amount, pastDate }) => {
    const past = pastDate === 0 ? '' : ` (${pastDate} past the review date)`;
    return `${cutText(tag, maxTagChars)} ${amount}${past}`;
  });
  return [richText(paragraph(text('By topic: ', { bold: true }), text(listed(said, maxTopics))))];
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
