import type { KnownBlock } from '@slack/types';
import type { ContentProblem } from '../../../content/content-problem.ts';
import type { LibraryState, LibraryUse } from '../../../upkeep/library-state.ts';
import { count } from '../../../text/count.ts';
import { cutText, renderDay } from '../../reply/words.ts';
import { renderName, type ArticleContext } from '../../reply/article-summary.ts';
import { joinParts, type Message, messageOf } from '../../reply/message.ts';
import {
  bold,
  bullets,
  context,
  type Part,
  plain,
  quiet,
  richText,
  say,
  text,
} from '../../reply/rich-text.ts';

const maxTitles = 5;
const maxLinks = 5;
const maxTopics = 15;
const maxTagChars = 40;
const maxProblemChars = 150;

/** Everything about it that an editor is told. */
export interface LibraryReport extends LibraryState, LibraryUse {
  readonly deadLinks: readonly ContentProblem[];
}

/** What happens besides, as it is configured. */
export interface UpkeepHabits {
  readonly asksOwners: boolean;
  readonly keepsGaps: boolean;
}

type LibraryView = Pick<ArticleContext, 'linkTo' | 'command'>;

/** How the library stands, for an editor. */
export function renderLibraryState(
  state: LibraryReport,
  view: LibraryView,
  { asksOwners, keepsGaps }: UpkeepHabits,
): Message {
  const lines = listLines(state, view);
  return messageOf(
    richText(
      bold(`The guide has ${count(state.articles, 'article')}.`),
      lines.length === 0 ? say`None of them needs attention right now.` : bullets(lines),
    ),
    renderTopics(state),
    quiet(
      asksOwners && 'I ask owners about their articles once a month.',
      keepsGaps && `Questions without an answer: ${view.command} gaps`,
    ),
  );
}

/** The figures alone, on an editor's Home tab. */
export function renderHomeState(state: LibraryReport, command: string): readonly KnownBlock[] {
  return [
    { type: 'header', text: plain('The state of the guide') },
    context(`${count(state.articles, 'article')}. ${summarise(state)} More: ${command} library`),
  ];
}

/** What somebody should see to, as far as there is any. */
function listGroups({ pastDate, needsWork, withoutOwner, neverFound, unhelpful }: LibraryReport) {
  return [
    { words: 'past the review date', articles: pastDate },
    { words: 'known to need work', articles: needsWork },
    { words: 'without an owner', articles: withoutOwner },
    {
      words: 'that nobody has found',
      articles: neverFound?.articles ?? [],
      since: neverFound?.since,
    },
    { words: 'found but not helpful', articles: unhelpful },
  ].filter(({ articles }) => articles.length > 0);
}

function summarise(state: LibraryReport): string {
  const said = listGroups(state).map(({ words, articles }) => `${articles.length} ${words}`);
  if (state.deadLinks.length > 0) said.push(count(state.deadLinks.length, 'dead link'));
  return said.length === 0 ? 'None of them needs attention right now.' : `${said.join(', ')}.`;
}

function listLines(state: LibraryReport, view: LibraryView): readonly Part[] {
  const line = (words: string, rest: Part) => say`${bold(`${words}: `)}${rest}`;
  const links = state.deadLinks.map(({ path, line: at, message }) =>
    text(cutText(`${path}, line ${at}: ${message}`, maxProblemChars)),
  );
  return [
    ...listGroups(state).map(({ words, articles, since }) => {
      const when = since === undefined ? '' : ` since ${renderDay(since)}`;
      const titles = articles.map((article) => renderName({ article }, view));
      return line(`${articles.length} ${words}${when}`, listed(titles, maxTitles));
    }),
    ...(links.length > 0 ? [line(count(links.length, 'dead link'), listed(links, maxLinks))] : []),
  ];
}

function listed(items: readonly Part[], max: number): Part {
  const more = items.length - max;
  return joinParts([...items.slice(0, max), ...(more > 0 ? [text(`and ${more} more`)] : [])], '; ');
}

function renderTopics({ topics }: LibraryReport): KnownBlock | false {
  const said = topics.map(({ tag, count: amount, pastDate }) => {
    const past = pastDate === 0 ? '' : ` (${pastDate} past the review date)`;
    return text(`${cutText(tag, maxTagChars)} ${amount}${past}`);
  });
  return said.length > 0 && richText(say`${bold('By topic: ')}${listed(said, maxTopics)}`);
}
